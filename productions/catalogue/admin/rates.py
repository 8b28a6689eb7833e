"""Frame rates as people say them: one field for the two numbers that are kept."""

from fractions import Fraction
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import VerbForm
from productions.shared.refusals import translate_for_reader
from productions.shared.timecode import TimecodeError, format_frame_rate, parse_frame_rate

RATE_COLUMNS = ("fps_num", "fps_den")


class FrameRateField(forms.CharField):
    """Frames a second as a Fraction; None where nothing is said."""

    widget = AdminTextInputWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Frame rate"),
            help_text=gettext_lazy("Frames per second: 24, 23.976, 29.97, or a fraction such as 24000/1001."),
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        return format_frame_rate(value) if isinstance(value, Fraction) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_frame_rate(text)
        except TimecodeError as error:
            raise forms.ValidationError(translate_for_reader(error.sentence)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except forms.ValidationError:
            return True


class RateForm(VerbForm):
    """Of an entry with a rate: `rate` stands for the columns, which is what verbs take."""

    rate = FrameRateField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["rate"] = self.instance.fps

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "rate" in cleaned:
            rate = cleaned.pop("rate")
            cleaned |= dict(zip(RATE_COLUMNS, rate.as_integer_ratio() if rate else (None, None), strict=True))
        return cleaned

    @cached_property
    def changed_data(self) -> list[str]:
        names: list[str] = [name for name, field in self._bound_items() if field._has_changed()]
        return [*(name for name in names if name != "rate"), *(RATE_COLUMNS if "rate" in names else ())]


class RateColumn:
    """For lists of entries with a rate."""

    @admin.display(description=gettext_lazy("frame rate"), ordering="fps_num")
    def told_rate(self, entry: Any) -> str:
        return format_frame_rate(entry.fps) or "–"
