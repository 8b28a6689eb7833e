"""The bytes of a document are RFC 8785's, whatever makes them."""

import json
from dataclasses import replace
from enum import StrEnum

import rfc8785

from benchmarks.credits import roll_of
from productions.rollkit.document.unsealing import read_document
from tests.roll.samples import KEY, WORK, credit, long_list, of_before, the_case
from tests.roll.test_templates import roll

ODD = "".join(
    map(
        chr,
        (*range(0x01, 0x30), 0x5C, 0x7F, 0x80, 0xA0, 0xFF, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0x1F600, 0x20BB7),
    )
)


def test_the_bytes_are_canonical_json():
    odd = roll(credit("1", KEY, f'“{ODD}”/\\\\"', reading="よみ", headcount=2**53 - 1))
    for document in (odd, the_case(), long_list(50), roll_of(100)):
        assert document.to_bytes() == rfc8785.dumps(json.loads(document.to_bytes()))
        assert read_document(document.to_bytes()) == document


def test_the_digest_is_of_those_bytes():
    document = of_before(the_case())
    assert document.digest == "c3e067fcabbabcf83c4e4fb96d264d21e25eccf62aa0ef2999ecf75bfd54b578"
    assert replace(document, work=replace(document.work, year=2024)).digest != document.digest


class Kind(StrEnum):
    SHORT = "short"


def test_a_choice_is_written_as_its_code():
    document = replace(the_case(), work=replace(WORK, kind=Kind.SHORT))
    assert json.loads(document.to_bytes())["document"]["work"]["kind"] == "short"
    assert read_document(document.to_bytes()) == the_case()
