"""Songs with the lines of their rights."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.filter_fields import (
    CodeParameter,
    EpisodeNumberParameter,
    UidParameter,
)
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.output_serializers.localised_names import help_localised_columns, note_localised_columns
from api.read.output_serializers.references import (
    EpisodeRef,
    ProductionRef,
    SongRef,
)
from api.read.resource import Below
from api.read.search_parameters import SearchParameter
from api.read.updated_at import make_updated_at
from api.resources.example_entries import UIDS
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.views import WritableKind
from productions.models import (
    Episode,
    Production,
    Song,
    SongRight,
)
from productions.shared.ending_choices import SongKind
from productions.shared.reader_texts import list_localised_columns
from productions.songs import services as songs

SONG_TITLES = list_localised_columns(Song, "title")


class SongRightOut(serializers.ModelSerializer[SongRight]):
    """One line of rights of a song."""

    class Meta:
        model = SongRight
        fields: tuple[str, ...] = ("uid", "text", "holder", "position")
        extra_kwargs: ClassVar = {
            "text": {"help_text": "The line, printed as it stands."},
            "holder": {"help_text": "Who holds the right; empty: not said."},
            "position": {"help_text": "Its place among the song's lines, from 1; null: as entered."},
        }
        notes: ClassVar = {
            "holder": Note(absent="nobody said"),
            "position": Note(absent="it stands where it was entered", unit="places"),
        }

        @staticmethod
        def rows() -> object:
            return SongRight.objects.live().in_order()


class SongRightEntry(SongRightOut):
    """One line of rights with its song."""

    song = SongRef()

    class Meta(SongRightOut.Meta):
        fields = ("uid", "song", "text", "holder", "position")


class SongRightFields(serializers.ModelSerializer[SongRight]):
    class Meta:
        model = SongRight
        fields: tuple[str, ...] = ("text", "holder", "position")
        extra_kwargs: ClassVar = {"position": SongRightOut.Meta.extra_kwargs["position"]}


class SongRightIn(SongRightFields):
    song = Reference(Song, help_text="uid of the song.")

    class Meta(SongRightFields.Meta):
        fields = ("song", *SongRightFields.Meta.fields)


class SongRightChange(Change, SongRightFields):
    class Meta(SongRightFields.Meta):
        fields = (*SongRightFields.Meta.fields, "reason")


RIGHT_KIND = WritableKind(
    "song-right",
    SongRight,
    SongRightEntry,
    songs.add_song_right,
    SongRightIn,
    songs.update_song_right,
    SongRightChange,
)


class SongOut(serializers.ModelSerializer[Song]):
    """A song of a production or of one of its episodes. Its people are credits: `credits/?song=`."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    rights = SongRightOut(many=True, help_text="Lines of rights, in their order.")
    updated_at = make_updated_at()

    class Meta:
        model = Song
        fields = (
            "uid", "production", "episode", "kind", "label_as_printed", "title", "title_language", "title_kana", *SONG_TITLES, "position",
            "rights", "updated_at",
        )  # fmt: skip
        extra_kwargs: ClassVar = {
            "kind": {"help_text": "Opening, ending, insert song …; null: not said."},
            "title": {"help_text": "Its title, as it was written."},
            "title_language": {"help_text": "Language of the title (BCP 47); null: not said."},
            "title_kana": {"help_text": "Reading of the title in kana; empty: not said."},
            **help_localised_columns(
                Song, "title", "The title in {language}; empty: it has none, or nobody entered it."
            ),
            "position": {"help_text": "Place among the songs, from 1; null: not said."},
        }
        notes: ClassVar = {
            "production": Note("The work that it is in."),
            "episode": Note("The episode that it is in.", absent="it is the whole work's"),
            "kind": Note(absent="nobody said which kind of song it is"),
            "label_as_printed": Note(absent="the roll takes the name of its kind, or nobody noted it"),
            "title_language": Note(absent="nobody said"),
            "title_kana": Note(absent="nobody entered it"),
            **note_localised_columns(Song, "title", absent="it has none, or nobody entered it"),
            "position": Note(absent="nobody said", unit="places"),
        }
        on_request: tuple[str, ...] = ("updated_at",)


class SongFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Title, its reading or its English")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter(
        "episode", "uids of episodes or, within a production, numbers: 3-5; none"
    )
    kind = CodeParameter("kind", "Kind", SongKind.values)
    updated_after = UpdatedAfterParameter("song")

    class Meta:
        model = Song
        fields: tuple[str, ...] = ()


class SongFields(serializers.ModelSerializer[Song]):
    episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid; null for a song of the whole production."
    )

    class Meta:
        model = Song
        fields: tuple[str, ...] = (
            "episode", "kind", "label_as_printed", "title", "title_language", "title_kana", *SONG_TITLES, "position",
        )  # fmt: skip


class SongIn(SongFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(SongFields.Meta):
        fields = ("production", *SongFields.Meta.fields)


class SongChange(Change, SongFields):
    class Meta(SongFields.Meta):
        fields = (*SongFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="song",
    text="Songs of public productions: opening and ending themes, insert songs.",
    rows=Song.objects.public(),
    representation=SongOut,
    filters=SongFilter,
    below=(
        Below("production", "The songs of one production, those of its episodes too."),
        Below(
            "episode", "The songs of one episode alone; those of the whole production are the production's."
        ),
    ),
    create=songs.create_song,
    create_body=SongIn,
    change=songs.update_song,
    change_body=SongChange,
    written_parts=(RIGHT_KIND,),
    examples={
        "SongIn": {
            "production": UIDS["production"],
            "kind": "opening",
            "title": "虹ノ彼方へ",
            "title_language": "ja",
            "title_kana": "にじのかなたへ",
        },
        "PatchedSongChange": {"title_en": "Over the Rainbow"},
        "SongRightIn": {
            "song": UIDS["song"],
            "text": "JASRAC 出 0000000-601",
            "holder": "見本音楽出版",
            "position": 1,
        },
        "PatchedSongRightChange": {"text": "JASRAC 出 0000000-602", "reason": "They sent the new number."},
    },
)
