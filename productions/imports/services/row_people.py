"""Whom the rows of a file name: found, new, or for somebody to say, with what tells those apart that could be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.imports.services.choices import Answers, Option
from productions.interchange.name_cells.name_spellings import fold_words
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.people.models.people import Contributor
from productions.people.services.known_people import describe_person, turn_words
from productions.people.services.known_works import list_works
from productions.people.services.named_contributors import (
    Directory,
    Named,
    by_identity,
    find_alike,
    find_contributors,
    get_named_identity,
)
from productions.shared.choices import ContributorKind, CreditKind
from productions.shared.intake_choices import ChoiceKind
from productions.shared.time_limits import stop_at_deadline
from productions.users.models import User
from productions.wishes.services import read_withholding_wishes

NEW = "new"
"""The answer that somebody is another person than those who are known."""
SAME_AS = "same:"
"""The answer that a name is that of somebody whom the file calls otherwise; the key of that name follows."""
MAX_OFFERS = 1000
"""New names of one file for which others are looked for."""
SHOWN_CANDIDATES = 8


class PlacedName(NamedTuple):
    """A name, its kind, and where the file has it first."""

    kind: str
    name: str
    line: int
    column: str
    worksheet: str = ""


@dataclass(slots=True)
class DecidedPeople:
    """What was decided of the names of a file, by kind and identity, before anybody new is entered.

    `found` are entries that are there, `new` names that get one, `same` names that are somebody else's of the file; what is open is in none.
    `alike` are known entries that look like new names, for people to look at.
    """

    found: dict[Named, Contributor] = field(default_factory=dict)
    new: dict[Named, PlacedName] = field(default_factory=dict)
    namesakes: dict[Named, PlacedName] = field(default_factory=dict)
    """Names that others have, and that get an entry of their own because somebody said so."""
    same: dict[Named, Named] = field(default_factory=dict)
    open: dict[Named, PlacedName] = field(default_factory=dict)
    alike: dict[Named, list[Contributor]] = field(default_factory=dict)

    def build_directory(self, made: Directory) -> Directory:
        """Everybody by their names; `made` has the new ones."""
        people = {key: [contributor] for key, contributor in self.found.items()}
        people |= {key: list(made.people[key]) for key in (*self.new, *self.namesakes) if key in made.people}
        people |= {key: people[other] for key, other in self.same.items() if other in people}
        return Directory(people, made.refused)


def list_placed_names(rows: Iterable[CreditSheetRow]) -> Iterator[PlacedName]:
    """Every name in the rows that is to be found by itself."""
    for row in rows:
        if row.name and not row.person_id:
            yield PlacedName(get_row_kind(row), row.name, row.line, "name", row.worksheet)
        for column, kind in LINKED_COLUMNS.items():
            if name := getattr(row, column):
                yield PlacedName(kind, name, row.line, column, row.worksheet)


LINKED_COLUMNS = {
    "affiliation": ContributorKind.ORGANIZATION,
    "contracted_by": ContributorKind.ORGANIZATION,
    "ai_validated_by": ContributorKind.PERSON,
}
"""Columns that name somebody beside the one who is credited."""


def get_row_kind(row: CreditSheetRow) -> str:
    """The kind of contributor whom a row names."""
    return ContributorKind.PERSON if row.kind in ("", CreditKind.PERSON) else ContributorKind.ORGANIZATION


def fill_known_kinds(
    rows: Sequence[CreditSheetRow], *, production: Production, by: User | None
) -> list[CreditSheetRow]:
    """The rows; those that say no kind and name somebody who is known as one kind alone, with that kind."""
    names = {row.name for row in rows if row.name and not row.kind and not row.person_id}
    kinds = ContributorKind.values
    wanted = by_identity((kind, name) for name in names for kind in kinds)
    found = find_contributors(wanted, production=production, by=by)
    known = {name: [kind for kind in kinds if get_named_identity(kind, name) in found] for name in names}
    only = {name: its_kinds[0] for name, its_kinds in known.items() if len(its_kinds) == 1}
    return [
        replace(row, kind=only[row.name]) if row.name in only and not row.kind and not row.person_id else row
        for row in rows
    ]


def decide_people(
    names: Iterable[PlacedName], *, production: Production, answers: Answers, by: User | None
) -> DecidedPeople:
    """Who is meant by each name. Whoever could be one of several, or is probably somebody whom one knows by another spelling, is asked about.

    A fixed number of queries for 2,000 names.
    """
    placed: dict[Named, PlacedName] = {}
    for name in stop_at_deadline(names):
        placed.setdefault(get_named_identity(name.kind, name.name), name)
    found = find_contributors({key: name.name for key, name in placed.items()}, production=production, by=by)
    decided = DecidedPeople(found={key: people[0] for key, people in found.items() if len(people) == 1})
    namesakes = {key: people for key, people in found.items() if len(people) > 1}
    missing = {key: name for key, name in placed.items() if key not in found}
    spelled = find_spelled_alike(missing, production=production, by=by)
    candidates = {**namesakes, **spelled.known}
    works = list_works({person for people in candidates.values() for person in people}, by=by)
    for key, people in namesakes.items():
        settle(decided, placed[key], people, "", works, answers)
    for key, name in missing.items():
        if key in spelled.known:
            settle(decided, name, spelled.known[key], str(spelled.known[key][0].uid), works, answers)
        elif key in spelled.in_file:
            settle_spelling(decided, name, missing[spelled.in_file[key]], answers)
        else:
            decided.new[key] = name
    decided.alike = {key: people for key, people in spelled.alike.items() if key in decided.new}
    return decided


def settle(
    decided: DecidedPeople,
    name: PlacedName,
    people: Sequence[Contributor],
    proposed: str,
    works: Mapping[int, list[str]],
    answers: Answers,
) -> None:
    """Ask which of the known people is meant, or whether it is somebody else."""
    key = get_named_identity(name.kind, name.name)
    options = [Option(str(one.uid), describe_person(one, works)) for one in people[:SHOWN_CANDIDATES]]
    options.append(Option(NEW, _("somebody else, who is not known here yet")))
    question = (
        _("Who is “%s”? Others are written almost so.")
        if proposed
        else _("Several are called “%s”. Who is meant?")
    )
    answer = answers.ask(
        ChoiceKind.PERSON,
        " ".join(key),
        at=name,
        column=name.column,
        question=question % name.name,
        options=options,
        proposed=proposed,
        needs_answer=True,
        text=name.name,
    )
    chosen = next((one for one in people if str(one.uid) == answer), None)
    if chosen is not None:
        decided.found[key] = chosen
    elif answer == NEW:
        (decided.new if proposed else decided.namesakes)[key] = name
    else:
        decided.open[key] = name


def settle_spelling(decided: DecidedPeople, name: PlacedName, other: PlacedName, answers: Answers) -> None:
    """Ask whether two spellings in the file are one person."""
    key, first = get_named_identity(name.kind, name.name), get_named_identity(other.kind, other.name)
    told = {"name": name.name, "other": other.name, "line": other.line}
    answer = answers.ask(
        ChoiceKind.PERSON,
        " ".join(key),
        at=name,
        column=name.column,
        question=_("Is “%(name)s” the same person as “%(other)s” (line %(line)d)?") % told,
        options=[
            Option(SAME_AS + " ".join(first), _("the same person as “%s”") % other.name),
            Option(NEW, _("somebody else, who is not known here yet")),
        ],
        proposed=SAME_AS + " ".join(first),
        needs_answer=True,
        text=name.name,
    )
    if answer.startswith(SAME_AS):
        decided.same[key] = first
    elif answer == NEW:
        decided.new[key] = name
    else:
        decided.open[key] = name


class SpelledAlike(NamedTuple):
    """Of new names: who is known by the same words in another order or case, which name of the file is, and who merely looks alike."""

    known: dict[Named, list[Contributor]]
    in_file: dict[Named, Named]
    alike: dict[Named, list[Contributor]]


def find_spelled_alike(
    missing: Mapping[Named, PlacedName], *, production: Production, by: User | None
) -> SpelledAlike:
    """Look for each new name under its own spelling as search folds it, and with its two words turned."""
    some = dict(list(missing.items())[:MAX_OFFERS])
    asked = {name.name for name in some.values()}
    turned = {name: turn_words(name) for name in asked if turn_words(name)}
    found = find_alike([*asked, *turned.values()], production=production, by=by)
    withheld = read_withholding_wishes(production).keys() if found else frozenset()
    known: dict[Named, list[Contributor]] = {}
    alike: dict[Named, list[Contributor]] = {}
    in_file: dict[Named, Named] = {}
    first_of: dict[tuple[str, tuple[str, ...]], Named] = {}
    for key, name in some.items():
        words = fold_words(name.name)
        # Of who withholds their name here, nothing is told that was not written: no other spelling, no reading (H16).
        own, other = (
            [
                one
                for one in found.get(spelling, ())
                if one.kind == name.kind and (one.pk not in withheld or fold_words(one.name) == words)
            ]
            for spelling in (name.name, turned.get(name.name, ""))
        )
        same = [one for one in own if fold_words(one.name) == words and " " in name.name]
        if other or same:
            known[key] = list(dict.fromkeys([*other, *same]))
            continue
        if own:
            alike[key] = own
        first = first_of.setdefault((name.kind, words), key)
        if first != key:
            in_file[key] = first
    return SpelledAlike(known, in_file, alike)
