"""What each row of a credit sheet stands for: its roles, cuts, people and AI uses looked up, and what is missing told by line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from productions.ai.models import AISystem
from productions.ai.services.ai_systems import draft_ai_system, register_ai_system
from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.interchange.credit_text.organizations import is_organization
from productions.interchange.cut_lists.cut_numbers import expand_cuts
from productions.interchange.matching.label_parts import find_nearest_label, fold_label
from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_sheet import CreditSheetRow
from productions.people.models.people import Contributor
from productions.people.services.named_contributors import Directory, Named, stand_in
from productions.shared.choices import AITask, Attribution, ContributorKind, CreditKind, Extent
from productions.shared.moments import parse_moment
from productions.shared.numbers import number_key, split_number_range
from productions.shared.placeholders import system_key
from productions.shared.time_limits import stop_at_deadline
from productions.users.models import User
from productions.vocabulary.models import Role


@dataclass(slots=True)
class SheetLookups:
    """What the rows are looked up in; read once. `problems` collects what is found missing, by line.

    In a trial nothing is written: AI systems that would be registered are stood in for.
    """

    production: Production
    by: User | None
    now: datetime
    roles: dict[str, Role]
    episodes: dict[str, Episode]
    cuts: dict[int | None, dict[str, Cut]]
    people: Directory
    systems: dict[str, AISystem]
    is_trial: bool
    new_systems: set[str] = field(default_factory=set)
    unknown_roles: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)

    def add_problem(self, row: CreditSheetRow, column: str, message: str) -> None:
        self.problems.append(Problem(_("line %d") % row.line, message, row.line, column))


def index_roles() -> dict[str, Role]:
    """The roles on offer, by code and by every label. Two queries."""
    roles = {}
    for role in Role.objects.on_offer().select_related("department").prefetch_related("aliases"):
        words = [role.code, role.label_ja, role.label_en, *(alias.text for alias in role.aliases.all())]
        roles.update({fold_label(word): role for word in reversed(words)})
        roles[role.code] = role
    return roles


def find_known_role(roles: Mapping[str, Role], label: str) -> Role | None:
    return roles.get(label) or roles.get(fold_label(label))


def tell_companies(rows: Iterable[CreditSheetRow], roles: Mapping[str, Role]) -> tuple[CreditSheetRow, ...]:
    """The rows; those that say no kind and name a company that only takes part (協力, 製作) with its kind.

    For labour nothing is guessed: a company that works says how many people it stands for (H6), so whoever writes the sheet says that
    it is one.
    """
    return tuple(
        replace(row, kind=CreditKind.ORGANIZATION) if names_participant(row, roles) else row for row in rows
    )


def names_participant(row: CreditSheetRow, roles: Mapping[str, Role]) -> bool:
    role = None if row.kind or not row.name else find_known_role(roles, row.role)
    if role is None or role.is_labour:
        return False
    return is_organization(row.name, company_role=role.held_by_companies)


def load_lookups(
    production: Production,
    people: Directory,
    roles: dict[str, Role],
    *,
    by: User | None,
    now: datetime,
    is_trial: bool,
) -> SheetLookups:
    """Read what rows refer to, beside the people."""
    cuts: dict[int | None, dict[str, Cut]] = {}
    for cut in production.cuts.live().select_related("episode").order_by("sort_key", "pk"):
        cuts.setdefault(cut.episode_id, {})[cut.number] = cut
    return SheetLookups(
        production=production,
        by=by,
        now=now,
        roles=roles,
        episodes={entry.number_key: entry for entry in production.episodes.live()},
        cuts=cuts,
        people=people,
        systems={entry.name_key: entry for entry in AISystem.objects.visible_to(by).order_by("-pk")},
        is_trial=is_trial,
    )


def list_row_people(rows: Iterable[CreditSheetRow]) -> Iterator[Named]:
    """Every kind and name in the rows."""
    for row in rows:
        yield get_contributor_kind(row), row.name
        yield ContributorKind.ORGANIZATION, row.affiliation
        yield ContributorKind.ORGANIZATION, row.contracted_by
        yield ContributorKind.PERSON, row.ai_validated_by


def get_contributor_kind(row: CreditSheetRow) -> str:
    """The kind of contributor whom a row names."""
    return ContributorKind.PERSON if row.kind in ("", CreditKind.PERSON) else ContributorKind.ORGANIZATION


def build_rows_credits(
    shelf: SheetLookups, rows: Iterable[CreditSheetRow]
) -> list[tuple[CreditSheetRow, dict[str, Any]]]:
    """The values of every credit, each with the row that it came from."""
    return [(row, values) for row in stop_at_deadline(rows) for values in build_row_credits(shelf, row)]


def build_row_credits(shelf: SheetLookups, row: CreditSheetRow) -> list[dict[str, Any]]:
    """The credits a row stands for: each of its roles on each of its cuts; a range is one credit."""
    roles = find_roles(shelf, row)
    episode, last_episode = find_episodes(shelf, row)
    cuts: list[tuple[Cut | None, Cut | None]] = (
        list(find_cuts(shelf, row, episode)) if row.cut else [(None, None)]
    )
    kind = row.kind or CreditKind.PERSON
    contributor = find_person(shelf, row, row.name, get_contributor_kind(row))
    values = {
        "kind": kind,
        "contributor": contributor,
        "credited_as": row.credited_as or row.name if contributor else "",
        "printed_as": row.printed_as,
        "role_as_printed": row.role_as_printed,
        "affiliation": find_person(shelf, row, row.affiliation, ContributorKind.ORGANIZATION),
        "contracted_by": find_person(shelf, row, row.contracted_by, ContributorKind.ORGANIZATION),
        "last_episode": last_episode,
        "headcount": row.headcount,
        "named_count": row.named_count,
        "absence_reason": row.absence_reason,
        "attribution": Attribution.TRUE_NAME,
        "evidence_kind": row.evidence,
        "edition": row.edition,
        "position": row.position or 0,
        "on_screen": row.on_screen != "no",
    }
    if row.name and contributor is None:
        return []
    uses = build_row_ai_uses(shelf, row)
    return [
        {
            **values,
            "role": role,
            "episode": cut.episode if cut else episode,
            "cut": cut,
            "last_cut": last_cut,
            "ai_uses": uses,
        }
        for role in roles
        for cut, last_cut in cuts
    ]


def find_roles(shelf: SheetLookups, row: CreditSheetRow) -> list[Role]:
    """One role, or several where the label names several (`監督・脚本`)."""
    known = find_known_role(shelf.roles, row.role)
    if known is not None:
        return [known]
    resolved = load_shipped_labels().resolve(row.role)
    if resolved.codes and not resolved.unresolved:
        return [shelf.roles[code] for code in resolved.codes if code in shelf.roles]
    if row.role not in shelf.unknown_roles:
        close = find_nearest_label(row.role, shelf.roles)
        hint = _(" Did you mean “%s”?") % shelf.roles[close] if close else ""
        shelf.unknown_roles[row.role] = _("The role “%s” is not in the vocabulary.") % row.role + hint
    shelf.add_problem(row, "role", shelf.unknown_roles[row.role])
    return []


def find_episodes(shelf: SheetLookups, row: CreditSheetRow) -> tuple[Episode | None, Episode | None]:
    """The episode, and the last one of a range; a number that is known as a whole is never read as a range."""
    if not row.episode:
        return None, None
    known = shelf.episodes.get(number_key(row.episode))
    ends = split_number_range(row.episode) if known is None else None
    if ends is None:
        return known or find_episode(shelf, row, row.episode), None
    return find_episode(shelf, row, ends[0]), find_episode(shelf, row, ends[1])


def find_episode(shelf: SheetLookups, row: CreditSheetRow, number: str) -> Episode | None:
    episode = shelf.episodes.get(number_key(number))
    if episode is None:
        shelf.add_problem(row, "episode", _("There is no episode %s; add it first.") % number)
    return episode


def find_cuts(
    shelf: SheetLookups, row: CreditSheetRow, episode: Episode | None
) -> Iterator[tuple[Cut, Cut | None]]:
    """The cuts of a number or a list, and the ends of each range; every one must exist."""
    known = shelf.cuts.get(episode.pk if episode else None, {})
    found = expand_cuts(row.cut, known=list(known))
    for problem in found.problems:
        shelf.add_problem(row, "cut", problem)
    for first, last in found.spans:
        yield known[first], known[last] if last != first else None


def find_person(shelf: SheetLookups, row: CreditSheetRow, name: str, kind: str) -> Contributor | None:
    """The contributor of this name; two of one name cannot be told apart here."""
    if refusal := shelf.people.refusal_of(kind, name):
        for sentence in refusal.reasons:
            shelf.add_problem(row, "name", sentence)
    return shelf.people.find(kind, name)


def build_row_ai_uses(shelf: SheetLookups, row: CreditSheetRow) -> list[dict[str, Any]]:
    """The AI use of a row's columns; a system that is new needs its vendor."""
    if not row.ai_system:
        return []
    system = shelf.systems.get(system_key(row.ai_system))
    if system is None:
        if not row.ai_vendor:
            shelf.add_problem(
                row, "ai_system", _("The AI system “%s” is new: give its vendor.") % row.ai_system
            )
            return []
        values = {"name": row.ai_system, "vendor": row.ai_vendor, "version": row.ai_version}
        if shelf.is_trial:
            system = draft_ai_system(**values, production=shelf.production, by=shelf.by)
            stand_in(system, len(shelf.new_systems) + 1)
        else:
            system = register_ai_system(**values, production=shelf.production, by=shelf.by, now=shelf.now)
        shelf.new_systems.add(system.name_key)
        shelf.systems[system.name_key] = system
    return [
        {
            "ai_system": system,
            "task": row.ai_task or AITask.OTHER,
            "source_type": row.ai_source_type,
            "oversight": row.ai_oversight,
            "validated_by": find_person(shelf, row, row.ai_validated_by, ContributorKind.PERSON),
            "validated_at": parse_moment(row.ai_validated_at, zone=get_current_timezone()),
            "extent": row.ai_extent or Extent.PARTIAL,
            "note": row.ai_note,
        }
    ]
