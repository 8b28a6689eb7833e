"""From the database to the facts that a roll is composed of. The only place that knows both."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from productions.domain.coverage import coverage_of
from productions.models import ContributorName, Credit, Episode, Production, User
from productions.querysets import CreditQuerySet
from productions.roll.compose import compose
from productions.roll.document import Issue, Override, RollDocument, Work
from productions.roll.source import AIUseInfo, CreditInfo, RoleInfo
from productions.vocabulary import (
    GENERATIVE_SOURCE_TYPES,
    PRIVATE_NAME_KINDS,
    CreditState,
    CutStatus,
    NameScript,
    TitleKind,
)


def credits_of(*, production: Production, episode: Episode | None, edition: str) -> CreditQuerySet[Credit]:
    """The current credits that a roll shows.

    An episode's roll has the credits of the episode and its cuts, and those of the whole production; the
    production's own roll has all. Credits of other editions stay out, those of none are in each.
    """
    found = Credit.objects.current().filter(production=production)
    if episode is not None:
        found = found.filter(episode=episode) | found.filter(episode=None)
    editions = ["", edition] if edition else [""]
    return found.filter(edition__in=editions)


def build_document(
    *, production: Production, episode: Episode | None, edition: str, issue: Issue, confirmed_only: bool
) -> RollDocument:
    """The roll of the current record. Working rolls show drafts too; a release has none to show."""
    rows = credits_of(production=production, episode=episode, edition=edition)
    if confirmed_only:
        rows = rows.exclude(state=CreditState.DRAFT)
    credits = rows.with_names().with_ai_uses().in_roll_order()
    writings = writings_of(rows)
    covered = coverage_of(production=production, episode=episode)
    cuts = production.cuts.live().filter(status=CutStatus.ACTIVE)
    return compose(
        describe_work(production, episode, edition),
        issue,
        [describe_credit(credit, writings) for credit in credits],
        cuts_total=(cuts.filter(episode=episode) if episode else cuts).count(),
        complete=covered.is_complete,
    )


def working_document(*, production: Production, episode: Episode | None, edition: str) -> RollDocument:
    """The working copy: the record as it is now, drafts included, marked as not issued."""
    issue = Issue(number=None, issued_at="", issued_by="", previous_digest="", override=None, errata=())
    return build_document(
        production=production, episode=episode, edition=edition, issue=issue, confirmed_only=False
    )


def describe_override(*, by: User | None, at: datetime, reason: str) -> Override | None:
    """The override as the document prints it, or None."""
    return Override(by=person_name(by), at=at.isoformat(), reason=reason) if reason else None


def person_name(user: User | None) -> str:
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


Writings = dict[int, dict[str, dict[str, str]]]
"""By contributor and native name: its kana reading and its romaji, by script."""


def writings_of(rows: CreditQuerySet[Credit]) -> Writings:
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


def describe_credit(credit: Credit, writings: Writings) -> CreditInfo:
    role = credit.role
    written = writings.get(credit.contributor_id or 0, {}).get(credit.credited_as, {})
    return CreditInfo(
        uid=str(credit.uid),
        role=RoleInfo(
            code=role.code,
            department_code=role.department.code,
            department_label_en=role.department.label_en,
            department_label_ja=role.department.label_ja,
            department_order=role.department.order,
            label_en=role.label_en,
            label_ja=role.label_ja,
            order=role.order,
        ),
        role_as_printed=credit.role_as_printed,
        kind=credit.kind,
        contributor=str(credit.contributor.uid) if credit.contributor else "",
        sort_key=credit.contributor.sort_key if credit.contributor else "",
        credited_as=credit.credited_as,
        printed_as=credit.printed_as,
        affiliation=credit.affiliation.name if credit.affiliation else "",
        position=credit.position,
        headcount=credit.headcount,
        named_count=credit.named_count,
        absence_reason=credit.absence_reason,
        on_screen=credit.on_screen,
        episode=credit.episode.number if credit.episode else "",
        cut=credit.cut.number if credit.cut else "",
        cut_sort_key=credit.cut.sort_key if credit.cut else "",
        person_key=person_key(credit),
        ai_uses=tuple(describe_uses(credit.ai_uses.all())),
        reading=written.get(NameScript.KANA, ""),
        romaji=written.get(NameScript.ROMAJI, ""),
    )


def person_key(credit: Credit) -> str:
    """Tells one person who withheld their name from another; other unnamed people cannot be told apart."""
    statement = credit.withheld_statement
    return str(statement.stated_by_id) if statement else ""


def describe_uses(uses: Iterable[Any]) -> Iterable[AIUseInfo]:
    """`uses` are AI uses with their `named_validator_id`."""
    for use in uses:
        yield AIUseInfo(
            system=use.ai_system.name,
            vendor=use.ai_system.vendor,
            version=use.ai_system.version,
            task=use.task,
            source_type=use.source_type,
            generative=use.source_type in GENERATIVE_SOURCE_TYPES,
            oversight=use.oversight,
            validated_by=use.validated_by.name if use.named_validator_id else "",
            validated_at=use.validated_at.isoformat() if use.validated_at else "",
        )
