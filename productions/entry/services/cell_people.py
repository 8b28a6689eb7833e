"""Whom the new pieces of cells name: as the cell's own answers say, whoever stands in the cell already, or found, new, or for somebody to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.entry.services.cell_requests import NEW_PERSON
from productions.entry.services.credit_facts import fold_written
from productions.entry.services.half_names import find_begun_people
from productions.imports.services.choices import Answers, Choice, Option, make_choice_key
from productions.imports.services.row_people import (
    NEW,
    SAME_AS,
    DecidedPeople,
    decide_people,
    get_row_kind,
    list_placed_names,
)
from productions.imports.services.sheet_lookups import find_people_by_uid, read_person_uid
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.operations.services.turns import lock_identities
from productions.people.models.people import Contributor
from productions.people.services.known_people import describe_person
from productions.people.services.known_works import list_works
from productions.people.services.named_contributors import (
    Directory,
    DraftedPeople,
    Named,
    draft_people,
    find_contributors,
    get_named_identity,
)
from productions.shared.choices import ContributorKind, CreditKind
from productions.shared.intake_choices import ChoiceKind
from productions.users.models import User


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One name of a cell; `is_new` where somebody said that it is nobody who is known."""

    row: CreditSheetRow
    is_new: bool = False


@dataclass(slots=True)
class CellPeople:
    """Everybody whom the rows of a request name. New ones are stood in for until they are stored."""

    by_uid: Mapping[str, Contributor]
    directory: Directory
    drafted: DraftedPeople
    decided: DecidedPeople
    choices: dict[Named, Choice] = field(default_factory=dict)

    def find_choice(self, kind: str, name: str) -> Choice | None:
        """The question that is open about a name."""
        return self.choices.get(get_named_identity(kind, name)) if name else None

    def find(self, named: NamedRow) -> Contributor | None:
        """Whom the row credits."""
        row = named.row
        if row.person_id:
            return self.by_uid.get(row.person_id)
        kind = get_row_kind(row)
        return (self.drafted.directory if named.is_new else self.directory).find(kind, row.name)

    def find_company(self, name: str) -> Contributor | None:
        return self.directory.find(ContributorKind.ORGANIZATION, name) if name else None

    def list_refusals(self, named: NamedRow) -> list[str]:
        """Why a name of the row is none, in sentences."""
        row, found = named.row, list[str]()
        wanted = [] if row.person_id else [(get_row_kind(row), row.name)]
        for kind, name in [*wanted, (str(ContributorKind.ORGANIZATION), row.affiliation)]:
            if name and (refusal := self.drafted.directory.refused.get(get_named_identity(kind, name))):
                found += refusal.reasons
        return found


def point_out_people(
    row: CreditSheetRow, people: Mapping[str, str], answers: Mapping[str, str], present: Mapping[str, str]
) -> NamedRow:
    """The row with the uid of whom it means, where the cell says so: by `people`, by an answer about the name, or because somebody of
    that name stands in it (`present`: uid by name, folded)."""
    if not row.name:
        return NamedRow(row)
    said = {fold_written(name): uid for name, uid in people.items()}
    chosen = said.get(fold_written(row.name), "")
    for kind in ContributorKind.values:
        key = make_choice_key(ChoiceKind.PERSON, " ".join(get_named_identity(kind, row.name)))
        answered = answers.get(key, "")
        if answered and not answered.startswith(SAME_AS):
            chosen = answered
    if chosen == NEW_PERSON:
        return NamedRow(row, is_new=True)
    uid = read_person_uid(chosen or present.get(fold_written(row.name), ""))
    return NamedRow(replace(row, person_id=str(uid) if uid else chosen))


def find_pointed_out(named: Iterable[NamedRow], *, by: User) -> dict[str, Contributor]:
    """Those whose uids rows have, as far as `by` sees them. One query, and none where no row has one."""
    return find_people_by_uid((each.row for each in named), by=by)


def take_kind(named: NamedRow, by_uid: Mapping[str, Contributor]) -> NamedRow:
    """The row with the kind of whom it points out."""
    person = by_uid.get(named.row.person_id)
    if person is None:
        return named
    kind = CreditKind.ORGANIZATION if person.kind == ContributorKind.ORGANIZATION else CreditKind.PERSON
    return replace(named, row=replace(named.row, kind=named.row.kind or kind))


def decide_cell_people(
    production: Production,
    named: Sequence[NamedRow],
    by_uid: Mapping[str, Contributor],
    *,
    answers: Mapping[str, str],
    by: User,
) -> CellPeople:
    """Who is meant by each name that points nobody out. Names that get an entry are held until the transaction ends."""
    # As if they were remembered: an answer that does not fit any more is asked for again, and refuses nothing.
    asked = Answers(remembered={key: value for key, value in answers.items() if value.startswith(SAME_AS)})
    open_rows = [replace(each.row, name="") if each.is_new else each.row for each in named]
    names = list(list_placed_names(open_rows))
    decided = decide_people(names, production=production, answers=asked, by=by)
    flagged = [(get_row_kind(each.row), each.row.name) for each in named if each.is_new]
    wanted = [(one.kind, one.name) for one in (*decided.new.values(), *decided.namesakes.values())]
    if wanted or flagged:
        lock_identities([name for _kind, name in (*wanted, *flagged)])
    if wanted and find_contributors(
        {get_named_identity(*one): one[1] for one in wanted}, production=production, by=by
    ):
        decided = decide_people(names, production=production, answers=asked, by=by)
        wanted = [(one.kind, one.name) for one in (*decided.new.values(), *decided.namesakes.values())]
    readings = {
        (get_row_kind(each.row), each.row.name): each.row.reading for each in named if each.row.reading
    }
    drafted = draft_people(dict.fromkeys([*wanted, *flagged]), production=production, readings=readings)
    found = CellPeople(by_uid, decided.build_directory(drafted.directory), drafted, decided)
    gather_choices(found, asked)
    alike = decided.alike
    others = {key: name for key, name in decided.new.items() if key not in alike}
    begun = find_begun_people(others, production=production, by=by)
    ask_about_known(found, alike, _("Who is “%s”? Others are written almost so."), by=by)
    ask_about_known(found, begun, _("Who is “%s”? Others' names begin so."), by=by)
    return found


def gather_choices(people: CellPeople, asked: Answers) -> None:
    """The open questions by the names that they are about."""
    for key in people.decided.open:
        choice = asked.asked.get(make_choice_key(ChoiceKind.PERSON, " ".join(key)))
        if choice is None:
            continue
        if any(option.code.startswith(SAME_AS) for option in choice.options):
            question = _("Who is “%s”? Another cell writes almost the same name.") % choice.text
            choice = replace(choice, question=question)
        people.choices[key] = choice


def ask_about_known(
    people: CellPeople, known: Mapping[Named, Sequence[Contributor]], question: str, *, by: User
) -> None:
    """Ask about each new name that may be known people's (髙橋, 高橋): whoever types a cell did not look at a plan before."""
    if not known:
        return
    works = list_works({person for found in known.values() for person in found}, by=by)
    for key, found in known.items():
        name = people.decided.new[key]
        options = [Option(str(one.uid), describe_person(one, works)) for one in found]
        options.append(Option(NEW, _("somebody else, who is not known here yet")))
        people.choices[key] = Choice(
            make_choice_key(ChoiceKind.PERSON, " ".join(key)),
            ChoiceKind.PERSON,
            name.line,
            "",
            name.column,
            name.name,
            question % name.name,
            tuple(options),
            "",
            needs_answer=True,
        )


def describe_cell_choice(choice: Choice) -> dict[str, Any]:
    """The question as the page has it."""
    return {
        "key": choice.key,
        "question": choice.question,
        "options": [{"value": option.code, "label": option.label} for option in choice.options],
        "proposed": choice.proposed,
    }
