"""What the rows of a credit sheet refer to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from productions.ai.models import AISystem
from productions.cast.services.named_characters import CastDirectory
from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import KnownEditions
from productions.imports.services.file_places import tell_at
from productions.imports.services.sheet_songs import SheetSongs
from productions.interchange.credit_text.organizations import is_organization
from productions.interchange.cut_lists.cut_words import fold_part_label
from productions.interchange.matching.label_order import index_codes
from productions.interchange.matching.role_labels import RoleLabels
from productions.interchange.problems import Problem
from productions.interchange.sheets.coded_words import SEGMENT_SPELLINGS
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.sheets.spellings import fold_word
from productions.people.models.people import Contributor
from productions.people.services.named_contributors import Directory
from productions.segments.models import EpisodePart, Segment
from productions.shared.choices import CreditKind
from productions.shared.numbers import number_key
from productions.shared.sentences import Sentence
from productions.users.models import User
from productions.vocabulary.models import Role


@dataclass(frozen=True, slots=True)
class OfferedRoles:
    """The roles that may be chosen, by code, and what they are called."""

    by_code: dict[str, Role]
    labels: RoleLabels
    named: dict[str, list[Role]] = field(default_factory=dict)
    """What labels were found to name: thousands of rows have the same few."""

    def find(self, label: str) -> Role | None:
        """The role of a code, or of a label that is known as a whole."""
        return self.by_code.get(label) or self.by_code.get(self.labels.code(label) or "")

    def find_all(self, label: str) -> list[Role]:
        """The roles that a label names, several for `監督・脚本`; none unless each part of it is known."""
        if label not in self.named:
            known = self.find(label)
            resolved = self.labels.resolve(label)
            parts = [self.by_code[code] for code in resolved.codes] if resolved.whole else []
            self.named[label] = [known] if known is not None else parts
        return self.named[label]


@dataclass(slots=True)
class SheetLookups:
    """What the rows are looked up in; read once. `problems` collects what is found missing, by line.

    Nothing is written: what would be entered is stood in for until it is stored.
    """

    production: Production
    by: User | None
    roles: OfferedRoles
    editions: KnownEditions
    episodes: dict[str, Episode]
    cuts: dict[int | None, dict[str, Cut]]
    parts: dict[int | None, dict[str, tuple[str, str]]]
    """By episode the first and the last cut of each part, by its label."""
    people: Directory
    people_by_uid: dict[str, Contributor]
    cast: CastDirectory
    segments: dict[str, Segment]
    systems: dict[str, AISystem]
    songs: SheetSongs
    new_systems: list[AISystem] = field(default_factory=list)
    unknown_roles: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)

    def add_problem(self, row: CreditSheetRow, column: str, message: str | Sentence) -> None:
        self.problems.append(tell_at(row, message, column))


def index_roles() -> OfferedRoles:
    """The roles on offer, with their labels in the order of `label_order`. Two queries."""
    named = Role.objects.on_offer().select_related("department").list_named()
    labels = RoleLabels.of_index(index_codes(words for _role, words in named))
    return OfferedRoles({role.code: role for role, _words in named}, labels)


def tell_companies(rows: Iterable[CreditSheetRow], roles: OfferedRoles) -> tuple[CreditSheetRow, ...]:
    """The rows; those that say no kind and name a company that only takes part (協力, 製作) with its kind.

    For labour nothing is guessed: a company that works says how many people it stands for (H6), so whoever writes the sheet says that
    it is one.
    """
    return tuple(
        replace(row, kind=CreditKind.ORGANIZATION) if names_participant(row, roles) else row for row in rows
    )


def names_participant(row: CreditSheetRow, roles: OfferedRoles) -> bool:
    role = None if row.kind or not row.name else roles.find(row.role)
    if role is None or role.is_labour:
        return False
    return is_organization(row.name, company_role=role.held_by_companies)


def load_lookups(
    production: Production,
    people: Directory,
    roles: OfferedRoles,
    cast: CastDirectory,
    rows: Sequence[CreditSheetRow],
    *,
    by: User | None,
) -> SheetLookups:
    """Read what rows refer to, beside the roles, the people by name and the characters."""
    cuts: dict[int | None, dict[str, Cut]] = {}
    for cut in production.cuts.live().select_related("episode").order_by("sort_key", "pk"):
        cuts.setdefault(cut.episode_id, {})[cut.number] = cut
    return SheetLookups(
        production=production,
        by=by,
        roles=roles,
        editions=KnownEditions(production),
        episodes={number_key(entry.number): entry for entry in production.episodes.live()},
        cuts=cuts,
        parts=index_parts(production) if any(row.cut for row in rows) else {},
        people=people,
        people_by_uid=find_people_by_uid(rows, by=by),
        cast=cast,
        segments=index_segments(production) if any(row.segment for row in rows) else {},
        systems={entry.name_key: entry for entry in AISystem.objects.visible_to(by).order_by("-pk")},
        songs=SheetSongs(production),
    )


def find_people_by_uid(rows: Iterable[CreditSheetRow], *, by: User | None) -> dict[str, Contributor]:
    """Those of the uids in the rows whom `by` sees. One query, and none where no row has one."""
    uids = {uid for row in rows if (uid := read_person_uid(row.person_id)) is not None}
    if not uids:
        return {}
    found = Contributor.objects.visible_to(by).filter(uid__in=uids)
    return {str(person.uid): person for person in found}


def read_person_uid(text: str) -> UUID | None:
    """The uid that a cell holds, or None."""
    try:
        return UUID(text.strip()) if text else None
    except ValueError:
        return None


def index_parts(production: Production) -> dict[int | None, dict[str, tuple[str, str]]]:
    """The ends of the production's parts, by episode and label. One query."""
    found: dict[int | None, dict[str, tuple[str, str]]] = {}
    rows = EpisodePart.objects.live().filter(production=production)
    for part in rows.select_related("first_cut", "last_cut"):
        found.setdefault(part.episode_id, {})[fold_part_label(part.label)] = (
            part.first_cut.number,
            part.last_cut.number,
        )
    return found


def index_segments(production: Production) -> dict[str, Segment]:
    """The production's segments by their kind's words and their titles, folded; the first one entered where several have one. One query."""
    found: dict[str, Segment] = {}
    for segment in Segment.objects.live().filter(production=production).order_by("-pk"):
        kind = SEGMENT_SPELLINGS.get(segment.kind)
        for word in (segment.kind, segment.title, *(kind.all if kind else ())):
            if word:
                found[fold_word(word)] = segment
    return found
