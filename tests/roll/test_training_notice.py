"""The notice on the use of a work for AI: only where the template asks for it, and only what was said."""

from dataclasses import replace

import pytest

from productions.rollkit.document.training_terms import TrainingTerm
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.roll_catalogue import list_table
from productions.rollkit.template.model import Block
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.rollkit.template.validation import TemplateRefused, parse_template
from productions.rollkit.texts.training_notice import PRINTED_USES, list_training_notices
from productions.shared.ai_choices import TrainingEntry, TrainingUse
from tests.roll.reading import text_of
from tests.roll.samples import FIRST, KEY, WORK, credit
from tests.roll.test_roll import roll

TERMS = (
    TrainingTerm("cawg.data_mining", "constrained", "research only"),
    TrainingTerm("cawg.ai_inference", "allowed", ""),
    TrainingTerm("cawg.ai_training", "notAllowed", ""),
    TrainingTerm("cawg.ai_generative_training", "notAllowed", ""),
)
EN = [
    "Not allowed with this work: training of AI models that generate nothing, training of generative AI models.",
    "Allowed with this work under conditions: data mining (research only).",
    "Allowed with this work: input to AI models.",
]
JA = [
    "本作品の次の利用を認めません：生成を行わないAIモデルの学習、生成AIモデルの学習。",
    "本作品の次の利用は条件付きで認めます：データマイニング（research only）。",
    "本作品の次の利用を認めます：AIモデルへの入力。",
]


def document(terms=TERMS):
    return roll(credit("1", KEY, "見本 花"), issue=FIRST, work=replace(WORK, training_mining=terms))


def texts(roll_document, *, asked, lang="en"):
    """Everything that the screen says."""
    block = Block("notices", fresh=False, training=asked)
    blocks = tuple(block if each.holds == "notices" else each for each in FILM_ROLL.blocks)
    if block not in blocks:
        blocks = (blocks[0], block, *blocks[1:])
    parts = lay_out_parts(roll_document, lang=lang, template=replace(FILM_ROLL, blocks=blocks))
    return " ".join(cell.text for part in parts for row in part.rows for cell in row.cells)


@pytest.mark.parametrize(("lang", "said"), [("en", EN), ("ja", JA)])
def test_each_use_is_one_sentence_and_what_is_forbidden_comes_first(lang, said):
    assert list_training_notices(document(), lang) == said


def test_a_condition_that_is_not_told_is_not_made_up():
    (said,) = list_training_notices(document((TrainingTerm("cawg.data_mining", "constrained", ""),)), "en")
    assert said == "Allowed with this work under conditions: data mining."


def test_silence_prints_nothing():
    assert list_training_notices(document(()), "en") == []
    assert texts(document(()), asked=True) == texts(document(()), asked=False)


@pytest.mark.parametrize(("lang", "word"), [("en", "Not allowed with this work"), ("ja", "認めません")])
def test_the_screen_says_it_where_the_template_asks(lang, word):
    assert word in texts(document(), asked=True, lang=lang)
    assert word not in texts(document(), asked=False, lang=lang)


def test_a_document_without_a_statement_has_the_bytes_that_it_had():
    silent, said = document(()), document()
    assert b"training_mining" not in silent.to_bytes()
    assert said.digest != silent.digest
    assert roll(credit("1", KEY, "見本 花"), issue=FIRST).digest == silent.digest


def test_only_notices_say_it():
    with pytest.raises(TemplateRefused) as refused:
        parse_template(
            {"name": "x", "version": 1, "kind": "cards", "blocks": [{"holds": "rest", "training": True}]}
        )
    assert "only notices say what is said about AI training" in str(refused.value)


def test_every_code_of_the_vocabularies_has_its_words():
    assert set(PRINTED_USES) == set(list_table("en", "training_use")) == set(TrainingUse.values)
    assert list_table("en", "training_entry") == {code: str(label) for code, label in TrainingEntry.choices}


@pytest.mark.parametrize("name", ["txt", "html", "pdf"])
def test_paper_says_what_the_makers_said(name):
    for lang, said in (("en", EN), ("ja", JA)):
        text = "".join(text_of(name, document(), lang).split())
        assert ["".join(each.split()) in text for each in said] == [True] * 3
        silent = text_of(name, document(()), lang)
        assert (said[0][:12] in silent, len(silent) > 0) == (False, True)
