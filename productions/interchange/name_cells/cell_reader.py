"""A cell of names as people and organizations."""

import unicodedata
from dataclasses import replace

from productions.interchange.credit_text.joined_names import find_trailing_others, read_unnamed_people
from productions.interchange.credit_text.organizations import is_organization, looks_like_japanese_person
from productions.interchange.matching.role_labels import RoleLabels
from productions.interchange.name_cells.cell_marks import trim_name, unwrap_group
from productions.interchange.name_cells.cell_splits import CellPiece, CellSplitter
from productions.interchange.name_cells.ditto_marks import is_ditto
from productions.interchange.name_cells.name_cell import (
    IsKnownName,
    NameCell,
    NamePart,
    ReadingCode,
    ReadingLog,
    knows_no_name,
)
from productions.interchange.name_cells.name_shapes import has_letters, is_reading_of
from productions.interchange.name_cells.part_reader import PartReader
from productions.shared.names import text_problem
from productions.shared.placeholders import placeholder_reason

MAX_NAME_CHARACTERS = 200
"""What a name in the record has room for."""
MAX_CELL_CHARACTERS = 20_000
TELLING_ORDER: tuple[ReadingCode, ...] = (
    "ditto", "placeholder", "split", "order", "affiliation", "reading", "honorific", "note", "character", "range",
    "organization", "others",
)  # fmt: skip


def read_name_cell(
    text: str,
    *,
    labels: RoleLabels,
    company_role: bool = False,
    cast: bool = False,
    is_known: IsKnownName = knows_no_name,
) -> NameCell:
    """Whom the cell names. Never raises for what it holds.

    `company_role`: organizations hold the role, so that only Japanese personal names are people. `cast`: brackets hold characters.
    """
    cell = text.strip()
    if not cell:
        return NameCell(text)
    if len(cell) > MAX_CELL_CHARACTERS:
        return NameCell(text, is_sure=False, problem=text_problem(cell, limit=MAX_CELL_CHARACTERS))
    if is_ditto(cell):
        return NameCell(text, absence="placeholder", told=("ditto",), is_sure=False)
    if is_known(cell):
        company = is_organization(cell, company_role=company_role)
        return NameCell(text, (NamePart(trim_name(cell), is_organization=company),))
    if names_nobody(cell):
        return NameCell(
            text, absence="placeholder", told=("placeholder",), is_sure=not may_be_called_so(cell)
        )
    return _read_names_of_cell(
        text, cell, PartReader(labels, is_known, ReadingLog(), cast=cast), company_role
    )


def may_be_called_so(text: str) -> bool:
    """Whether a placeholder may be a name all the same: Ai (愛), and emoji and other symbols alone."""
    return text == "Ai" or any(unicodedata.category(one) == "So" for one in text)


def names_nobody(text: str) -> bool:
    """Whether the whole text is a placeholder, says only that there were people, or has no letters."""
    if len(text) > MAX_NAME_CHARACTERS or not has_letters(text):
        return not has_letters(text)
    return placeholder_reason(text) is not None or read_unnamed_people(text) is not None


def _read_names_of_cell(text: str, cell: str, reader: PartReader, company_role: bool) -> NameCell:
    log = reader.log
    splitter = CellSplitter(cell, reader.is_known, log)
    pieces = splitter.list_pieces()
    parts: list[NamePart] = []
    others: list[str] = []
    for piece in pieces:
        bare, groups = _cut_groups(splitter, piece)
        bare = _cut_others(bare, others, reader, is_whole_cell=bare == cell)
        if not has_letters(bare) and not any(map(has_letters, groups)):
            continue
        read = _read_parts(bare, groups, reader, company_role)
        if piece.is_surname_first:
            log.codes.add("order")
            read = [replace(part, is_surname_first=True) for part in read]
        parts.extend(read)
    if len(parts) > 1:
        log.codes.add("split")
    if may_be_one(splitter.masked, parts):
        log.doubt_reading()
    if others:
        log.codes.add("others")
    long = next((part.name for part in parts if len(part.name) > MAX_NAME_CHARACTERS), "")
    return NameCell(
        text,
        tuple(parts),
        absence="" if parts else "placeholder",
        others=" ".join(others),
        told=tuple(code for code in TELLING_ORDER if code in log.codes),
        is_sure=log.is_sure and not long,
        problem=text_problem(long, limit=MAX_NAME_CHARACTERS) if long else None,
    )


def _read_parts(bare: str, groups: list[str], reader: PartReader, company_role: bool) -> list[NamePart]:
    """The name of a piece; of a company that has its people in brackets (`スタジオ例（試山 験太、例田 花）`), those."""
    if len(groups) == 1 and is_organization(bare) and not reader.is_known(bare):
        splitter = CellSplitter(groups[0], reader.is_known, ReadingLog())
        inside = [trim_name(splitter.text[piece.start : piece.end]) for piece in splitter.list_pieces()]
        people = all(looks_like_japanese_person(name) and (len(inside) > 1 or " " in name) for name in inside)
        if people and not splitter.groups:
            reader.log.codes.add("affiliation")
            reader.log.doubt_reading()
            return [
                replace(reader.read_part(name, (), company_role=False), affiliation=bare) for name in inside
            ]
    return [reader.read_part(bare, groups, company_role=company_role)]


def may_be_one(masked: str, parts: list[NamePart]) -> bool:
    """`試山 験太／スタジオ例` may be a person of a company (so may lines), `髙例 一／たかれい はじめ` a name and how it is read."""
    if len(parts) < 2:
        return False
    kinds = [part.is_organization for part in parts]
    mixed = any(kinds) and not all(kinds) and any(mark in masked for mark in "／/・･\n")
    return mixed or (len(parts) == 2 and is_reading_of(parts[0].name, parts[1].name) is not False)


def _cut_groups(splitter: CellSplitter, piece: CellPiece) -> tuple[str, list[str]]:
    """The piece without its brackets, and what they hold."""
    bare = []
    groups = []
    begin = piece.start
    for start, end in splitter.list_groups(piece.start, piece.end):
        bare.append(splitter.text[begin:start])
        groups.append(unwrap_group(splitter.text, start, end))
        begin = end
    bare.append(splitter.text[begin : piece.end])
    return trim_name(" ".join(one for one in bare if one.strip())), groups


def _cut_others(bare: str, others: list[str], reader: PartReader, *, is_whole_cell: bool) -> str:
    """The piece without what says that there were more people (`ほか3名`). A whole cell was asked whether it names nobody."""
    if not has_letters(bare) or reader.is_known(bare):
        return bare
    cut = 0 if not is_whole_cell and names_nobody(bare) else find_trailing_others(bare, 0, len(bare))
    if cut < len(bare):
        others.append(trim_name(bare[cut:]))
    return trim_name(bare[:cut])
