"""The rows of a credit list: the credits without a cut of an episode or a whole production, in the order of its roll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.billing import read_billing, read_version
from productions.credits.services.ranges import RangeParts
from productions.entry.services.cells import REVISION_DIGITS
from productions.entry.services.credit_facts import write_credit
from productions.entry.services.sheet_places import SheetPlace
from productions.entry.services.sheet_roles import describe_sheet_role
from productions.releases.services.roll_characters import NOBODY, PrintedCharacters, read_characters
from productions.releases.services.roll_order import list_roll_keys
from productions.releases.services.roll_songs import RollGroups
from productions.shared.choices import AbsenceReason, CreditState
from productions.shared.reader_texts import get_page_language
from productions.shared.site_languages import WORK_LANGUAGE
from productions.vocabulary.models import Role

EVERY_EDITION = ""
"""A list is of the roll of those editions that have no order of their own."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A credit as a row says it; `lock` says why it is not changed there, or is empty."""

    credit: Credit
    voiced: PrintedCharacters
    lock: str

    @property
    def role_text(self) -> str:
        return self.credit.role_as_printed or str(self.credit.role)

    @property
    def character(self) -> str:
        written = self.credit.character_as_printed
        return written or self.voiced[get_page_language()] or self.voiced[WORK_LANGUAGE]

    @property
    def name_text(self) -> str:
        return write_credit(self.credit, None)

    @property
    def affiliation(self) -> str:
        return self.credit.affiliation.name if self.credit.affiliation is not None else ""

    @property
    def revision(self) -> str:
        credit = self.credit
        told = f"{credit.uid} {credit.revision} {credit.state} {credit.ai} {self.voiced[WORK_LANGUAGE]}"
        return sha256(told.encode()).hexdigest()[:REVISION_DIGITS]


def filter_list(place: SheetPlace) -> CreditQuerySet[Credit]:
    """The credits of a list, in any order. That of a whole production leaves out what is of one episode alone."""
    rows = Credit.objects.of_roll(place.production, place.episode, EVERY_EDITION).filter(cut=None)
    if place.episode is not None:
        return rows
    return rows.filter(Q(episode=None) | Q(last_episode__isnull=False))


def list_keys_in_order(place: SheetPlace) -> list[int]:
    """The keys of a list's credits as its roll has them. A fixed number of queries."""
    production = place.production
    billing = read_billing(production, place.episode, EVERY_EDITION)
    return list_roll_keys(filter_list(place), billing, RollGroups(production), RangeParts([production.pk]))


def read_list_rows(place: SheetPlace) -> list[ListRow]:
    """The rows in their order. A fixed number of queries."""
    rows = filter_list(place)
    found = rows.select_related(
        "role__department", "contributor", "affiliation", "episode", "last_episode", "segment", "song"
    ).in_bulk()
    voiced = read_characters(rows)
    return [
        make_row(found[key], voiced.get(key, NOBODY), place)
        for key in list_keys_in_order(place)
        if key in found
    ]


def make_row(credit: Credit, voiced: PrintedCharacters, place: SheetPlace) -> ListRow:
    return ListRow(credit, voiced, find_row_lock(credit, place))


def find_row_lock(credit: Credit, place: SheetPlace) -> str:
    """Why a row of this list does not change the credit, in a sentence; "" where it does."""
    if credit.withheld_statement_id is not None:
        return _("The person withheld their name; only “restore name” can name them again.")
    if is_of_more(credit, place):
        return _("It stands in other episodes, too; change it in the credit list of the whole production.")
    if credit.joint_line_id is not None:
        return _("It is one line with others; change it on its own page.")
    if credit.state == CreditState.DISPUTED:
        return _("Somebody disputes it; decide about the claim first.")
    if not credit.credited_as and credit.absence_reason != AbsenceReason.NOT_YET_ENTERED:
        return _("It says why nobody is named; change it on its own page.")
    return ""


def is_of_more(credit: Credit, place: SheetPlace) -> bool:
    """Whether the credit stands in rolls of other episodes than the list's."""
    if place.episode is None:
        return False
    return credit.episode_id != place.episode.pk or credit.last_episode_id is not None


def describe_list(place: SheetPlace, *, may_edit: bool, now: datetime) -> dict[str, Any]:
    """The list for its script. A fixed number of queries. `clock` is the server's, in milliseconds."""
    episode = place.episode
    return {
        "production": {"uid": str(place.production.uid), "title": place.production.title},
        "episode": {"uid": str(episode.uid), "label": str(episode)} if episode else None,
        "may_edit": may_edit,
        "clock": int(now.timestamp() * 1000),
        "roles": [describe_sheet_role(role, words) for role, words in list_offered_roles()],
        **describe_state(place, read_list_rows(place)),
    }


def list_offered_roles() -> Any:
    """The roles of all scopes that may be chosen, with their words, in the order of the vocabulary. Two queries."""
    return Role.objects.on_offer().select_related("department").list_named()


def describe_state(place: SheetPlace, rows: Sequence[ListRow]) -> dict[str, Any]:
    """What changes with every save: the rows, the version of their order, and the marker of both."""
    version = read_version(place.production, place.episode, EVERY_EDITION)
    return {
        "version": version,
        "marker": compute_marker(version, rows),
        "rows": [describe_list_row(row, place) for row in rows],
    }


def compute_marker(version: int, rows: Iterable[ListRow]) -> str:
    """Another one whenever a row or the order is another."""
    told = " ".join(row.revision for row in rows)
    return sha256(f"{version} {told}".encode()).hexdigest()[:REVISION_DIGITS]


def describe_list_row(row: ListRow, place: SheetPlace) -> dict[str, Any]:
    """The row for the script of the page."""
    credit = row.credit
    reason = credit.absence_reason
    return {
        "uid": str(credit.uid),
        "revision": row.revision,
        "version": credit.revision,
        "section": name_section(credit),
        "role": credit.role.code,
        "role_text": row.role_text,
        "character": row.character,
        "name_text": row.name_text,
        "affiliation": row.affiliation,
        "contributor": str(credit.contributor.uid) if credit.contributor is not None else None,
        "scope_text": write_scope(credit, place),
        "ai": str(credit.ai),
        "state": credit.state,
        "state_label": str(CreditState(credit.state).label),
        "absence_label": str(AbsenceReason(reason).label) if reason else "",
        "locked": row.lock,
    }


def name_section(credit: Credit) -> str:
    """What a roll puts above the credit: its segment, its song, or its department."""
    if credit.segment is not None:
        return str(credit.segment)
    if credit.song is not None:
        return credit.song.label_as_printed or f"{credit.song.get_kind_display()} {credit.song}"
    return str(credit.role.department)


def write_scope(credit: Credit, place: SheetPlace) -> str:
    """What the credit holds for, where that is not simply the list's episode or production; and what keeps it off the screen."""
    told = []
    if credit.episode is not None and credit.last_episode is not None:
        told.append(f"#{credit.episode.number}～#{credit.last_episode.number}")
    elif place.episode is not None and credit.episode is None:
        told.append(_("whole series"))
    if not credit.on_screen:
        told.append(_("not on screen"))
    return " · ".join(told)
