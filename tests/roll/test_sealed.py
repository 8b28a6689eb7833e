"""A sealed roll: names are commitments, a copy that leaves one out still verifies, and nobody can try names against it (H16)."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from productions.rollkit.dataclass_json import DocumentError
from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.errata import NameWishes, list_errata
from productions.rollkit.document.sealed import read_sealed
from productions.rollkit.document.unsealing import open_sealed, read_document, redact_sealed, unchain_sealed
from productions.rollkit.document.work import Issue
from productions.rollkit.texts import roll_texts
from productions.rollkit.writer_registry import WRITERS
from tests.roll.reading import text_of
from tests.roll.samples import BACKGROUND, FIRST, GENERATOR, KEY, WORK, WORKING, credit

KEY_BYTES = b"k" * 32
GONE = "見本 一"
WHO = f"c-{GONE}"
SAID = (GONE, WHO, "みほん いち", "Mihon Ichi", "画面の名")
PAPER = [name for name, writer in WRITERS.items() if not writer.on_screen]
PLAIN = Path(__file__).parent.parent / "data" / "rolls"


def roll(issue=FIRST, key=KEY_BYTES):
    """A person beside a namesake, named on a line, as the hands of a tool and as who validated another's."""
    used = replace(GENERATOR, validated_by=GONE, validator=WHO)
    credits = [
        credit(
            "1", KEY, GONE, reading="みほん いち", romaji="Mihon Ichi", printed_as="画面の名", ai_uses=(GENERATOR,), cut="1",
            name_breaks="2", name_language="ko",
        ),
        credit("2", KEY, "見本 二", ai_uses=(used,), cut="2"),
        credit("3", BACKGROUND, GONE, contributor="c-double"),
    ]  # fmt: skip
    return compose_document(WORK, issue, credits, cuts_total=2, complete=True, key=key)


def copy_of(document):
    return redact_sealed(document.sealed, frozenset({WHO}), frozenset({GONE}))


def verify(data):
    """As anybody can, without any code of ours."""
    told = json.loads(data)

    def digest_of(part):
        text = json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()

    opens = [
        sha256(bytes.fromhex(salt) + value.encode()).hexdigest() == key
        for key, (salt, value) in told["annex"].items()
    ]
    return (
        digest_of(told["document"]) == told["digest"] == told["issue"]["digest"]
        and digest_of(told["issue"]) == told["issue_digest"]
        and all(opens)
    )


def test_no_name_stands_in_what_is_digested():
    sealed = roll().sealed
    for text in (*SAID, "見本 二", "c-double"):
        assert text.encode() not in sealed.content + sealed.issue
        assert text in {value for _salt, value in sealed.annex.values()}
    assert {len(bytes.fromhex(salt)) for salt, _value in sealed.annex.values()} == {16}


def test_a_redacted_copy_verifies_and_says_the_name_nowhere():
    whole, copy = roll(), copy_of(roll())
    assert verify(whole.to_bytes())
    assert verify(copy.to_bytes())
    assert (copy.digest, copy.issue_digest) == (whole.digest, whole.sealed.issue_digest)
    said = {value for _salt, value in copy.annex.values()}
    # The namesake keeps their name; it is another commitment.
    assert said & set(SAID) == {GONE}
    assert not said & {"2", "ko"}
    assert len(whole.sealed.annex) - len(copy.annex) == 9


def test_a_redacted_copy_reads_as_what_it_is():
    copy = open_sealed(copy_of(roll()))
    (block,) = copy.departments[0].blocks
    assert [(line.name, line.contributor, line.absence_reason) for line in block.lines] == [
        ("見本 二", "c-見本 二", ""),
        ("", "", "withheld_by_contributor"),
    ]
    assert [line.name for line in copy.departments[1].blocks[0].lines] == [GONE]
    (tool,) = copy.departments[0].tools
    assert ([person.name for person in tool.hands], tool.withheld, tool.validated_by) == (["見本 二"], 1, ())
    assert copy.digest == roll().digest
    assert read_document(copy.to_bytes()) == copy


@pytest.mark.parametrize("name", PAPER)
def test_no_format_names_them(name):
    text = text_of(name, open_sealed(copy_of(roll())))
    assert [said for said in SAID if said in text and said != GONE] == []
    assert text.count(GONE) in (1, 2)  # the namesake, and in HTML once more nowhere else
    if name != "json":
        assert "本人の希望により氏名非公表" in text or "withheld_by_contributor" in text


def test_names_cannot_be_tried_without_the_salt():
    told = json.loads(copy_of(roll()).to_bytes())
    (gap,) = (
        line["name"] for line in told["document"]["departments"][0]["blocks"][0]["lines"] if line["name"] not in told["annex"]
    )  # fmt: skip
    salts = [bytes.fromhex(salt) for salt, _value in told["annex"].values()]
    assert gap not in {sha256(salt + GONE.encode()).hexdigest() for salt in (b"", *salts)}
    # Another production's secret gives other commitments, and so another digest.
    assert roll(key=b"x" * 32).digest != roll().digest


def test_the_issue_of_what_was_looked_at_has_its_digest():
    working, issue = roll(WORKING), roll(FIRST)
    assert working.digest == issue.digest
    assert working.sealed.issue_digest != issue.sealed.issue_digest
    renumbered = replace(issue, issue=replace(FIRST, number=7))
    assert renumbered.sealed.issue_digest != issue.sealed.issue_digest


def test_what_does_not_hold_is_refused():
    told = json.loads(roll().to_bytes())
    commitment = next(iter(told["annex"]))
    for change in (
        lambda data: data["annex"].update({commitment: ["00" * 16, "somebody else"]}),
        lambda data: data["annex"].update({commitment: "x"}),
        lambda data: data["document"]["work"].update(year=1999),
        lambda data: data["issue"].update(digest="0" * 64),
    ):
        data = json.loads(json.dumps(told))
        change(data)
        with pytest.raises(DocumentError):
            read_document(json.dumps(data))


def test_errata_name_nobody_who_withheld_their_name_and_no_former_name_unasked():
    before = compose_document(
        WORK, FIRST, [credit("1", KEY, GONE), credit("2", KEY, "旧 姓")], cuts_total=0, complete=False
    )
    renamed = credit("2", KEY, "旧 姓", credited_as="新 姓")
    hidden = credit("1", KEY, absence_reason="withheld_by_contributor")
    after = compose_document(WORK, FIRST, [hidden, renamed], cuts_total=0, complete=False)

    def said(wishes, lang):
        return [roll_texts.format_erratum(entry, lang) for entry in list_errata(before, after, wishes)]

    withheld = frozenset({WHO})
    assert said(NameWishes(withheld), "en") == [
        "Renamed: 新 姓 (Key animation)", "One name withheld at the person's own wish (Key animation)",
    ]  # fmt: skip
    assert said(NameWishes(withheld, frozenset({"c-旧 姓"})), "ja") == [
        "表記変更：旧 姓 → 新 姓（原画）", "本人の希望により氏名1件を非公表（原画）",
    ]  # fmt: skip
    told = list_errata(before, after, NameWishes(withheld))
    assert [(entry.contributor, entry.name_before, entry.name_after) for entry in told] == [
        ("c-旧 姓", "", "新 姓"),
        ("", "", ""),
    ]


def plain(number):
    return read_sealed((PLAIN / f"plain_issue_{number}.json").read_bytes())


def test_an_issue_of_before_reads_as_it_was_and_keeps_its_digest():
    for number in (1, 2):
        data = (PLAIN / f"plain_issue_{number}.json").read_bytes()
        document = read_document(data)
        assert (document.format, document.issue.number) == ("staffroll.roll/1", number)
        assert document.digest == sha256(data).hexdigest() == plain(number).issue_digest
        assert GONE in text_of("txt", document)
    assert read_document((PLAIN / "plain_issue_2.json").read_bytes()).issue.previous_digest == plain(1).digest


def test_an_issue_of_before_is_served_without_the_name_and_without_its_digest():
    copy = redact_sealed(plain(1), frozenset({WHO}), frozenset({GONE}))
    told = json.loads(copy.to_bytes())
    assert (told["digest"], told["issue_digest"]) == ("", "")
    assert [sorted(notice) for notice in told["notices"]] == [["en", "ja"]]
    assert [said for said in (*SAID, "Ｍｉｈｏｎ", plain(1).digest) if said.encode() in copy.to_bytes()] == []
    document = open_sealed(copy)
    assert [line.absence_reason for line in document.departments[0].blocks[0].lines] == [
        "",
        "withheld_by_contributor",
    ]
    (tool,) = document.departments[0].tools
    assert ([person.name for person in tool.hands], tool.withheld) == (["見本 二"], 1)
    assert redact_sealed(plain(1), frozenset({"c-nobody"}), frozenset()) == plain(1)


def test_the_issues_after_it_do_not_tell_the_digest_either():
    copy = unchain_sealed(redact_sealed(plain(2), frozenset({WHO}), frozenset({GONE})))
    data = copy.to_bytes()
    assert plain(1).digest.encode() not in data
    assert json.loads(data)["digest"] == ""
    assert [entry.kind for entry in open_sealed(copy).issue.errata] == ["added", "withheld"]
    third = compose_document(
        WORK, Issue(3, "t", "b", "", None, (), plain(2).digest), [credit("1", KEY, "見本 二")], cuts_total=0, complete=False,
        key=KEY_BYTES,
    )  # fmt: skip
    assert plain(2).digest.encode() not in third.sealed.issue
    assert open_sealed(third.sealed).issue.previous_plain_digest == plain(2).digest
    assert verify(unchain_sealed(third.sealed).to_bytes())
    assert plain(2).digest.encode() not in unchain_sealed(third.sealed).to_bytes()
