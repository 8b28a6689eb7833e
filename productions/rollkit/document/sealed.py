"""A sealed roll: canonical JSON whose personal texts are commitments, and the annex that opens them.

Kept, exported and served as one JSON object, `staffroll.roll/2` (docs/rolls.md):

- `document`: what was looked at; `compute_digest` is the SHA-256 of its canonical JSON. Signatures name it.
- `issue`: number, date, errata and the document's digest; `issue_digest` is the SHA-256 of its canonical JSON. The chain of issues goes by it.
- `annex`: by commitment the salt and the value. A redacted copy leaves entries out, and both digests still hold.
- `notices`: sentences for readers, by language. They are no part of what is digested.

A document in `staffroll.roll/1` is sealed as it was frozen: whole, its issue inside, without an annex, under one digest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import orjson

from productions.rollkit.dataclass_json import DocumentError
from productions.rollkit.document.commitments import Annex, find_false_entries
from productions.shared.sentences import Sentence


def serialize_canonical(value: Any) -> bytes:
    """Canonical JSON (RFC 8785), UTF-8.

    Of texts and whole numbers under keys in ASCII, which is all that a document has, sorted compact JSON is that.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def compute_digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


@dataclass(frozen=True)
class SealedDocument:
    """`content` and `issue` are canonical JSON, `issue` empty for a document in `staffroll.roll/1`.

    `published` is whether the digests are those of the issue. A copy in `staffroll.roll/1` that leaves names out has others, and
    those of the issue may not be told, since anybody could try names against them.
    """

    content: bytes
    issue: bytes
    annex: Annex = field(default_factory=dict)
    notices: tuple[Mapping[str, str], ...] = ()
    published: bool = True

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what is looked at, in hexadecimal."""
        return compute_digest(self.content)

    @cached_property
    def issue_digest(self) -> str:
        """SHA-256 of the issue, in hexadecimal: what the next issue names as the one before."""
        return compute_digest(self.issue) if self.issue else self.digest

    def to_bytes(self) -> bytes:
        """The whole object as canonical JSON."""
        told = {
            "annex": {commitment: list(entry) for commitment, entry in self.annex.items()},
            "digest": self.digest if self.published else "",
            "document": orjson.Fragment(self.content),
            "issue_digest": self.issue_digest if self.published else "",
            "notices": list(self.notices),
        }
        if self.issue:
            told["issue"] = orjson.Fragment(self.issue)
        return serialize_canonical(told)

    def drop_commitments(self, commitments: Collection[str]) -> "SealedDocument":
        """A copy whose annex leaves these out."""
        left = {name: entry for name, entry in self.annex.items() if name not in commitments}
        return replace(self, annex=left)


def read_stored_digest(data: str) -> str:
    """The digest of a sealed roll that we wrote ourselves, without opening it."""
    told = orjson.loads(data)
    if "document" not in told:
        return compute_digest(data.encode())
    return told["digest"] or compute_digest(serialize_canonical(told["document"]))


def read_stored_work(data: str) -> tuple[dict[str, Any], int | None]:
    """The fields of the work (`productions.rollkit.document.work.Work`) of a roll that we wrote ourselves, and the issue's number."""
    told = orjson.loads(data)
    document = told.get("document", told)
    issue = told.get("issue") or document["issue"]
    return document["work"], issue["number"]


def read_stored_content(data: str) -> bytes:
    """What is looked at of a sealed roll that we wrote ourselves: the canonical JSON that its digest is of."""
    return serialize_canonical(orjson.loads(data)["document"])


def read_sealed(data: bytes | str) -> SealedDocument:
    """What `to_bytes` gave, or a bare document in `staffroll.roll/1`. Raises DocumentError where it does not hold."""
    try:
        told = orjson.loads(data)
    except ValueError as error:
        raise DocumentError(Sentence("The document is not JSON (%(error)s).", error=str(error))) from error
    if not isinstance(told, dict):
        raise DocumentError(Sentence("%(place)s is not an object.", place="document"))
    if "document" not in told:
        return SealedDocument(data.encode() if isinstance(data, str) else data, b"")
    try:
        annex = {name: (salt, value) for name, (salt, value) in told["annex"].items()}
        content = serialize_canonical(told["document"])
        issue = serialize_canonical(told["issue"]) if told.get("issue") else b""
        wrong = find_false_entries(annex, content + issue)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DocumentError(Sentence("The annex does not consist of salts and values.")) from error
    if wrong:
        raise DocumentError(Sentence("The annex does not open %(commitment)s.", commitment=wrong[0]))
    return SealedDocument(
        content=content,
        issue=issue,
        annex=annex,
        notices=tuple(told.get("notices", ())),
        published=bool(told.get("digest")),
    )
