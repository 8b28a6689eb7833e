"""The credits of a review queue as lines that people read: one for each person of a role in an episode, with their cuts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.entry.services.cell_authors import get_user_name
from productions.ledger.models import Event
from productions.review.queries import AI_NOT_ASKED, DRAFT, PERSON_MISSING, UNNAMED_USE
from productions.shared.choices import AIState, CreditState, CutStatus
from productions.users.models import User

LISTED = {
    "drafts": DRAFT,
    "ai": AI_NOT_ASKED,
    "people": PERSON_MISSING,
    "confirmed": Q(state=CreditState.CONFIRMED),
}
"""Which credits each list of the queue shows."""
LINE_ORDER = (
    F("episode__sort_key").asc(nulls_first=True), "episode", "role__department__order", "role__order", "role", "credited_as",
    "contributor", "affiliation", "state", F("cut__sort_key").asc(nulls_first=True), "position", "pk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineAuthor:
    """Who changed a credit of the line last, and when; `returned` is the reason when it was taken back to draft."""

    name: str
    at: Any
    returned: str = ""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One person, or nobody, of one role: their credits in the order of the cuts."""

    credits: tuple[Credit, ...]
    problems: tuple[str, ...]
    author: LineAuthor | None

    @property
    def first(self) -> Credit:
        return self.credits[0]

    @property
    def seen(self) -> str:
        """Each credit as it is now, for the form."""
        return ",".join(f"{credit.pk}:{credit.revision}" for credit in self.credits)

    @property
    def name(self) -> str:
        """As it is credited, or why nobody is named."""
        credit = self.first
        name = credit.credited_as or credit.get_absence_reason_display()
        return f"{name}（{credit.affiliation.name}）" if credit.affiliation is not None else name


@dataclass(frozen=True, slots=True)
class RoleLines:
    role: str
    lines: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class EpisodeLines:
    """The lines of an episode, or of what is the whole production's (None), by role."""

    episode: Episode | None
    roles: tuple[RoleLines, ...]


def find_listed(production: Production, episode: Episode | None, kind: str, *, user: User) -> Any:
    """The credits of a list, `kind` a key of LISTED, in the order of their lines; of all episodes where none is given."""
    rows = Credit.objects.visible_to(user).current().filter(LISTED[kind], production=production)
    return (rows if episode is None else rows.filter(episode=episode)).order_by(*LINE_ORDER)


def read_lines(listed: Any) -> list[EpisodeLines]:
    """The credits as lines, grouped by episode and role. Two queries."""
    unnamed = AIUse.objects.live().filter(UNNAMED_USE, credit=OuterRef("pk"))
    rows = listed.with_names().select_related("last_cut", "last_episode").annotate(
        names_nobody=ExpressionWrapper(PERSON_MISSING, BooleanField()), has_unnamed_use=Exists(unnamed)
    )  # fmt: skip
    credits = list(rows)
    authors = read_authors(credits)
    return [
        EpisodeLines(same[0].episode, tuple(group_by_role(same, authors)))
        for same in (list(group) for _key, group in groupby(credits, lambda each: each.episode_id))
    ]


def group_by_role(credits: Sequence[Credit], authors: dict[UUID, LineAuthor]) -> Iterator[RoleLines]:
    for _key, group in groupby(credits, lambda credit: credit.role_id):
        same = list(group)
        lines = groupby(same, lambda credit: (credit.credited_as, credit.contributor_id, credit.affiliation_id,
            credit.state, credit.absence_reason))  # fmt: skip
        yield RoleLines(str(same[0].role), tuple(make_line(tuple(line), authors) for _key, line in lines))


def make_line(credits: tuple[Credit, ...], authors: dict[UUID, LineAuthor]) -> ReviewLine:
    known = [authors[credit.uid] for credit in credits if credit.uid in authors]
    problems = dict.fromkeys(problem for credit in credits for problem in find_line_problems(credit))
    return ReviewLine(credits, tuple(problems), max(known, key=lambda author: author.at, default=None))


def find_line_problems(credit: Any) -> Iterator[str]:
    """What a reviewer should know of a credit, which has the columns of `read_lines`."""
    if credit.names_nobody:
        yield _("names nobody")
    if credit.cut is not None and credit.cut.status != CutStatus.ACTIVE:
        yield _("cut %(number)s is %(status)s") % {
            "number": credit.cut.number,
            "status": credit.cut.get_status_display(),
        }
    if credit.state == CreditState.DISPUTED:
        yield _("disputed")
    if credit.has_unnamed_use:
        yield _("AI under nobody's name")
    elif credit.ai == AIState.NOT_ASKED:
        yield _("AI: not asked")


def read_authors(credits: Iterable[Credit]) -> dict[UUID, LineAuthor]:
    """Who changed each credit last, by its uid. One query."""
    events = Event.objects.filter(entity_uid__in=[credit.uid for credit in credits]).order_by("pk")
    return {
        event.entity_uid: LineAuthor(
            get_user_name(event.actor) if event.actor is not None else _("the operator"),
            event.at,
            event.shown_reason if event.action == "returned" else "",
        )
        for event in events.select_related("actor").defer("changes", "personal")
    }
