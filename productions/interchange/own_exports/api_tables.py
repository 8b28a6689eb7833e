"""Tables of the API (`credits.csv`, `staff.csv`), read back: members of references have headings like `role.code`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from productions.interchange.shapes.column_mapping import map_table_columns
from productions.interchange.shapes.table_findings import TableFindings, read_parts
from productions.interchange.shapes.table_shape import OTHER_WORK
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.sentences import Sentence

CREDITS_SHAPE_NAME = "api_credits"
STAFF_SHAPE_NAME = "api_staff"
FIELD_OF_MEMBER = {
    "episode.number": "episode",
    "cut.number": "cut",
    "segment.title": "segment",
    "song.title": "song",
    "song.kind": "song_kind",
    "role.code": "role",
    "role_as_printed": "role_as_printed",
    "role_as_printed_language": "role_language",
    "character_as_printed": "character",
    "character_as_printed_language": "character_language",
    "dub_language": "dub_language",
    "kind": "kind",
    "contributor.uid": "person_id",
    "contributor.name": "name",
    "credited_as": "credited_as",
    "name_breaks": "name_breaks",
    "printed_as": "printed_as",
    "affiliation.name": "affiliation",
    "contracted_by.name": "contracted_by",
    "joint_line.joiner": "joined",
    "position": "position",
    "headcount": "headcount",
    "named_count": "named_count",
    "absence_reason": "absence_reason",
    "on_screen": "on_screen",
    "edition": "edition",
    "evidence_kind": "evidence",
}
"""Heading of a table of credits → the field of a row. Other members are identifiers, labels and what only the site can know."""
STAFF_FIELDS = {
    "role.code": "role",
    "kind": "kind",
    "contributor.uid": "person_id",
    "contributor.name": "name",
    "headcount": "headcount",
    "named_count": "named_count",
    "absence_reason": "absence_reason",
    "on_screen": "on_screen",
}
AI_MEMBERS = ("task", "source_type", "oversight", "extent", "input_kind", "rework", "validated_at")
"""Members of a use of AI that fill the field of their name."""
MARKS = frozenset({"role.code", "credited_as", "contributor.name"})
STAFF_MARKS = MARKS | {"affiliations", "episodes", "cut_count"}

OTHER_USES_LEFT_OUT = Sentence(
    "The credit has %(count)d uses of AI; the first is read, enter the others by hand."
)


def knows_api_credits(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a table of credits."""
    return set(headings) >= MARKS and "affiliations" not in headings


def knows_api_staff(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a table of staff."""
    return set(headings) >= STAFF_MARKS


def read_api_table(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits of either table. Only one production's are read."""
    is_staff = knows_api_staff(sheet.headings)
    fields = STAFF_FIELDS if is_staff else FIELD_OF_MEMBER
    columns, wrong = map_table_columns(
        sheet.headings,
        sheet.heading_line,
        options.columns,
        lambda heading: (heading, fields.get(heading, "")),
    )
    findings = TableFindings.of_sheet(sheet, wrong)
    headings = {column.field: column.heading for column in columns if column.field}
    work = joint = ""
    for row in findings.walk_rows(sheet):
        members = read_parts(row, columns)
        title = members.get("production.title", "")
        if members.get("production.uid", "") != work and work:
            findings.tell_problem(
                row.line, OTHER_WORK.given(other=shorten_for_message(title), work=shorten_for_message(work))
            )
            continue
        work = members.get("production.uid", "")
        values = {column.field: members[column.part] for column in columns if column.field}
        if is_staff:
            for each in list_staff_rows(values, members):
                findings.add_row(row.line, each, headings)
            continue
        joint = add_credit_row(findings, row, values, members, headings, joint=joint)
    return findings.build_sheet(STAFF_SHAPE_NAME if is_staff else CREDITS_SHAPE_NAME, columns)


def add_credit_row(
    findings: TableFindings,
    row: SheetRow,
    values: dict[str, str],
    members: Mapping[str, str],
    headings: Mapping[str, str],
    *,
    joint: str,
) -> str:
    """A credit; returns the uid of its joint line, in which the next one may stand."""
    found = dict(values)
    for name, last in (("episode", "last_episode.number"), ("cut", "last_cut.number")):
        if members.get(last):
            found[name] = f"{found.get(name, '')}-{members[last]}"
    line = members.get("joint_line.uid", "")
    found["joined"] = (found.get("joined") or " ") if line and line == joint else ""
    if not found.get("character"):
        found["character"] = "／".join(map(format_portrayal, read_objects(members.get("portrayals", ""))))
    uses = read_objects(members.get("ai_uses", ""))
    if len(uses) > 1:
        findings.tell_note(row.line, OTHER_USES_LEFT_OUT.given(count=len(uses)))
    found |= read_ai_use(uses[0]) if uses else {}
    if found.get("absence_reason") and not found.get("name"):
        found |= {"printed_as": found.get("printed_as") or found.pop("credited_as", ""), "credited_as": ""}
    if found.get("credited_as") == found.get("name"):
        found["credited_as"] = ""
    findings.add_row(row.line, found, headings)
    return line


def read_objects(text: str) -> list[dict[str, Any]]:
    """The objects of a JSON list; none where the cell holds no such list."""
    try:
        found = orjson.loads(text) if text else []
    except orjson.JSONDecodeError:
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def read_texts(text: str) -> list[str]:
    """The texts of a JSON list."""
    try:
        found = orjson.loads(text) if text else []
    except orjson.JSONDecodeError:
        return [text]
    return [str(each) for each in found] if isinstance(found, list) else [text]


def format_portrayal(entry: Mapping[str, Any]) -> str:
    """`アキラ（青年期）`: the character with its variant."""
    label = entry.get("variant_label")
    return f"{entry.get('name', '')}（{label}）" if label else str(entry.get("name", ""))


def read_member(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A member that is an object; an empty one where it is none."""
    found = entry.get(name)
    return found if isinstance(found, dict) else {}


def read_ai_use(entry: Mapping[str, Any]) -> dict[str, str]:
    """One use of an AI system by field."""
    system, validator = read_member(entry, "ai_system"), read_member(entry, "validated_by")
    found = {
        **{
            f"ai_{name}": system.get(member)
            for name, member in (("system", "name"), ("vendor", "vendor"), ("version", "version"))
        },
        **{f"ai_{name}": entry.get(name) for name in AI_MEMBERS},
        "ai_validated_by": validator.get("name"),
    }
    return {name: str(value) for name, value in found.items() if value}


def list_staff_rows(values: Mapping[str, str], members: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """A row of staff once for each episode: for the whole of it, for its cuts, or both."""
    printed, credited, studios = (
        read_texts(members.get("role_as_printed", "")),
        read_texts(members.get("credited_as", "")),
        [str(each.get("name", "")) for each in read_objects(members.get("affiliations", ""))],
    )
    found = {
        **values,
        "role_as_printed": printed[0] if len(printed) == 1 else "",
        "credited_as": credited[0] if len(credited) == 1 and credited[0] != values.get("name") else "",
        "affiliation": studios[0] if len(studios) == 1 else "",
    }
    for part in read_objects(members.get("episodes", "")) or [{"whole": True}]:
        episode = part.get("episode")
        place = {"episode": str(episode.get("number", "")) if isinstance(episode, dict) else ""}
        if part.get("whole"):
            yield {**found, **place}
        if part.get("cuts"):
            yield {**found, **place, "cut": str(part["cuts"])}
