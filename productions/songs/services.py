"""Songs and the lines of their rights. A song's people are credits that name it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.cuts import require_same_production
from productions.ledger.services.writing import change_entity, create_entity, in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.songs.models import Song, SongRight
from productions.users import access
from productions.users.models import User

EDITOR = MembershipLevel.EDITOR


@in_transaction
def create_song(
    production: Production,
    *,
    title: str,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    reason: str = "",
    **values: Any,
) -> Song:
    """A new song of the production, or of one of its episodes.

    `values`: kind (empty: not said), label_as_printed, title_language, title_kana, title_en, position (its place among the songs, from 1).
    """
    access.require_level(by, production, EDITOR)
    require_same_production(production, episode)
    song = Song(production=production, episode=episode, title=title, **values)
    return create_entity(song, by=by, now=now, reason=reason)


@in_transaction
def update_song(song: Song, *, by: User | None, now: datetime, reason: str = "", **values: Any) -> Song:
    """Change a song; see create_song for `values`. Its credits are for its episode, so it moves only while they fit."""
    access.require_level(by, song.production, EDITOR)
    if values.get("production", song.production) != song.production:
        raise Refusal(fields={"production": [_("A song cannot be moved to another production.")]})
    episode = values.get("episode", song.episode)
    require_same_production(song.production, episode)
    moved = episode is not None and episode != song.episode
    if moved and song.credits.current().exclude(episode=episode).exists():
        raise Refusal(fields={"episode": [_("“%s” has credits elsewhere, so it cannot be moved.") % song]})
    return change_entity(song, values, by=by, now=now, reason=reason)


@in_transaction
def add_song_right(song: Song, *, text: str, by: User | None, now: datetime, **values: Any) -> SongRight:
    """A line of rights, printed as it stands. `values`: holder (empty: not said), position (from 1)."""
    access.require_level(by, song.production, EDITOR)
    return create_entity(SongRight(song=song, text=text, **values), by=by, now=now, action="added")


@in_transaction
def update_song_right(
    right: SongRight, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> SongRight:
    """Change a line of rights; it stays with its song."""
    access.require_level(by, right.song.production, EDITOR)
    if values.get("song", right.song) != right.song:
        raise Refusal(fields={"song": [_("A line of rights cannot be moved to another song.")]})
    return change_entity(right, values, by=by, now=now, reason=reason)
