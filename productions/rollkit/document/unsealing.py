"""Reading sealed rolls: as the annex opens them, redacted where somebody withheld their name, and those of `staffroll.roll/1`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import Any

import orjson

from productions.rollkit.dataclass_json import DocumentError, from_plain, list_personal_fields
from productions.rollkit.document.commitments import Annex
from productions.rollkit.document.document_v1 import (
    read_document_v1,
    redact_document_v1,
    require_document_format,
    unchain_document_v1,
)
from productions.rollkit.document.joint_lines import ALONE, JOINT_TEXTS, settle_joint_lines
from productions.rollkit.document.model import (
    DOCUMENT_FORMAT,
    WITHHELD_REASON,
    Line,
    RoleBlock,
    RollContent,
    RollDepartment,
    RollDocument,
    Tool,
    ToolPerson,
)
from productions.rollkit.document.sealed import SealedDocument, compute_digest, read_sealed
from productions.rollkit.document.work import Erratum, Issue
from productions.shared.sentences import Sentence


def read_document(data: bytes | str, *, zone: tzinfo | None = None) -> RollDocument:
    """The document that `to_bytes` gave, to be written in the time zone of the site.

    Raises DocumentError with the place of what is wrong.
    """
    return open_sealed(read_sealed(data), zone=zone)


def open_sealed(sealed: SealedDocument, *, zone: tzinfo | None = None) -> RollDocument:
    """The document as its annex opens it; whom it leaves out has withheld their name. Raises DocumentError."""
    if not sealed.issue:
        return attach_seal(replace(read_document_v1(sealed.content), zone=zone), sealed)
    content, issue = read_committed(sealed)
    return attach_seal(
        RollDocument(
            content.format,
            content.work,
            replace(
                issue, **reveal_texts(issue, sealed.annex), errata=reveal_errata(issue.errata, sealed.annex)
            ),
            tuple(reveal_department(department, sealed.annex) for department in content.departments),
            content.facts,
            content.disputes,
            zone=zone,
        ),
        sealed,
    )


def attach_seal(document: RollDocument, sealed: SealedDocument) -> RollDocument:
    """The document under the seal that it was read with: what is left out cannot be committed to again."""
    document.__dict__["sealed"] = sealed
    return document


def read_committed(sealed: SealedDocument) -> tuple[RollContent, Issue]:
    """What is digested, read strictly: names are commitments. Raises DocumentError."""
    data, issue = orjson.loads(sealed.content), orjson.loads(sealed.issue)
    require_document_format(data, DOCUMENT_FORMAT)
    if issue.pop("digest", "") != compute_digest(sealed.content):
        raise DocumentError(Sentence("The issue does not belong to this document."))
    return from_plain(RollContent, data), from_plain(Issue, issue, "issue")


def iter_personal_records(content: RollContent, issue: Issue) -> Iterator[Line | ToolPerson | Erratum]:
    """Everything that says something of one person."""
    for department in content.departments:
        for block in department.blocks:
            yield from block.lines
        for tool in department.tools:
            yield from (*tool.hands, *tool.validated_by)
    yield from issue.errata


def find_commitments_about(sealed: SealedDocument, people: frozenset[str]) -> set[str]:
    """The commitments to what is said of these contributors (uids). Raises DocumentError."""
    known = {name for name, (_salt, value) in sealed.annex.items() if value in people}
    return {
        commitment
        for record in iter_personal_records(*read_committed(sealed))
        if record.contributor in known
        for name in list_personal_texts(record)
        if (commitment := getattr(record, name))
    }


def list_personal_texts(record: Any) -> tuple[str, ...]:
    """The members of a record that are personal."""
    shape: Any = type(record)
    return list_personal_fields(shape)


def reveal_texts(record: Any, annex: Annex) -> dict[str, Any]:
    """The personal texts of a committed record; empty where the annex has no entry."""
    return {
        name: annex[own][1] if own in annex else ""
        for name in list_personal_texts(record)
        if (own := getattr(record, name))
    }


def reveal_department(department: RollDepartment, annex: Annex) -> RollDepartment:
    return replace(
        department,
        blocks=tuple(reveal_block(block, annex) for block in department.blocks),
        tools=tuple(reveal_tool(tool, annex) for tool in department.tools),
    )


def reveal_block(block: RoleBlock, annex: Annex) -> RoleBlock:
    """Named people first, as in every roll."""
    lines = [reveal_line(line, annex) for line in block.lines]
    ordered = sorted(lines, key=lambda line: not line.is_named)
    return replace(block, lines=settle_joint_lines(ordered))


def reveal_line(line: Line, annex: Annex) -> Line:
    texts = reveal_texts(line, annex)
    if all(text or name in JOINT_TEXTS for name, text in texts.items()):
        return replace(line, **texts)
    return build_withheld_line(line)


def build_withheld_line(line: Line) -> Line:
    """The line of a person who does not want to be named."""
    gone: dict[str, Any] = dict.fromkeys(list_personal_texts(line), "")
    return replace(line, **gone, absence_reason=WITHHELD_REASON, headcount=1, named=None)


def reveal_tool(tool: Tool, annex: Annex) -> Tool:
    hands = [replace(person, **reveal_texts(person, annex)) for person in tool.hands]
    named = tuple(person for person in hands if person.name)
    return replace(
        tool,
        hands=named,
        withheld=tool.withheld + len(hands) - len(named),
        validated_by=tuple(
            person
            for each in tool.validated_by
            if (person := replace(each, **reveal_texts(each, annex))).name
        ),
    )


def reveal_errata(errata: tuple[Erratum, ...], annex: Annex) -> tuple[Erratum, ...]:
    """Of whom the annex leaves out, only that a name was withheld is said."""
    return tuple(
        replace(entry, **texts)
        if all((texts := reveal_texts(entry, annex)).values())
        else build_withheld_erratum(entry)
        for entry in errata
    )


def build_withheld_erratum(entry: Erratum) -> Erratum:
    """That a person withheld their name since, under which roles, and nothing of who it is."""
    return replace(entry, kind="withheld", contributor="", name_before="", name_after="")


def redact_sealed(sealed: SealedDocument, people: frozenset[str], names: frozenset[str]) -> SealedDocument:
    """A copy that leaves out what is said of these contributors (uids, and the names they have). Raises DocumentError."""
    if not people:
        return sealed
    if not sealed.issue:
        return redact_document_v1(sealed, people, names)
    concerned = find_commitments_about(sealed, people)
    if concerned.isdisjoint(sealed.annex):
        return sealed
    left = sealed.drop_commitments(concerned)
    return left.drop_commitments(find_lonely_joints(left))


def find_lonely_joints(sealed: SealedDocument) -> set[str]:
    """The commitments by which lines say that they are alone, or in a joint line of which the annex names fewer than two.

    A redacted copy leaves out both: the one who is left of a joint line stands like all who never were in one (H16).
    """
    content, annex = read_committed(sealed)[0], sealed.annex
    found: set[str] = set()
    for department in content.departments:
        for block in department.blocks:
            opened = [(line, annex[line.joint][1]) for line in block.lines if line.joint in annex]
            named = Counter(joint for line, joint in opened if joint != ALONE and line.name in annex)
            found.update(
                own for line, joint in opened if named[joint] < 2 for own in (line.joint, line.joiner)
            )
    return found


def unchain_sealed(sealed: SealedDocument) -> SealedDocument:
    """A copy that does not tell the digest of the issue before, which is not published any more."""
    if not sealed.issue:
        return unchain_document_v1(sealed)
    return sealed.drop_commitments({orjson.loads(sealed.issue).get("previous_plain_digest", "")})
