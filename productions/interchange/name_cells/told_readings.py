"""What was read otherwise than a cell is written, in sentences."""

from collections.abc import Iterator

from productions.interchange.name_cells.name_cell import NameCell, ReadingCode
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.sentences import Sentence

OF_CELL: dict[ReadingCode, Sentence] = {
    "ditto": Sentence("“%(text)s” repeats the cell above and names nobody by itself."),
    "placeholder": Sentence("“%(text)s” names nobody."),
    "others": Sentence("“%(text)s” says that there were more people than are named."),
}
DOUBT = Sentence("“%(text)s” can be read in more than one way; look whether it is read right.")
OF_PART: dict[ReadingCode, tuple[str, Sentence]] = {
    "order": (
        "is_surname_first",
        Sentence("“%(name)s” is read as one person, with the surname before the comma."),
    ),
    "affiliation": ("affiliation", Sentence("“%(value)s” is read as the company for which %(name)s worked.")),
    "reading": ("reading", Sentence("“%(value)s” is read as how %(name)s is pronounced.")),
    "honorific": ("honorific", Sentence("“%(value)s” is left out behind %(name)s.")),
    "note": ("note", Sentence("“%(value)s” is kept as a note on %(name)s.")),
    "character": ("character", Sentence("“%(value)s” is read as the character of %(name)s, or their age.")),
    "range": ("episodes", Sentence("%(name)s is read as credited for episodes %(value)s.")),
    "organization": ("is_organization", Sentence("%(name)s is read as an organization, and no person.")),
}
"""The field that holds what was read, and the sentence of each name that has it."""


def describe_readings(cell: NameCell) -> Iterator[Sentence]:
    """One sentence for each thing that was read otherwise than it is written, in the order of `cell.told`.

    What was read at several names of the cell has a sentence for each of them. The last one asks to look, where the cell is not sure.
    """
    for code in cell.told:
        if code == "split":
            yield _tell_split(cell)
        elif code in OF_CELL:
            yield OF_CELL[code].given(text=shorten_cell(cell.others or cell.text))
        else:
            yield from _tell_parts(cell, code)
    if not cell.is_sure and cell.problem is None:
        yield DOUBT.given(text=shorten_cell(cell.text))


def shorten_cell(text: str) -> str:
    """A cell that can stand in a sentence: line ends as spaces, at most 40 characters."""
    return shorten_for_message(" ".join(text.split()))


def _tell_parts(cell: NameCell, code: ReadingCode) -> Iterator[Sentence]:
    field, sentence = OF_PART[code]
    for part in cell.parts:
        if value := getattr(part, field):
            value = "" if value is True else shorten_for_message(value)
            yield sentence.given(value=value, name=shorten_for_message(part.name))


def _tell_split(cell: NameCell) -> Sentence:
    count = len(cell.parts)
    names = "; ".join(shorten_for_message(part.name) for part in cell.parts)
    text = shorten_cell(cell.text)
    if any(part.is_organization for part in cell.parts):
        return Sentence(
            "“%(text)s” is read as %(count)d name: %(names)s.",
            "“%(text)s” is read as %(count)d names: %(names)s.",
            "count",
            text=text,
            count=count,
            names=names,
        )
    return Sentence(
        "“%(text)s” is read as %(count)d person: %(names)s.",
        "“%(text)s” is read as %(count)d people: %(names)s.",
        "count",
        text=text,
        count=count,
        names=names,
    )
