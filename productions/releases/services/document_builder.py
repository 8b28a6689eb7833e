"""From the database to the facts that a roll is composed of. The only place that knows both."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import find_own_edition
from productions.coverage.services.coverage import measure_coverage
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.billing import read_billing
from productions.credits.services.ranges import RangeParts
from productions.releases.services.credit_infos import RollFacts, describe_credits
from productions.releases.services.roll_songs import RollGroups
from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.model import Dispute, RollDocument
from productions.rollkit.document.training_terms import TrainingTerm
from productions.rollkit.document.work import Issue, Override, Work
from productions.shared.choices import (
    CreditState,
    TitleKind,
)
from productions.shared.intake_choices import DISPUTING_KINDS, PENDING_CLAIM_STATES
from productions.shared.site_languages import copy_localised_texts
from productions.users.models import User


def build_document(
    *, production: Production, episode: Episode | None, edition: str, issue: Issue, confirmed_only: bool
) -> RollDocument:
    """The roll of the current record. Working rolls show drafts too; a release has none to show."""
    rows = Credit.objects.of_roll(production, episode, edition)
    if confirmed_only:
        rows = rows.exclude(state=CreditState.DRAFT)
    covered = measure_coverage(production=production, episode=episode, edition=edition)
    facts = RollFacts(
        groups=RollGroups(production),
        parts=RangeParts([production.pk]),
        billing=read_billing(production, episode, edition),
        episode=episode,
        required=covered.required,
    )
    return compose_document(
        describe_work(production, episode, edition),
        issue,
        describe_credits(rows, facts),
        key=bytes(production.seal_key),
        cuts_total=covered.cuts,
        complete=covered.is_complete,
        disputes=describe_disputes(rows),
    )


def describe_disputes(rows: CreditQuerySet[Credit]) -> Iterator[Dispute]:
    """The credits that are disputed, with what is said of them since when, in the site's days. One query."""
    disputed = rows.filter(state=CreditState.DISPUTED).order_by("pk")
    found: dict[UUID, list[tuple[str, datetime]]] = {}
    for uid, kind, state, opened in disputed.values_list(
        "uid", "claims__kind", "claims__state", "claims__opened_at"
    ):
        said = found.setdefault(uid, [])
        if kind in DISPUTING_KINDS and state in PENDING_CLAIM_STATES:
            said.append((kind, opened))
    for uid, said in found.items():
        since = min((opened for _kind, opened in said), default=None)
        yield Dispute(
            credit=str(uid),
            kinds=tuple(sorted({kind for kind, _opened in said})),
            since=localtime(since).date().isoformat() if since else "",
        )


def build_working_document(*, production: Production, episode: Episode | None, edition: str) -> RollDocument:
    """The working copy: the record as it is now, drafts included, marked as not issued."""
    issue = Issue(number=None, issued_at="", issued_by="", previous_digest="", override=None, errata=())
    return build_document(
        production=production, episode=episode, edition=edition, issue=issue, confirmed_only=False
    )


def describe_override(*, by: User | None, at: datetime, reason: str) -> Override | None:
    """The override as the document prints it, or None; `at` becomes the site's time."""
    return (
        Override(by=format_person_name(by), at=localtime(at).isoformat(), reason=reason) if reason else None
    )


def format_person_name(user: User | None) -> str:
    """How a document names a staff member."""
    return (user.get_full_name() or user.get_username()) if user else "the operator"


def describe_work(production: Production, episode: Episode | None, edition: str) -> Work:
    own = find_own_edition(production, edition)
    titles = {title.kind: title.text for title in production.titles.live().order_by("primary", "pk")}
    return Work(
        uid=str(production.uid),
        title_native=titles.get(TitleKind.NATIVE, production.title),
        title_kana=titles.get(TitleKind.KANA, ""),
        title_romaji=titles.get(TitleKind.ROMAJI, ""),
        title_en=titles.get(TitleKind.ENGLISH, ""),
        kind=production.kind,
        year=production.year,
        fps_num=production.fps_num,
        fps_den=production.fps_den,
        episode_number=episode.number if episode else "",
        episode_title=episode.title if episode else "",
        edition=edition,
        invented=production.invented,
        remark=production.remark,
        **copy_localised_texts(own, "label", Work, "edition_label"),
        edition_kind=own.kind if own else "",
        training_mining=tuple(
            TrainingTerm(said["entry"], said["use"], said["constraint_info"])
            for said in production.training_mining or ()
        ),
    )
