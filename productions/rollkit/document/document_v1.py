"""Documents in `staffroll.roll/1`, which were digested with their names in plain text: read, and redacted.

Nothing is issued in this format any more. A copy that leaves a name out has no digest to be told: anybody could try names against it.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from productions.rollkit.dataclass_json import DocumentError, from_plain
from productions.rollkit.document.model import WITHHELD_REASON, RollContent, RollDocument
from productions.rollkit.document.sealed import SealedDocument, serialize_canonical
from productions.rollkit.document.work import Issue
from productions.rollkit.roll_catalogue import list_catalogue_languages, say_text
from productions.shared.sentences import Sentence

DOCUMENT_FORMAT_V1 = "staffroll.roll/1"
NAME_WITHHELD_NOTICE = {code: say_text(code, "issue.name_withheld") for code in list_catalogue_languages()}
CHAIN_WITHHELD_NOTICE = {
    code: say_text(code, "issue.name_withheld_before") for code in list_catalogue_languages()
}
"""What copies say of themselves that leave a name out, and of the issues after them."""


def require_document_format(data: Any, format: str) -> None:
    """Raise DocumentError unless the data say that they are of the format."""
    if isinstance(data, dict) and data.get("format") != format:
        raise DocumentError(
            Sentence(
                "The format is %(found)s, not %(format)s.", found=repr(data.get("format")), format=format
            )
        )


def read_document_v1(content: bytes) -> RollDocument:
    """The document. Raises DocumentError."""
    data = orjson.loads(content)
    require_document_format(data, DOCUMENT_FORMAT_V1)
    if not isinstance(data, dict):
        raise DocumentError(Sentence("%(place)s is not an object.", place="document"))
    for tool in iter_tools_v1(data):
        for member in ("hands", "validated_by"):
            tool[member] = [{"name": name, "contributor": "", "credit": ""} for name in tool[member]]
    issue = from_plain(Issue, data.pop("issue", None), "document.issue")
    read = from_plain(RollContent, data)
    return RollDocument(read.format, read.work, issue, read.departments, read.facts)


def redact_document_v1(
    sealed: SealedDocument, people: frozenset[str], names: frozenset[str]
) -> SealedDocument:
    """A copy without what it says of these contributors (uids), known by these names too; the same where it says nothing.

    Tools name people without a uid, so a name beside a tool goes with whoever has it.
    """
    data = orjson.loads(sealed.content)
    gone = False
    for block in iter_blocks_v1(data):
        for line in block["lines"]:
            if line["contributor"] in people:
                names |= {line["name"]}
                withhold_line(line)
                gone = True
        block["lines"].sort(key=lambda line: line["name"] == "")
    for tool in iter_tools_v1(data):
        hands = [name for name in tool["hands"] if name not in names]
        validators = [name for name in tool["validated_by"] if name not in names]
        gone |= (hands, validators) != (tool["hands"], tool["validated_by"])
        tool |= {
            "withheld": tool["withheld"] + len(tool["hands"]) - len(hands),
            "hands": hands,
            "validated_by": validators,
        }
    for entry in data["issue"]["errata"]:
        if entry["contributor"] in people:
            entry |= {"kind": "withheld", "contributor": "", "name_before": "", "name_after": ""}
            gone = True
    if not gone:
        return sealed
    return SealedDocument(
        serialize_canonical(data), b"", notices=(*sealed.notices, NAME_WITHHELD_NOTICE), published=False
    )


def unchain_document_v1(sealed: SealedDocument) -> SealedDocument:
    """A copy that does not say the digest of the issue before, which is no longer published; so neither is its own."""
    data = orjson.loads(sealed.content)
    data["issue"]["previous_digest"] = ""
    return SealedDocument(
        serialize_canonical(data), b"", notices=(*sealed.notices, CHAIN_WITHHELD_NOTICE), published=False
    )


def withhold_line(line: dict[str, Any]) -> None:
    """Make the line that of a person who does not want to be named."""
    line |= {
        "name": "",
        "contributor": "",
        "printed_as": "",
        "absence_reason": WITHHELD_REASON,
        "headcount": 1,
        "named": None,
    }
    line.pop("reading", None)
    line.pop("romaji", None)


def iter_blocks_v1(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for department in data["departments"]:
        yield from department["blocks"]


def iter_tools_v1(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for department in data.get("departments", ()):
        yield from department["tools"]
