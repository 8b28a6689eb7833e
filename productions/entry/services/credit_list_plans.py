"""What storing rows of a credit list would do: credits that change, are new, or go."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from productions.credits.services.printed_words import repeats_label
from productions.entry.services.cell_people import CellPeople, NamedRow
from productions.entry.services.cell_pieces import KeptPiece
from productions.entry.services.cell_plans import (
    PlannedText,
    Values,
    build_person_values,
    find_differences,
    pair_parts,
)
from productions.entry.services.cell_reading import ReadText
from productions.entry.services.cell_requests import NEW_PERSON
from productions.entry.services.credit_facts import fold_written
from productions.entry.services.credit_list_requests import TEXTS, SentRow
from productions.entry.services.credit_list_rows import ListRow
from productions.entry.services.sheet_places import SheetPlace
from productions.imports.services.sheet_lookups import OfferedRoles
from productions.interchange.credit_text.statements import OTHER_ROLE_CODE
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.shared.choices import Attribution
from productions.vocabulary.models import Role


@dataclass(slots=True, kw_only=True)
class ReadRow(ReadText):
    """What was sent of a row, with what stands there now (None for a new row) and the roles that it names."""

    sent: SentRow
    row: ListRow | None
    roles: list[Role] = field(default_factory=list)
    role_as_printed: str = ""

    @property
    def is_late(self) -> bool:
        """Whether somebody changed the row since the page saw it."""
        return self.row is not None and self.sent.revision != self.row.revision

    def changes_text(self, name: str) -> bool:
        """Whether this text was sent and says something else than what stands there."""
        wanted = getattr(self.sent, name)
        if wanted is None:
            return self.row is None
        return self.row is None or fold_written(wanted) != fold_written(getattr(self.row, name))

    @property
    def changes_person(self) -> bool:
        """Whether the names are to be read anew."""
        if self.changes_text("name_text") or self.changes_text("affiliation"):
            return True
        credit = self.row.credit if self.row is not None else None
        if credit is None or credit.contributor is None:
            return False
        said = self.people.get(credit.credited_as, "")
        return said not in ("", str(credit.contributor.uid), NEW_PERSON if self.is_late else "")

    @property
    def changes_anything(self) -> bool:
        return self.changes_person or any(map(self.changes_text, TEXTS))

    def get_text(self, name: str) -> str:
        """The text as it was sent, or else as it stands."""
        wanted = getattr(self.sent, name)
        if wanted is None:
            wanted = "" if self.row is None else getattr(self.row, name)
        return str(wanted)


def start_row(line: int, sent: SentRow, row: ListRow | None) -> ReadRow:
    contributor = row.credit.contributor if row is not None else None
    present = (
        {fold_written(row.credit.credited_as): str(contributor.uid)}
        if row is not None and contributor is not None
        else {}
    )
    return ReadRow(line=line, people=sent.people, answers=sent.answers, present=present, sent=sent, row=row)


def read_role(read: ReadRow, roles: OfferedRoles) -> None:
    """Find the roles that the row names; one that is not known is kept as it is written, under `other` (H18)."""
    if read.row is not None and not read.changes_text("role_text"):
        credit = read.row.credit
        read.roles, read.role_as_printed = [credit.role], credit.role_as_printed
        return
    text = read.get_text("role_text")
    if not text:
        read.refuse(_("Say which role it is."))
        return
    found = roles.find_all(text)
    if len(found) > 1 and read.row is not None:
        read.refuse(_("“%s” names several roles; give each a row of its own.") % text)
        return
    if not found:
        found = [roles.by_code[OTHER_ROLE_CODE]]
        read.outcome.notes.append(tell_unknown_role(text, roles))
    read.roles = found
    is_plain = text == found[0].code or (len(found) == 1 and repeats_label(text, found[0]))
    read.role_as_printed = "" if is_plain else text


def tell_unknown_role(text: str, roles: OfferedRoles) -> str:
    told = _("The role “%s” is not in the vocabulary; it is kept as written under “other”.") % text
    code = roles.labels.find_nearest(text)
    return told + (_(" Did you mean “%s”?") % roles.by_code[code] if code else "")


def list_pieces(read: ReadRow) -> list[KeptPiece | CreditSheetRow]:
    """The row's name as the reader of names takes it, or that it stays."""
    if read.row is not None and not read.changes_person:
        return [KeptPiece(read.row.credit.pk)]
    name = read.get_text("name_text")
    if not name:
        read.refuse(_("Enter a name, or “TBD” where it is not known yet."))
        return []
    if not read.roles:
        return []
    return [
        CreditSheetRow(
            line=read.line,
            role=read.roles[0].code,
            name=name,
            affiliation=read.get_text("affiliation"),
            character=read.get_text("character"),
        )
    ]


@dataclass(slots=True)
class PlannedRow(PlannedText):
    """What becomes of a row. `character`: what its credits voice from now on, where that is said anew."""

    read: ReadRow
    character: str | None = None


def plan_row(
    read: ReadRow,
    people: CellPeople,
    *,
    place: SheetPlace,
    around: ListRow | None,
    position: int,
    known: Container[UUID],
) -> PlannedRow:
    """`around` is the row above a new one, `position` that of the last credit of its role; `known` has the uids of rows that are there."""
    planned = PlannedRow(read)
    credit = read.row.credit if read.row is not None else None
    parts = [part for part in read.parts if isinstance(part, NamedRow)]
    takers = pair_parts(read.parts, people, [credit]) if credit is not None else {}
    if credit is not None:
        taken = next((part for part in parts if id(part) in takers), None)
        values = find_differences(credit, build_person_values(taken, people)) if taken is not None else {}
        values |= find_word_differences(read, credit, taken)
        if "character_as_printed" in values:
            planned.character = values["character_as_printed"]
        if values:
            planned.changed.append((credit, values))
    scope = build_scope(place, around, credit)
    uids = iter(range(1 if credit is not None else 0, len(parts) * len(read.roles) + 1))
    for part in parts:
        for role in read.roles:
            if id(part) in takers and role == read.roles[0]:
                continue
            uid = UUID(int=read.sent.key.int + next(uids))
            if uid in known:
                continue  # the same request was stored before
            values = build_person_values(part, people) | scope | build_word_values(read, part, role)
            values["position"] = position
            planned.new.append(values if read.sent.revision else {**values, "uid": uid})
    return planned


def build_word_values(read: ReadRow, part: NamedRow, role: Role) -> Values:
    """What a new credit of the row says besides who it names and what it is of."""
    return {
        "role": role,
        "role_as_printed": read.role_as_printed,
        "character_as_printed": part.row.character,
        "attribution": str(Attribution.TRUE_NAME),
        "evidence_note": part.row.note,
    }


def find_word_differences(read: ReadRow, credit: Any, part: NamedRow | None) -> Values:
    """What the row says of the role and the character otherwise than the credit does."""
    values: Values = {}
    if read.changes_text("role_text"):
        values = {"role": read.roles[0], "role_as_printed": read.role_as_printed}
    character = part.row.character if part is not None else read.get_text("character")
    if fold_written(character) != fold_written(read.row.character if read.row is not None else ""):
        values["character_as_printed"] = character
    return {name: value for name, value in values.items() if getattr(credit, name) != value}


def build_scope(place: SheetPlace, around: ListRow | None, credit: Any) -> Values:
    """What a new credit is of: that of the row that it stands in, or a segment or song of the row above it; else the list's own."""
    near = credit or (around.credit if around is not None else None)
    if near is not None and (credit is not None or near.segment_id or near.song_id):
        return {name: getattr(near, name) for name in ("episode", "last_episode", "segment", "song")}
    return {"episode": place.episode}
