"""A list narrowed to a production, an episode, a cut and a role: by choices that stay short, and by numbers and names as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.admin_pages.rights import staff_user
from productions.admin_pages.seen import filter_seen_rows

NARROWING_NAMES = ("production", "episode", "cut", "role")
TYPED_NAMES = {"production": "production_title", "cut": "cut_number", "role": "role_name"}
"""What is typed of an entry that is looked for, as the address has it."""
MAX_LISTED_PRODUCTIONS = 100
"""Productions that are offered as a list; of more a title is typed."""
MAX_LISTED_EPISODES = 600
MAX_TYPED_CHARACTERS = 200


@dataclass(slots=True)
class Narrowing:
    """What a list is narrowed to: the entries by name, and the texts of which none was found."""

    chosen: dict[str, Any] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)

    def filter_rows(self, rows: Any, paths: Mapping[str, str]) -> Any:
        """The rows that belong to all that was chosen; none where something was named that is not there."""
        if self.missed:
            return rows.none()
        for name, entry in self.chosen.items():
            if name in paths:
                rows = filter_rows_at(rows, paths[name], entry)
        return rows


def list_narrowing_paths(model: type[models.Model]) -> dict[str, str]:
    """The columns by which a model's rows belong to what narrows lists."""
    columns = {each.name for each in model._meta.concrete_fields if each.is_relation}
    return {name: name for name in NARROWING_NAMES if name in columns}


def find_model_at(model: type[models.Model], path: str) -> type[models.Model]:
    """The model that a path of columns leads to."""
    for name in path.split("__"):
        found: Any = model._meta.get_field(name).related_model
        model = found
    return model


def filter_rows_at(rows: Any, path: str, entry: Any) -> Any:
    """The rows that a path of columns leads from to an entry, or to the ends of a range that it is in."""
    holder, _, column = path.rpartition("__")
    model = find_model_at(rows.model, holder) if holder else rows.model
    every: Any = model._default_manager.order_by()
    if column not in getattr(every, "RANGES", ()):
        return rows.filter(**{path: entry})
    held = every.held_by(column, [entry.uid]).values("pk")
    return rows.filter(**{f"{holder}__in" if holder else "pk__in": held})


def read_key(query: QueryDict, name: str) -> str:
    """The key of an entry that the address names, in either form that lists know; empty for none."""
    key = query.get(name) or query.get(f"{name}__id__exact") or ""
    return key if key.isdecimal() and len(key) <= MAX_KEY_DIGITS else ""


def read_typed(query: QueryDict, name: str) -> str:
    """The text that the address has for an entry."""
    return query.get(TYPED_NAMES.get(name, ""), "").replace("\0", "").strip()[:MAX_TYPED_CHARACTERS]


def read_narrowing(request: HttpRequest, model: type[models.Model], paths: Mapping[str, str]) -> Narrowing:
    """What the address narrows a list of a model to, among what the user sees. At most two queries for each name, three for a role."""
    found = Narrowing()
    for name, path in paths.items():
        rows = filter_seen_rows(find_model_at(model, path), staff_user(request))
        key, typed = read_key(request.GET, name), read_typed(request.GET, name)
        if not (key or typed):
            continue
        entry = rows.filter(pk=key).first() if key else find_typed_entry(rows, typed, name, found)
        if entry is None:
            found.missed[name] = typed or key
        else:
            found.chosen[name] = entry
    return found


def find_typed_entry(rows: Any, typed: str, name: str, found: Narrowing) -> Any:
    """What somebody means by a title, a number or a name, within what was chosen before it: the best match."""
    if name == "cut":
        rows = rows.filter(**{above: entry for above, entry in found.chosen.items() if above != "cut"})
    matches = rows.search(typed)
    if hasattr(matches, "best_first"):
        matches = matches.best_first(typed)
    return matches.first()


class NarrowingFilter(admin.ListFilter):
    """One form beside the list for all of it; it works without script."""

    title = gettext_lazy("place and role")
    template = "admin/narrowing_filter.html"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.paths: Mapping[str, str] = model_admin.find_narrowing_paths()
        self.model = model
        self.user = staff_user(request)
        self.query = request.GET
        self.narrowing: Narrowing = model_admin.get_narrowing(request)
        for name in self.expected_parameters():
            params.pop(name, None)

    def expected_parameters(self) -> list[str | None]:
        names = [
            name for each in self.paths for name in (each, f"{each}__id__exact", TYPED_NAMES.get(each, each))
        ]
        return list(dict.fromkeys(names))

    def has_output(self) -> bool:
        return bool(self.paths)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return self.narrowing.filter_rows(queryset, self.paths)

    def choices(self, changelist: Any) -> Any:
        """The fields of the form; the template draws them."""
        for name in self.paths:
            if name == "role" or (name == "production" or "production" in self.narrowing.chosen):
                yield self.describe_field(name)

    def describe_field(self, name: str) -> dict[str, Any]:
        """A field: its options where they are few, or else what is typed."""
        model = find_model_at(self.model, self.paths[name])
        chosen = self.narrowing.chosen.get(name)
        found: dict[str, Any] = {
            "label": model._meta.verbose_name,
            "name": name,
            "typed_name": TYPED_NAMES.get(name, name),
            "chosen": chosen,
            "text": str(chosen or self.narrowing.missed.get(name, "")),
            "missed": self.narrowing.missed.get(name, ""),
            "hint": HINTS.get(name, ""),
        }
        if name in ("production", "episode"):
            found["options"] = self.list_options(name, model)
        return found

    def list_options(self, name: str, model: type[models.Model]) -> list[Any] | None:
        """The entries that are offered; None where there are too many to look through. One query."""
        rows = filter_seen_rows(model, self.user)
        if name == "episode":
            return list(
                rows.filter(production=self.narrowing.chosen["production"]).in_order()[:MAX_LISTED_EPISODES]
            )
        listed = list(rows.in_title_order()[: MAX_LISTED_PRODUCTIONS + 1])
        return listed if len(listed) <= MAX_LISTED_PRODUCTIONS else None

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else the address says, for the form to keep."""
        own = {*self.expected_parameters(), "p", "e"}
        return [(name, value) for name, values in self.query.lists() if name not in own for value in values]

    @property
    def sentences(self) -> list[str]:
        """What was named and is not there."""
        return [_("“%s” is not found here.") % text for text in self.narrowing.missed.values()]


HINTS = {
    "production": gettext_lazy("title"),
    "cut": gettext_lazy("C012, 12, c-12"),
    "role": gettext_lazy("原画, LO, key animation"),
}
"""What may be typed."""
