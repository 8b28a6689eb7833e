"""Statements of a catalogue drawn at random, each with what became of it, to be read by hand.

`python -m tests.interchange.read_statements --sample 100 --seed 7 FILE`; `--only organizations`, `people`, `cast`, `notes` draws
among those. docs/import.md has the share of faults that was found in this way.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from productions.interchange.catalogue.catalogue_reader import read_catalogue
from productions.interchange.catalogue.catalogue_record import CatalogueRecord
from productions.interchange.catalogue.json_records import MAX_LINE_BYTES
from productions.interchange.credit_text.statements import Statement
from productions.interchange.text_lines import read_text_lines

KINDS: dict[str, Callable[[Statement], bool]] = {
    "all": lambda statement: True,
    "organizations": lambda statement: statement.kind != "note" and statement.contributor == "organization",
    "people": lambda statement: statement.kind != "note" and statement.contributor == "person",
    "cast": lambda statement: statement.kind == "cast",
    "notes": lambda statement: statement.kind == "note",
}
"""What may be drawn."""


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement, its film, the field in which it stands, and the sentences that were told of it."""

    film: str
    field: str
    statement: Statement
    told: tuple[str, ...]

    def __str__(self) -> str:
        statement = self.statement
        said = {
            "role": "+".join(statement.role.codes)
            + "".join(f"+?{part}" for part in statement.role.unresolved),
            "name": statement.credited_as or ("(others)" if statement.others else ""),
            "affiliation": statement.affiliation,
            "character": statement.character,
            "scope": f"{statement.scope.label} {statement.scope.episodes or ''}".strip(),
            "edition": statement.edition,
            "count": statement.others_count,
            "note": statement.note,
            "told": " ".join(self.told),
        }
        who = "" if statement.kind == "note" else f" {statement.contributor}"
        words = "  ".join(f"{name}={value}" for name, value in said.items() if value)
        return f"{self.film} {self.field}: {statement.text!r}\n    {statement.kind}{who}  {words}"


def list_statements(path: Path) -> Iterator[FoundStatement]:
    """Every statement of a catalogue, in its order."""
    with path.open("rb") as file:
        for record in read_catalogue(read_text_lines(file, longest=MAX_LINE_BYTES)):
            if isinstance(record, CatalogueRecord):
                yield from list_film_statements(record)


def list_film_statements(record: CatalogueRecord) -> Iterator[FoundStatement]:
    for source in record.texts:
        for statement in source.read.statements:
            told = (
                problem.message
                for problem in source.read.problems
                if problem.start < statement.end and problem.end > statement.start
            )
            field = f"{source.field} {source.episode}".strip()
            yield FoundStatement(record.source_id, field, statement, tuple(told))


def draw_statements(found: Sequence[FoundStatement], *, sample: int, seed: int) -> list[FoundStatement]:
    """As many as are asked for, or all; the same for the same seed."""
    return random.Random(seed).sample(found, min(sample, len(found)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.interchange.read_statements")
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=100, help="statements to print")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS, default="all", help="what to draw among")
    options = parser.parse_args()
    wanted = [found for found in list_statements(options.file) if KINDS[options.only](found.statement)]
    for number, found in enumerate(
        draw_statements(wanted, sample=options.sample, seed=options.seed), start=1
    ):
        print(f"{number}. {found}")
    print(
        f"{min(options.sample, len(wanted))} of {len(wanted)} statements ({options.only}), seed {options.seed}"
    )


if __name__ == "__main__":
    main()
