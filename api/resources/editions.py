"""Editions that productions have of their own."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.edition_codes import EditionCodeParameter
from api.read.filter_fields import UidParameter
from api.read.filters import ParameterFilterSet
from api.read.output_serializers.localised_names import help_localised_columns, note_localised_columns
from api.read.output_serializers.references import ProductionRef
from api.read.resource import Below
from api.resources.example_entries import UIDS
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.catalogue.services import editions
from productions.models import Production, ProductionEdition
from productions.shared.reader_texts import list_localised_columns
from productions.shared.site_languages import WORK_LANGUAGE


def format_own_rate(above: int | None, below: int | None) -> str | None:
    """A frame rate as a fraction."""
    return f"{above}/{below}" if above and below else None


EDITION_LABELS = list_localised_columns(ProductionEdition, "label", first=WORK_LANGUAGE)


def make_frame_rate(absent: str) -> Computed:
    """The member of a frame rate that may be absent."""
    text = f"Frames per second as a fraction, e.g. 24000/1001. Null: {absent}."
    return Computed(
        serializers.CharField(allow_null=True, help_text=text), of=("fps_num", "fps_den"), get=format_own_rate
    )


class OwnEditionOut(serializers.ModelSerializer[ProductionEdition]):
    """An edition that a production has beyond the built-in ones."""

    production = ProductionRef()
    frame_rate = make_frame_rate("that of the production")

    class Meta:
        model = ProductionEdition
        fields = ("uid", "production", "code", *EDITION_LABELS, "kind", "frame_rate", "start_timecode")
        extra_kwargs: ClassVar = {
            "code": {
                "help_text": "What credits, releases and filters say; unlike other codes, within one production."
            },
            **help_localised_columns(
                ProductionEdition, "label", "Its label in {language}; empty where it has none."
            ),
        }
        notes: ClassVar = {
            "production": Note("The work whose edition it is."),
            "code": Note("What credits, releases and filters say."),
            **note_localised_columns(
                ProductionEdition, "label", "Its label in {language}.", absent="the {others} one serves"
            ),
            "kind": Note(absent="it is a form of none of them"),
            "frame_rate": Note(absent="that of the production", unit="frames per second"),
            "start_timecode": Note(absent="not known"),
        }


class OwnEditionFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    code = EditionCodeParameter("code", "Code")

    class Meta:
        model = ProductionEdition
        fields: tuple[str, ...] = ()


class OwnEditionFields(serializers.ModelSerializer[ProductionEdition]):
    class Meta:
        model = ProductionEdition
        fields: tuple[str, ...] = (*EDITION_LABELS, "kind", "fps_num", "fps_den", "start_timecode")


class OwnEditionIn(OwnEditionFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(OwnEditionFields.Meta):
        fields = ("production", "code", *OwnEditionFields.Meta.fields)


class OwnEditionChange(Change, OwnEditionFields):
    class Meta(OwnEditionFields.Meta):
        fields = (*OwnEditionFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="edition",
    text="Editions that public productions have beyond the built-in ones: a director's cut, a TV cut.",
    rows=ProductionEdition.objects.public(),
    representation=OwnEditionOut,
    filters=OwnEditionFilter,
    below=(Below("production", "The editions that one production has of its own.", address="own-editions"),),
    create=editions.add_edition,
    create_body=OwnEditionIn,
    change=editions.update_edition,
    change_body=OwnEditionChange,
    examples={
        "OwnEditionIn": {
            "production": UIDS["production"],
            "code": "directors_cut",
            "label_ja": "ディレクターズカット版",
            "label_en": "Director's cut",
            "kind": "theatrical",
        },
        "PatchedOwnEditionChange": {"start_timecode": "01:00:00:00"},
    },
)
