"""What is said of a work, an episode or a cut where there is little room: on its picture and in its credit box.

From the API's own reads, as the pages are: a name that is withheld is counted, and is nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import ngettext

from api.pages.cut_strip import COUNTS, CutStrip, arrange_strips
from api.pages.episode_names import name_episode
from api.pages.page_addresses import get_cut_address, get_episode_address, get_production_address
from api.pages.reads import read
from api.pages.roll_rows import DepartmentPart, RoleLine, arrange_staff, count_withheld
from api.pages.template_filters import format_cut_number, get_word
from api.pages.work_reads import iter_cuts, iter_staff, list_cut_summaries

LEADING_ROLES = ("chief_director", "director", "co_director", "series_director")
"""Who answers for a whole work."""
EPISODE_LEADING_ROLES = ("chief_episode_director", "episode_director", "unit_director")
"""Who answers for an episode."""


class LeadLine(NamedTuple):
    """A role and who did it, as they are credited."""

    role: str
    names: tuple[str, ...]


class PageFigure(NamedTuple):
    """A number, what it counts, and its sign (`docs/design.md`): named, withheld or unnamed; empty for other numbers."""

    number: int
    words: str
    sign: str = ""


@dataclass(frozen=True)
class WorkFacts:
    """A work, an episode or a cut in short."""

    title: str
    kind: str
    """What it is, and of what or when: “Film · 2023”."""
    address: str
    """Its page."""
    parts: list[DepartmentPart]
    leads: tuple[LeadLine, ...]
    figures: tuple[PageFigure, ...]
    strips: list[CutStrip]
    """Its cuts; of a cut, none."""


def read_work_facts(uid: UUID, wording: Mapping[str, str]) -> WorkFacts:
    """A production. Raises what `api.pages.reads.read` does."""
    production = read("production-detail", dict(wording), uid=uid)
    coverage = read("production-coverage", dict(wording), uid=uid)
    staff = list(iter_staff(uid, wording))
    cuts = iter_cuts("production-cut-summaries", uid, wording)
    parts = arrange_staff(staff)
    return WorkFacts(
        production["title"],
        " · ".join(
            filter(None, (get_word(production["kind"], "production-kind"), str(production["year"] or "")))
        ),
        get_production_address(production),
        parts,
        tuple(list_leads(parts, LEADING_ROLES)),
        (*count_work_people(coverage["credits_named"], count_withheld(staff), coverage["people_unnamed"]),),
        arrange_strips(list(cuts)),
    )


def count_work_people(named: int, withheld: int, unnamed: int) -> Iterator[PageFigure]:
    """What a work has: credits that name somebody, and people who asked not to be named or are not."""
    yield PageFigure(named, ngettext("credit with a name", "credits with a name", named), "named")
    yield PageFigure(
        withheld,
        ngettext("person who asked not to be named", "people who asked not to be named", withheld),
        "withheld",
    )
    yield PageFigure(
        unnamed, ngettext("person who is not named", "people who are not named", unnamed), "unnamed"
    )


def read_episode_facts(uid: UUID, wording: Mapping[str, str]) -> WorkFacts:
    """An episode. Raises what `api.pages.reads.read` does."""
    episode = read("episode-detail", dict(wording), uid=uid)
    cuts = list(iter_cuts("episode-cut-summaries", uid, wording))
    parts = arrange_staff(iter_staff(episode["production"]["uid"], wording, episode=str(uid)))
    return WorkFacts(
        name_episode(episode),
        episode["production"]["title"],
        get_episode_address(episode),
        parts,
        tuple(list_leads(parts, EPISODE_LEADING_ROLES)),
        count_cut_credits(cuts),
        arrange_strips(cuts),
    )


def read_cut_facts(uid: UUID, wording: Mapping[str, str]) -> WorkFacts:
    """A cut. Raises what `api.pages.reads.read` does."""
    cut = read("cut-detail", dict(wording), uid=uid)
    parts = arrange_staff(iter_staff(cut["production"]["uid"], wording, cut=str(uid)))
    return WorkFacts(
        format_cut_number(cut),
        " · ".join(filter(None, (cut["production"]["title"], name_episode(cut["episode"])))),
        get_cut_address(str(uid)),
        parts,
        tuple(list_leads(parts)),
        count_cut_credits(list_cut_summaries(cut, wording, uid=str(uid))),
        [],
    )


def count_cut_credits(cuts: Iterable[dict[str, Any]]) -> tuple[PageFigure, ...]:
    """How many credits of the cuts name somebody, are withheld, and name nobody; nothing where there is no cut."""
    rows = list(cuts)
    if not rows:
        return ()
    named, withheld, unnamed = (sum(row[sign] for row in rows) for sign in COUNTS)
    words = (
        ngettext("credit with a name", "credits with a name", named),
        ngettext("name withheld by their own choice", "names withheld by their own choice", withheld),
        ngettext("credit without a name", "credits without a name", unnamed),
    )
    numbers = (named, withheld, unnamed)
    return tuple(PageFigure(*figure) for figure in zip(numbers, words, COUNTS, strict=True))


def list_leads(parts: Iterable[DepartmentPart], roles: tuple[str, ...] = ()) -> Iterator[LeadLine]:
    """Those who did one of the roles (none: any role) and are named, in the order of the roll; each line once."""
    lines = (
        make_lead(line) for part in parts for line in part.lines if not roles or line.role["code"] in roles
    )
    yield from dict.fromkeys(line for line in lines if line.names)


def make_lead(line: RoleLine) -> LeadLine:
    """A line of the roll without those who are not named."""
    names = (" / ".join(row["credited_as"]) for row in line.rows if row["contributor"])
    return LeadLine(line.printed or line.role["label"], tuple(dict.fromkeys(names)))
