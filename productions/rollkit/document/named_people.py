"""Who is named in an issue, as JSON: all that comparing it with another one needs, a tenth of the document and read without its seal."""

from dataclasses import dataclass

import orjson

from productions.rollkit.dataclass_json import to_plain
from productions.rollkit.document.errata import ErratumPerson, index_people
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.sealed import compute_digest, serialize_canonical


@dataclass(frozen=True, slots=True)
class NamedPeople:
    """`index_people` as in `productions.rollkit.document.errata`; `content` is the SHA-256 of the whole content with its names, which is never told."""

    content: str
    people: dict[str, ErratumPerson]


def find_named_people(document: RollDocument) -> NamedPeople:
    """Who is named in the document, in its order."""
    return NamedPeople(
        compute_digest(serialize_canonical(to_plain(document.content))), index_people(document)
    )


def dump_named_people(named: NamedPeople) -> bytes:
    """As JSON: by the uid of each person their names, and their roles, each in ERRATUM_LANGUAGES."""
    listed = {uid: [list(person.names), list(person.roles)] for uid, person in named.people.items()}
    return orjson.dumps({"content": named.content, "people": listed})


def load_named_people(data: bytes) -> NamedPeople:
    """What `dump_named_people` gave."""
    read = orjson.loads(data)
    found = {
        uid: ErratumPerson(dict.fromkeys(names), dict.fromkeys(map(tuple, roles)))
        for uid, (names, roles) in read["people"].items()
    }
    return NamedPeople(read["content"], found)
