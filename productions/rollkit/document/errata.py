"""What changed between two issues, by person."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.unsealing import build_withheld_erratum
from productions.rollkit.document.work import ERRATUM_LANGUAGES, Erratum
from productions.rollkit.document.written_words import choose_heading
from productions.shared.site_languages import build_localised_members

ERRATUM_KINDS = ("added", "removed", "renamed", "moved", "withheld")
"""What can happen to a person; moved: to other roles; withheld: the person does not want to be named any more."""


@dataclass(frozen=True, slots=True)
class NameWishes:
    """What people said of their names, by the uid of the contributor: who is not named, and whose former name may be told."""

    withheld: frozenset[str] = frozenset()
    former_told: frozenset[str] = frozenset()


NO_NAME_WISHES = NameWishes()


@dataclass(slots=True)
class ErratumPerson:
    """One contributor in one document: the names they are printed under, and their roles in ERRATUM_LANGUAGES."""

    names: dict[str, None] = field(default_factory=dict)
    roles: dict[tuple[str, ...], None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return " / ".join(self.names)


def list_errata(
    old: RollDocument, new: RollDocument, wishes: NameWishes = NO_NAME_WISHES
) -> tuple[Erratum, ...]:
    """Who was added, removed, renamed, or moved to other roles; in the order of the new roll, removed last.

    See `compare_people`.
    """
    return compare_people(index_people(old), index_people(new), wishes)


def compare_people(
    before: dict[str, ErratumPerson], after: dict[str, ErratumPerson], wishes: NameWishes = NO_NAME_WISHES
) -> tuple[Erratum, ...]:
    """The same of who is named in the two (`index_people`).

    Of whoever withheld their name, only that is said. A former name is told only where its person wants it.
    """
    found = []
    for entry in find_errata(before, after):
        if entry.contributor in wishes.withheld:
            found.append(build_withheld_erratum(entry))
        elif entry.kind == "renamed" and entry.contributor not in wishes.former_told:
            found.append(replace(entry, name_before=""))
        else:
            found.append(entry)
    return tuple(found)


def index_people(document: RollDocument) -> dict[str, ErratumPerson]:
    """Everybody who is named, by the uid of the contributor."""
    found: dict[str, ErratumPerson] = {}
    for department in document.departments:
        for block in department.blocks:
            for line in block.lines:
                if line.contributor:
                    person = found.setdefault(line.contributor, ErratumPerson())
                    person.names[line.name] = None
                    label = tuple(choose_heading(block, code) for code in ERRATUM_LANGUAGES)
                    if block.song:
                        label = tuple(f"{text} ({block.song.title})" for text in label)
                    role = (
                        label
                        if not line.affiliation
                        else tuple(f"{text} ({line.affiliation})" for text in label)
                    )
                    person.roles[role] = None
    return found


def find_errata(before: dict[str, ErratumPerson], after: dict[str, ErratumPerson]) -> Iterator[Erratum]:
    for uid, person in after.items():
        old = before.get(uid)
        if old is None:
            yield build_erratum("added", uid, ErratumPerson(), person, person)
        else:
            if old.names.keys() != person.names.keys():
                yield build_erratum("renamed", uid, old, person, person)
            if old.roles.keys() != person.roles.keys():
                yield build_erratum("moved", uid, old, person, person)
    for uid, person in before.items():
        if uid not in after:
            yield build_erratum("removed", uid, person, ErratumPerson(), person)


def build_erratum(
    kind: str, uid: str, before: ErratumPerson, after: ErratumPerson, roles_of: ErratumPerson
) -> Erratum:
    return Erratum(
        kind=kind,
        contributor=uid,
        name_before=before.name,
        name_after=after.name,
        **build_localised_members(
            Erratum,
            "roles",
            {
                code: tuple(role[place] for role in roles_of.roles)
                for place, code in enumerate(ERRATUM_LANGUAGES)
            },
        ),
    )
