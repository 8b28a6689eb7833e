"""Episodes."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.filter_fields import (
    CodeParameter,
    EpisodeNumberParameter,
    UidParameter,
)
from api.read.filters import ExternalIdParameter, ParameterFilterSet, UpdatedAfterParameter
from api.read.output_serializers.localised_names import (
    WordedEpisodeTitle,
    note_localised_columns,
)
from api.read.output_serializers.references import (
    ProductionRef,
)
from api.read.resource import Below, make_orderings
from api.read.updated_at import make_updated_at
from api.resources.example_entries import UIDS
from api.resources.external_ids import WorkIdOut
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.catalogue.services import productions as works
from productions.models import (
    Episode,
    Production,
)
from productions.shared.choices import EpisodeKind
from productions.shared.reader_texts import list_localised_columns

EPISODE_TITLES = list_localised_columns(Episode, "title")


class EpisodeOut(WordedEpisodeTitle, serializers.ModelSerializer[Episode]):
    """An episode of a production."""

    production = ProductionRef()
    external_ids = WorkIdOut(many=True)
    updated_at = make_updated_at()

    class Meta:
        model = Episode
        fields = (
            "uid",
            "production",
            "kind",
            "number",
            "title",
            "title_kana",
            *EPISODE_TITLES,
            "released_on",
            "external_ids",
            "updated_at",
        )
        in_other_words = ()
        notes: ClassVar = {
            "production": Note("The work it is a part of."),
            "kind": Note("Whether it is an episode, an opening, an ending or a trailer."),
            "title": Note("Its title.", absent="it has none, or nobody entered it"),
            "title_kana": Note("The title's reading in kana.", absent="nobody entered it"),
            **note_localised_columns(
                Episode, "title", "The title in {language}.", absent="it has none, or nobody entered it"
            ),
            "released_on": Note("Day of first release.", absent="not known"),
            "external_ids": Note("Its identifiers in other registries, and those of its editions."),
        }
        on_request: tuple[str, ...] = ("updated_at",)


class EpisodeFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    kind = CodeParameter("kind", "Kind", EpisodeKind.values)
    number = EpisodeNumberParameter("", "Numbers: 3-5,OP")
    external_id = ExternalIdParameter("episode", "An identifier elsewhere, as in eidr:10.5240/…")
    updated_after = UpdatedAfterParameter("episode")

    class Meta:
        model = Episode
        fields: tuple[str, ...] = ()


class EpisodeFields(serializers.ModelSerializer[Episode]):
    class Meta:
        model = Episode
        fields: tuple[str, ...] = ("kind", "number", "title", "title_kana", *EPISODE_TITLES, "released_on")


class EpisodeIn(EpisodeFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(EpisodeFields.Meta):
        fields = ("production", *EpisodeFields.Meta.fields)


class EpisodeChange(Change, EpisodeFields):
    class Meta(EpisodeFields.Meta):
        fields = (*EpisodeFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="episode",
    text="Episodes of public productions.",
    rows=Episode.objects.public(),
    representation=EpisodeOut,
    filters=EpisodeFilter,
    orderings=make_orderings("number"),
    below=(Below("production", "The episodes of one production."),),
    create=works.add_episode,
    create_body=EpisodeIn,
    change=works.update_episode,
    change_body=EpisodeChange,
    examples={
        "EpisodeIn": {"production": UIDS["production"], "number": "2", "title": "宛先のない手紙"},
        "PatchedEpisodeChange": {"title_en": "A Letter to Nowhere"},
    },
)
