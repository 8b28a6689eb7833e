"""The role vocabulary that ships with Staffroll: `roles.csv`, `departments.csv` and `required_roles.csv` in
`productions/data`."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TextIO

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One row of departments.csv."""

    code: str
    label_en: str
    label_ja: str
    order: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One row of roles.csv. `scope` is production, episode or cut: where the role is usually
    credited. `order` counts inside the department, in the usual order of an anime ending.
    `company`: the role is normally an organization's. `labour`: a company credited with it says how many
    people it stands for (H6). `aliases`: other spellings, ja and en."""

    code: str
    department: str
    scope: str
    label_en: str
    label_ja: str
    order: int
    company: bool
    labour: bool
    aliases: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label_ja, self.label_en, *self.aliases)


def read_departments(stream: TextIO) -> list[DepartmentRow]:
    """departments.csv: `code,label_en,label_ja,order`."""
    return [
        DepartmentRow(row["code"], row["label_en"], row["label_ja"], int(row["order"]))
        for row in csv.DictReader(stream)
    ]


def read_roles(stream: TextIO) -> list[RoleRow]:
    """roles.csv: `code,department,scope,label_en,label_ja,order,company,labour,aliases`; aliases by `|`."""
    return [
        RoleRow(
            code=row["code"],
            department=row["department"],
            scope=row["scope"],
            label_en=row["label_en"],
            label_ja=row["label_ja"],
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
