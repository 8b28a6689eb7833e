"""Whom a name in a file means: those of its identity (`names.identity_key`), and a new entry where nobody has it yet.

The one home for every door that is given names in place of entries. Two of one identity are never chosen between.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from productions.ai.services.name_rules import read_registered_systems
from productions.catalogue.models.works import Production
from productions.ledger.services.stand_ins import forget_key, stand_in
from productions.ledger.services.writing import create_many
from productions.operations.services.turns import lock_identities
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.contributors import create_contributors, draft_contributors
from productions.shared.choices import ContributorKind
from productions.shared.legal_forms import strip_legal_forms
from productions.shared.names import compute_name_identity, identity_key, lookalike_key
from productions.shared.refusals import Refusal
from productions.shared.time_limits import stop_at_deadline
from productions.users import access
from productions.users.models import User

Named = tuple[str, str]
"""A kind of contributor, and a name."""
MAX_NAMES_AT_ONCE = 2000
"""Names that one query looks for; SQLite takes 32,766 values."""


def get_named_identity(kind: str, name: str) -> Named:
    """Of which identity a name of this kind is, in place of how it is written."""
    return kind, compute_name_identity(name, of_organization=kind == ContributorKind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Directory:
    """Contributors by kind and identity, and why a name that nobody has was refused."""

    people: Mapping[Named, list[Contributor]]
    refused: Mapping[Named, Refusal]

    def refusal_of(self, kind: str, name: str) -> Refusal | None:
        """Why the name says nobody: it is no name, or that of several."""
        if not name:
            return None
        key = get_named_identity(kind, name)
        count = len(self.people.get(key, ()))
        if count < 2:
            return self.refused.get(key)
        sentence = _("%(count)d contributors are called “%(name)s”; enter this credit in the admin.")
        return Refusal(sentence % {"count": count, "name": name})

    def find(self, kind: str, name: str) -> Contributor | None:
        """The one who has the name; None where it is empty, no name, or that of several."""
        found = self.people.get(get_named_identity(kind, name), [])
        return found[0] if len(found) == 1 else None


@transaction.atomic
def find_or_create_contributors(
    names: Iterable[Named],
    *,
    production: Production,
    by: User | None,
    now: datetime,
    take_turns: bool = True,
) -> Directory:
    """Everybody who has one of the names, of those whom `by` sees; who is missing is entered for the production.

    Names of one identity are one entry, called as the first of them is written. A fixed number of queries. Who is missing
    is entered under a lock and looked for once more then, unless nothing will stay of it (`take_turns`).
    """
    wanted = by_identity(names)
    found = find_contributors(wanted, production=production, by=by)
    missing = {key: name for key, name in wanted.items() if key not in found}
    if missing and take_turns:
        lock_identities(missing.values())
        found |= find_contributors(missing, production=production, by=by)
        missing = {key: name for key, name in missing.items() if key not in found}
    made, refused = create_contributors(
        [(kind, name) for (kind, _key), name in missing.items()],
        by=by,
        now=now,
        systems=read_registered_systems() if missing else frozenset(),
        production=production,
    )
    return directory_of(found, made, refused)


@dataclass(frozen=True, slots=True)
class DraftedPeople:
    """New entries before anything is written: each stood in for under a key that no row has, with its names, and the names refused."""

    directory: Directory
    names: tuple[ContributorName, ...] = ()


def draft_people(
    wanted: Iterable[Named],
    *,
    production: Production,
    readings: Mapping[Named, str] = MappingProxyType({}),
    languages: Mapping[Named, str] = MappingProxyType({}),
) -> DraftedPeople:
    """New entries of these names, which nobody is to be found by. `readings` and `languages` are those of names, where a file says them."""
    missing = list(wanted)
    systems = read_registered_systems() if missing else frozenset()
    made, names, refused = draft_contributors(
        missing, systems=systems, production=production, readings=readings, languages=languages
    )
    for number, contributor in enumerate(made.values(), start=1):
        stand_in(contributor, number)
    return DraftedPeople(directory_of({}, made, refused), tuple(names))


@transaction.atomic
def store_drafted_people(
    drafted: DraftedPeople, used: Collection[int], *, production: Production, by: User | None, now: datetime
) -> list[Contributor]:
    """Enter those of the drafted entries whose stand-in keys are `used`; from here on they have keys. A fixed number of queries."""
    access.require_editor(by, production)
    people = [one for some in drafted.directory.people.values() for one in some if one.pk in used]
    chosen = set(map(id, people))
    names = [name for name in drafted.names if id(name.contributor) in chosen]
    for contributor in people:
        forget_key(contributor)
    create_many(people, by=by, now=now)
    for name in names:
        name.contributor = name.contributor  # its key is known only now
    create_many(names, by=by, now=now)
    return people


def find_alike(
    names: Iterable[str], *, production: Production, by: User | None
) -> dict[str, list[Contributor]]:
    """Whom `by` sees by names that search takes for these (forms of kanji, kana, readings, legal forms), by name. One query for 2,000.

    They are offered and never chosen.
    """
    keys = {name: lookalike_key(strip_legal_forms(name)) for name in names}
    known = ContributorName.objects.visible_to(by).known_in(production).of_everybody()
    found: dict[str, list[Contributor]] = {}
    folded = sorted(set(keys.values()))
    for start in range(0, len(folded), MAX_NAMES_AT_ONCE):
        rows = known.filter(
            lookalike_key__in=folded[start : start + MAX_NAMES_AT_ONCE], contributor__removed_at=None
        )
        for row in rows.select_related("contributor").order_by("pk"):
            people = found.setdefault(row.lookalike_key, [])
            if row.contributor not in people:
                people.append(row.contributor)
    return {name: found[key] for name, key in keys.items() if key in found}


def by_identity(names: Iterable[Named]) -> dict[Named, str]:
    """The names by kind and identity, each as it is written first."""
    wanted: dict[Named, str] = {}
    for kind, name in stop_at_deadline(names):
        if name:
            wanted.setdefault(get_named_identity(kind, name), name)
    return wanted


def directory_of(
    found: Mapping[Named, list[Contributor]],
    made: Mapping[Named, Contributor],
    refused: Mapping[Named, Refusal],
) -> Directory:
    """Those who were there and those who are new, by their names."""
    new = {get_named_identity(kind, name): [contributor] for (kind, name), contributor in made.items()}
    return Directory(
        {**found, **new},
        {get_named_identity(kind, name): refusal for (kind, name), refusal in refused.items()},
    )


def find_contributors(
    wanted: Mapping[Named, str], *, production: Production, by: User | None
) -> dict[Named, list[Contributor]]:
    """Those whom `by` sees under the kinds and identities, the oldest name first. `wanted` says how each is written.

    Another production's person of that name is nobody to them. A company's name that a version before legal forms were left
    away has written is found as it is written.
    """
    keys, found = set(wanted), dict[Named, list[Contributor]]()
    known = ContributorName.objects.visible_to(by).known_in(production).select_related("contributor")
    identities = sorted({identity for _kind, identity in keys} | set(map(identity_key, wanted.values())))
    for start in range(0, len(identities), MAX_NAMES_AT_ONCE):
        for row in known.of_identities(identities[start : start + MAX_NAMES_AT_ONCE]).order_by("pk"):
            key = get_named_identity(row.contributor.kind, row.text)
            people = found.setdefault(key, []) if key in keys else []
            if row.contributor not in people:
                people.append(row.contributor)
    return found
