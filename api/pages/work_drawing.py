"""What one person did in one work. By hand and not by template, as `cut_drawing`: a person's page has a hundred roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape  # as in `cut_drawing`
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from api.pages.cast_rows import CastLine
from api.pages.cut_ranges import RangePiece
from api.pages.link_drawing import draw_episode_link, draw_link
from api.pages.page_addresses import find_address_frame

MAX_KEPT_COUNTS = 1024


class WorkDrawing:
    """Draws the works of one page. Its language is asked for once, and so are the words that are in every work."""

    def __init__(self, own_name: str) -> None:
        """`own_name`: other names are told as those under which the person was credited."""
        self.own_name = own_name
        self.language = get_language()
        self.production, self.role, self.cut = (
            find_address_frame(page, self.language) for page in ("production", "role", "cut")
        )
        self.whole_work = escape(_("the whole work"))
        self.credited_as = _("as “%(name)s”")

    def draw(self, work: dict[str, Any]) -> SafeString:
        """The title, and below it each role with where it was done, then the characters that they voice."""
        title = draw_link(work["production"]["uid"].join(self.production), work["production"]["title"])
        roles = [line for role in work["roles"] for line in self.iter_role(role)]
        lines = "\n".join([*roles, *iter_voices(work["characters"])])
        return mark_safe(f'<h3>{title}</h3>\n<dl class="did">\n{lines}\n</dl>')

    def iter_role(self, line: dict[str, Any]) -> Iterator[str]:
        """One role, its places, and the names under which it was credited."""
        link = draw_link(line["role"]["code"].join(self.role), line["role"]["label"])
        printed = "".join(f' <span class="meta">{escape(text)}</span>' for text in line["role_as_printed"])
        unseen = f' <span class="tag">{escape(_("not on the screen"))}</span>' if line["uncredited"] else ""
        yield f"<dt>{link}{printed}{unseen}</dt>"
        for part in line["episodes"]:
            yield f"<dd>{self.draw_place(part)}{self.draw_cuts(part)}</dd>"
        for name in line["credited_as"]:
            if name != self.own_name:
                yield f'<dd class="meta">{escape(self.credited_as % {"name": name})}</dd>'

    def draw_place(self, part: dict[str, Any]) -> str:
        """An episode, or the whole work; nothing where only a part of the work is known."""
        if part["episode"]:
            return draw_episode_link(part["episode"])
        return "" if part["segment"] else self.whole_work

    def draw_cuts(self, part: dict[str, Any]) -> str:
        """How many cuts, and which; nothing where it is no work on cuts."""
        if not part["cuts"]:
            return ""
        counted = escape(introduce_cuts(part["cut_count"], self.language))
        return f' <span class="meta">{counted}{"".join(map(self.draw_piece, part["pieces"]))}</span>'

    def draw_piece(self, piece: RangePiece) -> str:
        """A number that leads to its cut, or what stands between numbers."""
        return draw_link(piece.uid.join(self.cut), piece.text) if piece.uid else escape(piece.text)


@lru_cache(maxsize=MAX_KEPT_COUNTS)
def introduce_cuts(count: int, _language: str) -> str:
    """`3 cuts: `. Most places of a page have as many."""
    return ngettext("%(cuts)s cut", "%(cuts)s cuts", count) % {"cuts": count} + _(": ")


def iter_voices(lines: Iterable[CastLine]) -> Iterator[str]:
    """The characters that they voice, as the roll has them."""
    for place, line in enumerate(lines):
        if not place:
            yield f"<dt>{escape(_('Voices'))}</dt>"
        language = f' lang="{escape(line.language)}"' if line.language else ""
        yield f"<dd{language}>{escape(line.characters)}</dd>"
