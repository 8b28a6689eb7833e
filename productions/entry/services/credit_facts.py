"""Credits as the cells of a sheet have them: the columns that a cell needs, how each is written, and why some are not changed there."""

from __future__ import annotations

import unicodedata
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.credits.models.credits import Credit
from productions.entry.services.sheet_places import SheetCuts, SheetPlace
from productions.shared.choices import AbsenceReason, CreditState

JOINER = "、"
"""Between the names of a cell."""


class CreditFacts(NamedTuple):
    """The columns of a credit that its cell shows or asks, in the order of FIELDS."""

    pk: int
    uid: UUID
    revision: int
    cut_id: int
    last_cut_id: int | None
    role_id: int
    position: int
    kind: str
    credited_as: str
    contributor_id: int | None
    contributor_uid: UUID | None
    affiliation: str | None
    state: str
    absence_reason: str
    headcount: int | None
    ai_declared: str
    ai_recorded: bool
    withheld_statement_id: int | None
    joint_line_id: int | None
    segment_id: int | None
    song_id: int | None
    edition: str
    dub_language: str
    character_as_printed: str


FIELDS = (
    "pk", "uid", "revision", "cut_id", "last_cut_id", "role_id", "position", "kind", "credited_as", "contributor_id", "contributor__uid",
    "affiliation__name", "state", "absence_reason", "headcount", "ai_declared", "ai_recorded", "withheld_statement_id", "joint_line_id",
    "segment_id", "song_id", "edition", "dub_language", "character_as_printed",
)  # fmt: skip


class Written(Protocol):
    """What the text of a credit is made of."""

    @property
    def credited_as(self) -> str: ...

    @property
    def absence_reason(self) -> str: ...

    @property
    def headcount(self) -> int | None: ...


def filter_place(place: SheetPlace) -> Q:
    """The credits of the cuts of a sheet, those of ranges too."""
    return Q(production=place.production, episode=place.episode, cut__isnull=False)


def read_facts(condition: Q) -> list[CreditFacts]:
    """Current credits with a cut, in the order of their cells. One query."""
    rows = Credit.objects.current().filter(condition, cut__removed_at=None)
    return [CreditFacts(*row) for row in rows.order_by("position", "pk").values_list(*FIELDS)]


def write_credit(credit: Written, affiliation: str | None) -> str:
    """How a cell says the credit; its reader reads it back."""
    if credit.credited_as:
        return f"{credit.credited_as}（{affiliation}）" if affiliation else credit.credited_as
    if credit.absence_reason != AbsenceReason.NOT_YET_ENTERED:
        return ""
    if credit.headcount:
        others = ngettext("and %(count)d other", "and %(count)d others", credit.headcount)
        return others % {"count": credit.headcount}
    return _("TBD")


def fold_written(text: str) -> str:
    """A stretch of a cell, for comparing: forms of characters and white space make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def find_lock(credit: Any, cuts: SheetCuts) -> str:
    """Why a cell does not change this credit, in a sentence; "" where it does. `credit` has the columns of CreditFacts."""
    if credit.withheld_statement_id is not None:
        return _("The person withheld their name; only “restore name” can name them again.")
    if credit.last_cut_id is not None:
        ends = [cuts.find(key) for key in (credit.cut_id, credit.last_cut_id)]
        told = {name: cut.number if cut else "?" for name, cut in zip(("first", "last"), ends, strict=True)}
        return _("It stands for the cuts %(first)s to %(last)s; change it on its own page.") % told
    if credit.joint_line_id is not None:
        return _("It is one line with others; change it on its own page.")
    if credit.song_id is not None or credit.segment_id is not None:
        return _("It is of a song or a segment; change it on its own page.")
    if credit.edition:
        return _("It is of one edition alone; change it on its own page.")
    if credit.dub_language or credit.character_as_printed:
        return _("It names a character or a dub; change it on its own page.")
    if credit.state == CreditState.DISPUTED:
        return _("Somebody disputes it; decide about the claim first.")
    if not credit.credited_as and credit.absence_reason != AbsenceReason.NOT_YET_ENTERED:
        return _("It says why nobody is named; change it on its own page.")
    return ""
