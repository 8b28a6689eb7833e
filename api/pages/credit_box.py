"""The credit box: a work, an episode or a cut in short, which any other site may show in a frame of its own page.

It has no script, and its links open the full page beside whatever shows it. It alone may be framed; all other pages are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from csp.decorators import csp_replace
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from api.pages.picture_strip import BAR_BOX, draw_bar_shapes
from api.pages.public_page import PublicPage
from api.pages.roll_rows import RoleLine
from api.pages.work_facts import (
    EPISODE_LEADING_ROLES,
    LEADING_ROLES,
    WorkFacts,
    read_cut_facts,
    read_episode_facts,
    read_work_facts,
)
from productions.shared.choices import AbsenceReason

FRAMED_POLICY = {"frame-ancestors": ["*"], "script-src": ["'none'"], "form-action": ["'none'"]}
"""What differs from the site's Content-Security-Policy: any page may frame the box, and the box runs nothing."""
MAX_BOX_LINES, MAX_BOX_NAMES = 6, 6
"""Roles of a box, and people of each of them; how many more there are is told."""


class BoxName(NamedTuple):
    """A person as credited, or the words for one who is not named, with their sign."""

    text: str
    sign: str = ""


class BoxLine(NamedTuple):
    """A role with its people."""

    role: str
    names: list[BoxName]
    more: int
    """People who are not shown."""


class CreditBox(PublicPage):
    """A box: `read_facts` says what is in it, and the roles in `leading` come first."""

    template_name = "pages/credit_box.html"
    leading: tuple[str, ...] = ()

    def read_facts(self, uid: UUID) -> WorkFacts:
        """What is in the box. Raises what `api.pages.reads.read` does."""
        raise NotImplementedError  # each box says what it is about

    def describe(self, uid: UUID) -> dict[str, Any]:
        facts = self.read_facts(uid)
        lines = [line for part in facts.parts for line in part.lines]
        ordered = sorted(lines, key=lambda line: line.role["code"] not in self.leading)
        return {
            "facts": facts,
            "lines": list(iter_box_lines(ordered[:MAX_BOX_LINES])),
            "more": len(lines) - MAX_BOX_LINES,
            "bar": draw_bar_shapes(facts.strips),
            "bar_box": BAR_BOX,
        }

    @method_decorator([xframe_options_exempt, csp_replace(FRAMED_POLICY)])
    def respond(self, context: dict[str, Any]) -> HttpResponseBase:
        return super().respond(context)


class ProductionBox(CreditBox):
    """A work."""

    leading = LEADING_ROLES

    def read_facts(self, uid: UUID) -> WorkFacts:
        return read_work_facts(uid, self.wording)


class EpisodeBox(CreditBox):
    """An episode."""

    leading = EPISODE_LEADING_ROLES

    def read_facts(self, uid: UUID) -> WorkFacts:
        return read_episode_facts(uid, self.wording)


class CutBox(CreditBox):
    """A cut: everybody who made it."""

    def read_facts(self, uid: UUID) -> WorkFacts:
        return read_cut_facts(uid, self.wording)


def iter_box_lines(lines: Iterable[RoleLine]) -> Iterator[BoxLine]:
    """Lines of the roll with the people that there is room for."""
    for line in lines:
        names = [make_box_name(row) for row in line.rows]
        role = line.printed or line.role["label"]
        yield BoxLine(role, names[:MAX_BOX_NAMES], max(0, len(names) - MAX_BOX_NAMES))


def make_box_name(row: dict[str, Any]) -> BoxName:
    """Whom a staff row names, in the words of the page where it names nobody."""
    if row["contributor"]:
        return BoxName(" / ".join(row["credited_as"]))
    if row["absence_reason"] == AbsenceReason.WITHHELD_BY_CONTRIBUTOR:
        return BoxName(_("withheld by their own choice"), "withheld")
    return BoxName(_("not named"), "unnamed")
