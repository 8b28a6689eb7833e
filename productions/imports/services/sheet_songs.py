"""The songs that the rows of a credit sheet name: found by title, or entered with their lines of rights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.ledger.services.stand_ins import stand_in, take_key
from productions.shared.ending_choices import SongKind
from productions.shared.names import clean_text
from productions.songs.models import Song, SongRight
from productions.songs.services import add_song_right, create_song
from productions.users.models import User


class SheetSongs:
    """The production's songs by episode and title, read once; new ones are stood in for until they are stored."""

    def __init__(self, production: Production) -> None:
        self.production = production
        songs = Song.objects.live().filter(production=production).select_related("production", "episode")
        self.known = {(song.episode_id, song.title): song for song in songs.order_by("-pk")}
        rights = SongRight.objects.live().filter(song__production=production)
        self.rights = set(rights.values_list("song_id", "text"))
        self.new: list[Song] = []
        self.new_rights: list[tuple[Song, str]] = []

    def find(self, row: CreditSheetRow, episode: Episode | None) -> Song | None:
        """The row's song, with its lines of rights noted; None where it names none.

        An insert song of a row with an episode is that episode's; all others are the production's.
        """
        if not row.song:
            return None
        title = clean_text(row.song)
        of_episode = self.known.get((episode.pk, title)) if episode else None
        song = of_episode or self.known.get((None, title))
        if song is None:
            song = self.draft(row, title, episode if row.song_kind == SongKind.INSERT else None)
        if row.song_rights and (song.pk, clean_text(row.song_rights)) not in self.rights:
            self.rights.add((song.pk, clean_text(row.song_rights)))
            self.new_rights.append((song, row.song_rights))
        return song

    def draft(self, row: CreditSheetRow, title: str, episode: Episode | None) -> Song:
        values = {"title": title, "kind": row.song_kind, "label_as_printed": row.song_label}
        song = Song(production=self.production, episode=episode, **values)
        stand_in(song, len(self.new) + 1)
        self.known[song.episode_id, title] = song
        self.new.append(song)
        return song

    def announce(self) -> Iterator[Problem]:
        """One sentence for the songs that would be entered."""
        if self.new:
            titles = ", ".join(f"“{song.title}” ({song.get_kind_display() or '-'})" for song in self.new)
            yield Problem(_("songs"), _("New songs: %s.") % titles)

    def store(self, *, by: User | None, now: datetime) -> list[Song]:
        """Enter the new songs and lines of rights; from here on they have keys. Raises Refusal as the verbs do."""
        for song in self.new:
            made = create_song(
                self.production,
                episode=song.episode,
                title=song.title,
                kind=song.kind,
                label_as_printed=song.label_as_printed,
                by=by,
                now=now,
            )
            take_key(song, made)
        for song, text in self.new_rights:
            add_song_right(song, text=text, by=by, now=now)
        return self.new
