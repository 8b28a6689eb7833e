"""The form field of what somebody says about the use of their work for AI: for each entry a choice, and a condition beside it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy

from productions.shared.ai_choices import TrainingEntry, TrainingUse
from productions.shared.training_mining import MAX_CONSTRAINT_CHARACTERS

PER_ENTRY = 2
"""Boxes for each entry."""


def make_use_choices(entry: TrainingEntry) -> list[tuple[str, Any]]:
    """What can be chosen for one entry. Each says of what it is, since the boxes have no labels of their own."""

    def tell(what: Any) -> Any:
        return lazystr(LazyPair(entry.label, what))

    return [
        ("", tell(gettext_lazy("nothing was said"))),
        *((use.value, tell(use.label)) for use in TrainingUse),
    ]


class LazyPair:
    """Two texts in the reader's language, as `data mining: not allowed`."""

    def __init__(self, first: Any, second: Any) -> None:
        self.first = first
        self.second = second

    def __str__(self) -> str:
        return f"{self.first}: {self.second}"


class TrainingMiningWidget(forms.MultiWidget):
    template_name = "admin/training_mining.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: list[forms.Widget] = []
        for entry in TrainingEntry:
            condition = {
                "placeholder": gettext_lazy("Condition"),
                "aria-label": LazyPair(entry.label, gettext_lazy("Condition")),
            }
            boxes += [forms.Select(choices=make_use_choices(entry)), forms.TextInput(condition)]
        super().__init__(boxes, attrs)

    def decompress(self, value: Iterable[dict[str, str]] | None) -> list[str]:
        return fill_boxes(value)


def fill_boxes(said: Iterable[dict[str, str]] | None) -> list[str]:
    """What stands in each box for these entries."""
    by_entry = {each["entry"]: each for each in said or ()}
    return [
        by_entry.get(code, {}).get(name, "")
        for code in TrainingEntry.values
        for name in ("use", "constraint_info")
    ]


class TrainingMiningField(forms.MultiValueField):
    widget = TrainingMiningWidget

    def __init__(self, **options: Any) -> None:
        fields: list[forms.Field] = []
        for entry in TrainingEntry:
            fields.append(forms.ChoiceField(choices=make_use_choices(entry), required=False))
            fields.append(forms.CharField(max_length=MAX_CONSTRAINT_CHARACTERS, required=False))
        super().__init__(fields, require_all_fields=False, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        """What stands in the boxes: texts that were sent, or the entries of the column. Django takes any list for the former."""
        sent = isinstance(value, list) and not any(isinstance(each, dict) for each in value)
        return value if sent else fill_boxes(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(fill_boxes(initial), data)

    def compress(self, data_list: list[str]) -> list[dict[str, str]]:
        """What is said, as the verbs take it; a condition without a choice goes along, so that they refuse it."""
        rows = [data_list[start : start + PER_ENTRY] for start in range(0, len(data_list), PER_ENTRY)]
        return [
            {"entry": code, "use": use, "constraint_info": condition}
            for code, (use, condition) in zip(TrainingEntry.values, rows, strict=False)
            if use or condition
        ]
