"""From the credits in the database to those that a roll is composed of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from productions.catalogue.models.works import Episode
from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.billing import RollOrder
from productions.credits.services.ranges import RangeParts
from productions.people.models.people import ContributorName
from productions.releases.services.roll_characters import NOBODY, PrintedCharacters, read_characters
from productions.releases.services.roll_songs import RollGroups
from productions.rollkit.document.inputs import AIUseInfo, CreditInfo, RoleInfo
from productions.shared.choices import (
    GENERATIVE_SOURCE_TYPES,
    PRIVATE_NAME_KINDS,
    CutStatus,
    NameScript,
)
from productions.shared.reader_texts import list_localised_columns
from productions.shared.site_languages import build_localised_members, copy_localised_texts
from productions.vocabulary.models import Department, Role

LANGUAGE = "language"
Writings = Mapping[int | None, dict[str, dict[str, str]]]
"""By contributor and native name: its kana reading and its romaji, by script."""


def read_writings(rows: CreditQuerySet[Credit]) -> Writings:
    """How the names of the credited people are read and written in Latin letters, and their language, where that is recorded.

    Nothing is guessed: a writing belongs to the one native name of its kind, so a pen name never gives way to
    somebody's own name, and where a person has two native names of a kind nobody knows whose it is.
    """
    people = rows.order_by().exclude(contributor=None).values("contributor")
    names = ContributorName.objects.live().exclude(kind__in=PRIVATE_NAME_KINDS).filter(contributor__in=people)
    by_kind: dict[tuple[int, str], dict[str, list[str]]] = {}
    found: dict[int | None, dict[str, dict[str, str]]] = {}
    listed = names.order_by("-primary", "pk").values_list(
        "contributor_id", "kind", "script", "text", "language"
    )
    for contributor, kind, script, text, language in listed:
        by_kind.setdefault((contributor, kind), {}).setdefault(script, []).append(text)
        if language:
            found.setdefault(contributor, {}).setdefault(text, {}).setdefault(LANGUAGE, language)
    for (contributor, _kind), scripts in by_kind.items():
        native = scripts.get(NameScript.NATIVE, [])
        if len(native) == 1:
            found.setdefault(contributor, {}).setdefault(native[0], {}).update(
                (str(script), scripts[script][0])
                for script in (NameScript.KANA, NameScript.ROMAJI)
                if script in scripts
            )
    return found


CREDIT_COLUMNS = (
    "pk", "uid", "role_id", "role_as_printed", "kind", "contributor_id", "contributor__uid", "contributor__sort_key",
    "credited_as", "printed_as", "affiliation__name", "contracted_by__name", "position", "headcount", "named_count",
    "absence_reason", "on_screen", "episode_id", "episode__number", "last_episode__number", "cut__number", "cut__sort_key",
    "cut_id", "last_cut_id", "last_cut__number", "production_id", "joint_line__uid", "joint_line__joiner", "cut__status",
    "cut__removed_at", "withheld_statement__stated_by_id", "ai_declared", "is_labour", "song_id", "segment_id",
    "role_as_printed_language", "character_as_printed", "character_as_printed_language", "name_breaks",
    "role__code", "role__order", "role__department__code", "role__department__order",
    *(f"role__{name}" for name in list_localised_columns(Role, "label")),
    *(f"role__department__{name}" for name in list_localised_columns(Department, "label")),
)  # fmt: skip
"""What a roll needs to know of a credit."""


@dataclass(frozen=True, slots=True)
class RollFacts:
    """What a roll knows besides the columns of its credits."""

    groups: RollGroups
    parts: RangeParts
    billing: RollOrder
    """The places that were given."""
    episode: Episode | None = None
    required: frozenset[str] = frozenset()
    """The codes of the roles that the production requires."""
    writings: Writings = field(default_factory=dict)
    uses: Mapping[int, list[AIUseInfo]] = field(default_factory=dict)
    characters: Mapping[int, PrintedCharacters] = field(default_factory=dict)
    """The last two by the keys of credits."""


def describe_credits(rows: CreditQuerySet[Credit], facts: RollFacts) -> Iterator[CreditInfo]:
    """The credits in any order, in four queries of columns: models of 10,000 credits take a second to make. One more where there
    are ranges of cuts. What is written, used and voiced is read here.
    """
    known = replace(
        facts, writings=read_writings(rows), uses=read_ai_uses(rows), characters=read_characters(rows)
    )
    return describe_rows(rows.order_by().values_list(*CREDIT_COLUMNS, named=True), known)


def describe_rows(rows: Iterable[Any], facts: RollFacts) -> Iterator[CreditInfo]:
    """`rows` have CREDIT_COLUMNS."""
    billing, episode = facts.billing, facts.episode
    roles: dict[int, RoleInfo] = {}
    for row in rows:
        role = roles.get(row.role_id) or roles.setdefault(row.role_id, describe_role(row))
        written = facts.writings.get(row.contributor_id, {}).get(row.credited_as, {})
        song, segment, group_place = facts.groups.find(row.song_id, row.segment_id)
        voiced = facts.characters.get(row.pk, NOBODY)
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
            contracted_by=row.contracted_by__name or "",
            position=billing.get_position(row.pk, row.position),
            headcount=row.headcount,
            named_count=row.named_count,
            absence_reason=row.absence_reason,
            on_screen=row.on_screen,
            episode=row.episode__number or "",
            cut=row.cut__number or "",
            cut_sort_key=row.cut__sort_key or "",
            person_key=str(row.withheld_statement__stated_by_id or ""),
            ai_uses=tuple(facts.uses.get(row.pk, ())),
            reading=written.get(NameScript.KANA, ""),
            romaji=written.get(NameScript.ROMAJI, ""),
            name_language=written.get(LANGUAGE, ""),
            ai_declared=row.ai_declared,
            counted_cut=(
                row.last_cut__number is not None
                or (row.cut__status == CutStatus.ACTIVE and row.cut__removed_at is None)
            )
            and (episode is None or row.episode_id == episode.pk),
            required=role.code in facts.required,
            billing=billing.places.get(row.pk),
            song=song,
            segment=segment,
            group_place=group_place,
            labour=row.is_labour,
            last_episode=row.last_episode__number or "",
            last_cut=row.last_cut__number or "",
            range_cuts=list_range_cuts(row, facts.parts),
            joint=str(row.joint_line__uid or "") if row.contributor_id else "",
            joiner=(row.joint_line__joiner or " ") if row.joint_line__uid and row.contributor_id else "",
            role_language=row.role_as_printed_language,
            character=as_printed,
            character_language=row.character_as_printed_language,
            **build_localised_members(
                CreditInfo,
                "character",
                {code: "" if name == as_printed else name for code, name in voiced.items()},
            ),
            name_breaks=row.name_breaks if row.contributor_id else "",
        )


def list_range_cuts(row: Any, parts: RangeParts) -> tuple[str, ...]:
    """The active cuts of a credit's range; `row` has its columns."""
    if row.last_cut_id is None:
        return ()
    cuts = parts.list_cuts(row.production_id, row.episode_id, row.cut_id, row.last_cut_id)
    return tuple(cut.number for cut in cuts)


def describe_role(row: Any) -> RoleInfo:
    """`row` has the columns of a credit."""
    return RoleInfo(
        code=row.role__code,
        department_code=row.role__department__code,
        **copy_localised_texts(row, "role__department__label", RoleInfo, "department_label"),
        department_order=row.role__department__order,
        **copy_localised_texts(row, "role__label", RoleInfo, "label"),
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
