"""The table as text: a row to be pasted, and the page of the documentation."""

from __future__ import annotations

from tests.rules.permissions.people import GROUPS, PEOPLE
from tests.rules.permissions.rows import ROWS
from tests.rules.permissions.walk import SIGNS


def as_row(page: str, row: dict[str, str]) -> str:
    """A line of ROWS."""
    inside = ", ".join(f'"{method}": "{signs}"' for method, signs in row.items())
    return f'    "{page}": {{{inside}}},'.replace("\\", "\\\\")


def write_docs() -> str:
    """`docs/permissions.md`."""
    lines = [
        "# Who gets what",
        "",
        "Written by `python -m tests.rules.permissions --docs` from the table that `tests/rules/test_permissions.py` compares with",
        "the site at every run. Every address is asked about an entry of a private production, by each of these visitors in turn:",
        "",
        ", ".join(PEOPLE) + ".",
        "",
        "The first members and the tokens are of this production, the others of another private one; the tokens are of the approver,",
        f"and the one that writes is narrowed to the production. Signs stand in groups of {', '.join(map(str, GROUPS))}:",
        "",
        *(f"- `{sign}` {meaning}" for sign, meaning in SIGNS.items()),
        "",
        "| address | method | visitors |",
        "| --- | --- | --- |",
    ]
    for page, row in ROWS.items():
        shown = page.replace("|", "\\|") or "/"
        lines += [f"| `{shown}` | {method} | `{signs}` |" for method, signs in row.items()]
    return "\n".join(lines) + "\n"
