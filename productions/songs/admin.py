"""Songs with the lines of their rights."""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib import admin

from productions.admin_pages.base import OffMenuAdmin, VerbAdmin
from productions.admin_pages.inlines import VerbInline
from productions.admin_pages.pickers import join_label, label_choices
from productions.shared.reader_texts import list_localised_columns
from productions.songs import services as songs
from productions.songs.models import Song, SongRight
from productions.users.models import User


class SongRightInline(VerbInline):
    model = SongRight
    fields = (("text", "holder", "position"),)
    add_verb = songs.add_song_right
    update_verb = songs.update_song_right


@label_choices(Song, "production")
def label_songs(entries: Sequence[Song], user: User) -> dict[int, str]:
    """Title, kind and work."""
    return {each.pk: join_label(each, each.get_kind_display(), each.production) for each in entries}


@admin.register(Song)
class SongAdmin(VerbAdmin):
    list_display = ("title", "kind", "production", "episode")
    list_filter = ("kind",)
    list_select_related = ("production", "episode")
    search_fields = ("title",)
    autocomplete_fields = ("production", "episode")
    fields = (
        ("production", "episode"), ("kind", "label_as_printed", "position"), ("title", "title_language"), ("title_kana", *list_localised_columns(Song, "title")),
    )  # fmt: skip
    inlines = (SongRightInline,)
    narrowed_by = ("production",)
    create_verb = songs.create_song
    update_verb = songs.update_song


@admin.register(SongRight)
class SongRightAdmin(OffMenuAdmin):
    """Reached from the song, to remove a line."""

    list_display = ("text", "holder", "song")
    list_select_related = ("song",)
    search_fields = ("text",)
    fields = ("text", "holder", "position")
    narrowing_paths: ClassVar = {"production": "song__production", "episode": "song__episode"}
    update_verb = songs.update_song_right
