"""The songs and segments of a production as its rolls print them."""

from __future__ import annotations

from functools import cached_property

from productions.catalogue.models.works import Production
from productions.rollkit.document.groups import RollSegment, RollSong
from productions.segments.models import Segment
from productions.shared.site_languages import copy_localised_texts
from productions.songs.models import Song, SongRight


class RollGroups:
    """Read when the first credit names one: rolls without songs and segments cost no query for them.

    Each has its place among those of the production, from 0.
    """

    def __init__(self, production: Production | int) -> None:
        self.production = production

    @cached_property
    def songs(self) -> dict[int, tuple[int, RollSong]]:
        """By key. Two queries."""
        songs = list(Song.objects.live().filter(production=self.production).in_roll_order())
        rights: dict[int, list[str]] = {}
        lines = SongRight.objects.live().filter(song__in=[song.pk for song in songs]).in_order()
        for key, text in lines.values_list("song_id", "text"):
            rights.setdefault(key, []).append(text)
        return {
            song.pk: (place, describe_song(song, tuple(rights.get(song.pk, ()))))
            for place, song in enumerate(songs)
        }

    @cached_property
    def segments(self) -> dict[int, tuple[int, RollSegment]]:
        """By key. One query."""
        listed = Segment.objects.live().filter(production=self.production).in_order()
        return {
            segment.pk: (
                place,
                RollSegment(
                    uid=str(segment.uid),
                    kind=segment.kind,
                    title=segment.title,
                    **copy_localised_texts(segment, "title", RollSegment, "title"),
                ),
            )
            for place, segment in enumerate(listed)
        }

    def find(self, song: int | None, segment: int | None) -> tuple[RollSong | None, RollSegment | None, int]:
        """Those with these keys, and the place of the segment, or of the song."""
        if song is None and segment is None:
            return None, None, 0
        song_place, found_song = (0, None) if song is None else self.songs[song]
        if segment is None:
            return found_song, None, song_place
        place, found_segment = self.segments[segment]
        return found_song, found_segment, place


def describe_song(song: Song, rights: tuple[str, ...]) -> RollSong:
    return RollSong(
        uid=str(song.uid),
        kind=song.kind,
        title=song.title,
        title_kana=song.title_kana,
        **copy_localised_texts(song, "title", RollSong, "title"),
        label=song.label_as_printed,
        rights=rights,
    )
