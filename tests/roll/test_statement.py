"""The statement for the whole: what was recorded, declared and not asked of AI, and what is said of documents of before."""

import json

import pytest

from productions.rollkit.document.unsealing import read_document
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.ai_statement import format_ai_statement
from tests.roll.samples import BACKGROUND, GENERATOR, KEY, credit, of_before, the_case
from tests.roll.test_roll import roll


def drawn(uid, name="見本", ai="not_asked", **values):
    """A credit in a required role."""
    return credit(uid, KEY, name, ai_declared=ai, required=True, **values)


STATEMENTS = {
    "used": (
        lambda: roll(drawn("1", cut="1", ai_uses=(GENERATOR,)), drawn("2", cut="2", ai="none")),
        "AI use recorded in 1 of 10 cuts; declared none in 1; not asked in 8. Generative tools were used in 1 of 10 "
        "cuts; every use is under a person's credit.",
        "全10カット中、AI使用の記録あり1カット、不使用の申告あり1カット、未確認8カット。生成AIは全10カット中1カットで使用された。"
        "すべて担当者が示されている。",
    ),
    "used in the whole": (
        lambda: the_case(),
        "AI use recorded in 1 of 2 credits; declared none in 0; not asked in 1. Generative tools were used; for 1 of 1 "
        "uses nobody is named.",
        "クレジット2件中、AI使用の記録あり1件、不使用の申告あり0件、未確認1件。生成AIを使用した。"
        "うち1件は担当者が示されていない。",
    ),
    "declared as used, in a cut and in the whole": (
        lambda: roll(drawn("1", cut="1", ai="used"), drawn("2", ai="used"), cuts_total=1),
        "AI use recorded in 1 of 1 cut; declared none in 0; not asked in 0. AI use is also recorded in 1 credit for more "
        "than single cuts.",
        "全1カット中、AI使用の記録あり1カット、不使用の申告あり0カット、未確認0カット。"
        "ほかに、カット単位でないクレジット1件にAI使用の記録あり。",
    ),
    "one of two in a cut": (
        lambda: roll(drawn("1", cut="1", ai="none"), drawn("2", "例田", cut="1"), cuts_total=1),
        "Whether AI was used was not asked in 1 of 1 cut.",
        "AI使用の有無は、全1カット中1カットで未確認。",
    ),
    "some are none": (
        lambda: roll(drawn("1", cut="1", ai="none"), complete=True),
        "Made by people, as declared by 1 of 1.",
        "本作は人の手で作られた（1名中1名の申告による）。",
    ),
    "some are none, and roles are missing": (
        lambda: roll(drawn("1", cut="1", ai="none")),
        "AI use declared none in 1 of 10 cuts; not asked in 9.",
        "全10カット中、AI不使用の申告あり1カット、AI使用の有無が未確認9カット。",
    ),
    "complete, and one of two is not asked": (
        lambda: roll(
            drawn("1", cut="1", ai="none"), drawn("2", "例田", cut="2", ai="none"), drawn("3", "例田", cut="3"),
            complete=True,
        ),
        "AI use declared none in 2 of 10 cuts; not asked in 8.",
        "全10カット中、AI不使用の申告あり2カット、AI使用の有無が未確認8カット。",
    ),
    "every required role is none, another is used": (
        lambda: roll(
            drawn("1", ai="none"), credit("2", BACKGROUND, "例田", ai_declared="used"), complete=True, cuts_total=0
        ),
        "AI use recorded in 1 of 2 credits; declared none in 1; not asked in 0.",
        "クレジット2件中、AI使用の記録あり1件、不使用の申告あり1件、未確認0件。",
    ),
    "complete, and nobody was asked": (
        lambda: roll(drawn("1", cut="1"), complete=True),
        "Whether AI was used was not asked in 10 of 10 cuts.",
        "AI使用の有無は、全10カット中10カットで未確認。",
    ),
    "complete, and no role is required": (
        lambda: roll(credit("1", KEY, "見本", ai_declared="none"), complete=True, cuts_total=0),
        "AI use declared none in 1 of 1 credit.",
        "クレジット1件中、AI不使用の申告あり1件。",
    ),
    "nothing is entered": (lambda: roll(cuts_total=0), "", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", STATEMENTS)
def test_the_statement_for_the_whole_is_computed(case):
    document, en, ja = STATEMENTS[case]
    facts = document().facts
    assert (format_ai_statement(facts, "en"), format_ai_statement(facts, "ja")) == (
        en,
        ja,
    )
    assert " ".join(roll_texts.list_statement_lines(facts, "en")) == en
    assert "".join(roll_texts.list_statement_lines(facts, "ja")) == ja


def test_a_document_of_before_keeps_its_bytes_and_its_sentence_and_carries_a_notice():
    before = of_before(roll(drawn("1", cut="1"), complete=True))
    assert not any(
        name.startswith(("ai_", "declared_")) for name in json.loads(before.to_bytes())["document"]["facts"]
    )
    assert read_document(before.to_bytes()) == before
    assert roll_texts.list_statement_lines(before.facts, "en") == [
        "Made by people.",
        "This sentence was printed before anybody was asked whether AI was used; it declares nothing.",
    ]
    assert roll_texts.list_statement_lines(before.facts, "ja") == [
        "本作は人の手で作られた。",
        "この一文は、AI使用の有無を誰にも確認しないまま記載されたものであり、何も申告していません。",
    ]
    assert roll_texts.list_statement_lines(of_before(the_case()).facts, "en") == [
        "Generative tools were used; for 1 of 1 uses nobody is named."
    ]
    assert roll_texts.list_statement_lines(of_before(roll(drawn("1", cut="1"))).facts, "en") == []
