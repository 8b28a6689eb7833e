"""The role vocabulary that ships with Staffroll: `roles.csv`, `departments.csv` and `required_roles.csv` in
`productions/data`."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from productions.shared.site_languages import LANGUAGE_CODES, ROLL_LANGUAGES, name_localised_field

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One row of departments.csv. `texts`: its label by language."""

    code: str
    texts: Mapping[str, str]
    order: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One row of roles.csv. `scope` is production, episode or cut: where the role is usually
    credited. `order` counts inside the department, in the usual order of an anime ending.
    `company`: the role is normally an organization's. `labour`: a company credited with it says how many
    people it stands for (H6). `texts`: its label by language. `aliases`: other spellings in any."""

    code: str
    department: str
    scope: str
    texts: Mapping[str, str]
    order: int
    company: bool
    labour: bool
    aliases: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return (*(self.texts[code] for code in ROLL_LANGUAGES if code in self.texts), *self.aliases)


def read_label_texts(row: Mapping[str, str]) -> dict[str, str]:
    """The labels of a row by language, of the languages that the file has."""
    names = {code: name_localised_field("label", code) for code in LANGUAGE_CODES}
    return {code: row[name] for code, name in names.items() if row.get(name)}


def read_departments(stream: TextIO) -> list[DepartmentRow]:
    """departments.csv: `code,label_en,label_ja,order`, with a column `label_` for each language."""
    return [
        DepartmentRow(row["code"], read_label_texts(row), int(row["order"])) for row in csv.DictReader(stream)
    ]


def read_roles(stream: TextIO) -> list[RoleRow]:
    """roles.csv: `code,department,scope,label_en,label_ja,order,company,labour,aliases`, with a column `label_` for each language; aliases by `|`."""
    return [
        RoleRow(
            code=row["code"],
            department=row["department"],
            scope=row["scope"],
            texts=read_label_texts(row),
            order=int(row["order"]),
            company=row["company"] == "1",
            labour=row["labour"] == "1",
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        )
        for row in csv.DictReader(stream)
    ]


def read_requirements(stream: TextIO) -> dict[str, tuple[str, ...]]:
    """required_roles.csv: `kind,role`; the codes of the roles that each kind of production requires."""
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(stream):
        found.setdefault(row["kind"], []).append(row["role"])
    return {kind: tuple(codes) for kind, codes in found.items()}


@lru_cache(maxsize=1)
def load_shipped_requirements() -> Mapping[str, tuple[str, ...]]:
    """The roles that each kind of production requires before its credits are complete."""
    with (DATA_FOLDER / "required_roles.csv").open(encoding="utf-8", newline="") as stream:
        return read_requirements(stream)


@lru_cache(maxsize=1)
def load_shipped_roles() -> tuple[RoleRow, ...]:
    """The roles of the vocabulary that ships with Staffroll."""
    with (DATA_FOLDER / "roles.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(read_roles(stream))


@lru_cache(maxsize=1)
def load_shipped_departments() -> tuple[DepartmentRow, ...]:
    """The departments of the vocabulary that ships with Staffroll, in no particular order."""
    with (DATA_FOLDER / "departments.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(read_departments(stream))
