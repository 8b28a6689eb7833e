"""From the database to the facts that a roll is composed of. The only place that knows both."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from productions.catalogue.models.works import Episode, Production
from productions.coverage.services.coverage import measure_coverage
from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.billing import read_billing
from productions.people.models.people import ContributorName
from productions.releases.services.roll_characters import NOBODY, read_characters
from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.inputs import AIUseInfo, CreditInfo, RoleInfo
from productions.rollkit.document.model import Dispute, Issue, Override, RollDocument, Work
from productions.shared.choices import (
    GENERATIVE_SOURCE_TYPES,
    PRIVATE_NAME_KINDS,
    CreditState,
    CutStatus,
    NameScript,
    TitleKind,
)
from productions.shared.intake_choices import DISPUTING_KINDS, PENDING_CLAIM_STATES
from productions.users.models import User


def build_document(
    *, production: Production, episode: Episode | None, edition: str, issue: Issue, confirmed_only: bool
) -> RollDocument:
    """The roll of the current record. Working rolls show drafts too; a release has none to show."""
    rows = Credit.objects.of_roll(production, episode, edition)
    if confirmed_only:
        rows = rows.exclude(state=CreditState.DRAFT)
    covered = measure_coverage(production=production, episode=episode, edition=edition)
    return compose_document(
        describe_work(production, episode, edition),
        issue,
        describe_credits(
            rows,
            episode=episode,
            required=covered.required,
            billing=read_billing(production, episode, edition),
        ),
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
    )


Writings = dict[int | None, dict[str, dict[str, str]]]
"""By contributor and native name: its kana reading and its romaji, by script."""


def read_writings(rows: CreditQuerySet[Credit]) -> Writings:
    """How the names of the credited people are read and written in Latin letters, where that is recorded.

    Nothing is guessed: a writing belongs to the one native name of its kind, so a pen name never gives way to
    somebody's own name, and where a person has two native names of a kind nobody knows whose it is.
    """
    people = rows.order_by().exclude(contributor=None).values("contributor")
    names = ContributorName.objects.live().exclude(kind__in=PRIVATE_NAME_KINDS).filter(contributor__in=people)
    by_kind: dict[tuple[int, str], dict[str, list[str]]] = {}
    listed = names.order_by("-primary", "pk").values_list("contributor_id", "kind", "script", "text")
    for contributor, kind, script, text in listed:
        by_kind.setdefault((contributor, kind), {}).setdefault(script, []).append(text)
    found: Writings = {}
    for (contributor, _kind), scripts in by_kind.items():
        native = scripts.get(NameScript.NATIVE, [])
        if len(native) == 1:
            found.setdefault(contributor, {})[native[0]] = {
                script: scripts[script][0]
                for script in (NameScript.KANA, NameScript.ROMAJI)
                if script in scripts
            }
    return found


CREDIT_COLUMNS = (
    "pk", "uid", "role_id", "role_as_printed", "kind", "contributor_id", "contributor__uid", "contributor__sort_key",
    "credited_as", "printed_as", "affiliation__name", "position", "headcount", "named_count", "absence_reason",
    "on_screen", "episode_id", "episode__number", "cut__number", "cut__sort_key", "cut__status", "cut__removed_at",
    "withheld_statement__stated_by_id", "ai_declared",
    "role_as_printed_language", "character_as_printed", "character_as_printed_language",
    "role__code", "role__label_en", "role__label_ja", "role__order", "role__department__code",
    "role__department__label_en", "role__department__label_ja", "role__department__order",
)  # fmt: skip
"""What a roll needs to know of a credit."""


def describe_credits(
    rows: CreditQuerySet[Credit],
    *,
    episode: Episode | None,
    required: frozenset[str],
    billing: Mapping[int, int],
) -> Iterator[CreditInfo]:
    """The credits in any order, in four queries of columns: models of 10,000 credits take a second to make.

    `required`: the codes of the roles that the production requires; `billing`: the places of credits by key, where they were given.
    """
    writings, uses, characters = read_writings(rows), read_ai_uses(rows), read_characters(rows)
    roles: dict[int, RoleInfo] = {}
    for row in rows.order_by().values_list(*CREDIT_COLUMNS, named=True):
        role = roles.get(row.role_id) or roles.setdefault(row.role_id, describe_role(row))
        written = writings.get(row.contributor_id, {}).get(row.credited_as, {})
        voiced = characters.get(row.pk, NOBODY)
        as_printed = row.character_as_printed
        yield CreditInfo(
            uid=str(row.uid),
            role=role,
            role_as_printed=row.role_as_printed,
            kind=row.kind,
            contributor=str(row.contributor__uid or ""),
            sort_key=row.contributor__sort_key or "",
            credited_as=row.credited_as,
            printed_as=row.printed_as,
            affiliation=row.affiliation__name or "",
            position=row.position,
            headcount=row.headcount,
            named_count=row.named_count,
            absence_reason=row.absence_reason,
            on_screen=row.on_screen,
            episode=row.episode__number or "",
            cut=row.cut__number or "",
            cut_sort_key=row.cut__sort_key or "",
            person_key=str(row.withheld_statement__stated_by_id or ""),
            ai_uses=tuple(uses.get(row.pk, ())),
            reading=written.get(NameScript.KANA, ""),
            romaji=written.get(NameScript.ROMAJI, ""),
            ai_declared=row.ai_declared,
            counted_cut=row.cut__status == CutStatus.ACTIVE
            and row.cut__removed_at is None
            and (episode is None or row.episode_id == episode.pk),
            required=role.code in required,
            billing=billing.get(row.pk),
            role_language=row.role_as_printed_language,
            character=as_printed,
            character_language=row.character_as_printed_language,
            character_ja="" if voiced.ja == as_printed else voiced.ja,
            character_en="" if voiced.en == as_printed else voiced.en,
        )


def describe_role(row: Any) -> RoleInfo:
    """`row` has the columns of a credit."""
    return RoleInfo(
        code=row.role__code,
        department_code=row.role__department__code,
        department_label_en=row.role__department__label_en,
        department_label_ja=row.role__department__label_ja,
        department_order=row.role__department__order,
        label_en=row.role__label_en,
        label_ja=row.role__label_ja,
        order=row.role__order,
    )


def read_ai_uses(rows: CreditQuerySet[Credit]) -> dict[int, list[AIUseInfo]]:
    """The AI uses on the credits, by credit. A validator who withheld their name in the production is not named (H5)."""
    uses = AIUse.objects.live().with_named_validator().select_related("ai_system", "validated_by")
    found: dict[int, list[AIUseInfo]] = {}
    for use in uses.filter(credit__in=rows.order_by().values("pk")).order_by("pk"):
        found.setdefault(use.credit_id, []).append(describe_use(use))
    return found


def describe_use(use: Any) -> AIUseInfo:
    """`use` is an AI use with its `named_validator_id`."""
    return AIUseInfo(
        system=use.ai_system.name,
        vendor=use.ai_system.vendor,
        version=use.ai_system.version,
        task=use.task,
        source_type=use.source_type,
        generative=use.source_type in GENERATIVE_SOURCE_TYPES,
        oversight=use.oversight,
        validated_by=use.validated_by.name if use.named_validator_id else "",
        validator=str(use.validated_by.uid) if use.named_validator_id else "",
        validated_at=use.validated_at.isoformat() if use.validated_at else "",
    )
