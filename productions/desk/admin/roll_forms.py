"""Forms that ask for a roll: which part of a production, which issue, on which screen, in which formats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from django import forms
from django.utils.translation import gettext_lazy

from productions.catalogue.models.works import Episode
from productions.desk.admin.font_chain import FontChainField
from productions.exports.formats import ExportFormat, grouped_formats
from productions.releases.models.releases import Release
from productions.rollkit.screen_spec import MASTER_FORMATS, RASTERS
from productions.rollkit.timing import FRAME_RATES
from productions.shared.choices import RollLanguage
from productions.shared.timecode import format_frame_rate

SCREEN_FIELDS = (
    "template", "raster", "own_raster", "rate", "px", "seconds", "drop", "burn_in", "places", "fonts",
)  # fmt: skip
"""What the export form asks of a screen."""
EVERY_EDITION = gettext_lazy("every edition")
USUAL_LABEL = gettext_lazy("as usual")


def make_text_choices(values: Iterable[Any]) -> list[tuple[str, str]]:
    """Choices that are shown as they are written."""
    return [(str(value), str(value)) for value in values]


def normalize_raster(text: str) -> str:
    """A raster as people type it, `１４４０×１０８０` or `1440 X 1080`, as `1440x1080`."""
    return re.sub(r"\s*[x×*✕]\s*", "x", normalize("NFKC", text).strip().lower())


class PartForm(forms.Form):
    """Which part of the production, and which edition."""

    episode = forms.ModelChoiceField(
        Episode.objects.none(),
        label=gettext_lazy("Episode"),
        required=False,
        empty_label=gettext_lazy("the whole production"),
    )
    edition = forms.ChoiceField(label=gettext_lazy("Edition"), required=False)


class IssueForm(PartForm):
    """Issuing what the page shows: `seen` is the SHA-256 of that working copy, and the part is chosen above the form."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    names_checked = forms.BooleanField(
        label=gettext_lazy("Names that somebody withheld here were checked"),
        required=False,
        help_text=gettext_lazy("Only where the list says so, and each is another person of that name."),
    )
    override_reason = forms.CharField(
        label=gettext_lazy("Reason for an override"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Needed only to issue a roll in which an AI use has no named person. The roll prints it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("episode", "edition"):
            self.fields[name].widget = self.fields[name].hidden_widget()


class ScreenForm(PartForm):
    """Which roll, in which language, on which screen."""

    release = forms.ModelChoiceField(
        Release.objects.none(),
        label=gettext_lazy("Release"),
        required=False,
        empty_label=gettext_lazy("the working copy"),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=RollLanguage.choices)
    template = forms.ChoiceField(label=gettext_lazy("Template"), required=False)
    raster = forms.ChoiceField(
        label=gettext_lazy("Raster"), required=False, choices=[("", USUAL_LABEL), *make_text_choices(RASTERS)]
    )
    own_raster = forms.CharField(
        label=gettext_lazy("Raster of your own"),
        required=False,
        max_length=20,
        help_text=gettext_lazy(
            "Width and height in pixels, both even: 1440x1080 or 1080x1920. It is taken in place of the raster that is chosen."
        ),
    )
    rate = forms.ChoiceField(
        label=gettext_lazy("Frame rate"),
        required=False,
        choices=[("", USUAL_LABEL), *((str(rate), format_frame_rate(rate)) for rate in FRAME_RATES)],
    )
    px = forms.IntegerField(
        label=gettext_lazy("Speed"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Whole pixels a frame; empty: the usual speed."),
    )
    seconds = forms.DecimalField(
        label=gettext_lazy("Running time"),
        required=False,
        help_text=gettext_lazy("Seconds, locked to the frame; empty: as long as the roll is."),
    )
    drop = forms.BooleanField(label=gettext_lazy("Drop-frame timecode"), required=False)
    burn_in = forms.BooleanField(label=gettext_lazy("Timecode in the picture"), required=False)
    places = forms.ChoiceField(
        label=gettext_lazy("Master on the timeline"),
        required=False,
        choices=[("", USUAL_LABEL), *((name, ExportFormat(name).label) for name in MASTER_FORMATS)],
        help_text=gettext_lazy("What a timeline or edit decision list places; usually the film with alpha."),
    )
    fonts = FontChainField(
        label=gettext_lazy("Fonts"),
        required=False,
        choices=[],
        help_text=gettext_lazy(
            "For formats on screen, first choice first. Each sets what those before it lack, at last the shipped fonts; the export's notes say so."
        ),
    )
    field_order = ("release", "episode", "edition", "language")

    def clean(self) -> dict[str, Any]:
        """What was asked of the screen, together: the verb takes it as one."""
        cleaned = super().clean() or {}
        asked = {name: cleaned.pop(name, None) for name in SCREEN_FIELDS}
        if own := asked.pop("own_raster"):
            asked["raster"] = normalize_raster(own)
        return {**cleaned, "delivery": {name: value for name, value in asked.items() if value}}


class ExportForm(ScreenForm):
    """Several formats at once."""

    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Formats"),
        choices=grouped_formats,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one format.")},
    )
    packed = forms.BooleanField(
        label=gettext_lazy("As one package (ZIP)"),
        required=False,
        help_text=gettext_lazy(
            "One job and one download, with a manifest that says what each file is. All files arrive, or none does."
        ),
    )
