"""The form of a template: nothing is lost between it and the data, and buttons only change the form."""

import io
from dataclasses import replace
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given, settings

from productions.models import Role
from productions.roll_templates.admin.template_editor.actions import enter_typed_values, press_button
from productions.roll_templates.admin.template_editor.choices import EditorVocabulary
from productions.roll_templates.admin.template_editor.fields import list_slots
from productions.roll_templates.admin.template_editor.form_state import FormReading, build_posted_state
from productions.roll_templates.admin.template_editor.widgets import summarise_block
from productions.roll_templates.term_choices import CHOICES
from productions.roll_templates.terms import SHAPES, TERMS
from productions.rollkit.template.backing import Backing
from productions.rollkit.template.model import (
    Block,
    Cards,
    Gaps,
    Pace,
    Template,
    Type,
    Variant,
)
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.template.validation import parse_template
from productions.studio_files.services.logos import upload_logo
from productions.studio_files.services.uploads import retire_file
from productions.vocabulary.services import add_role_alias
from tests.admin.any_template import TEMPLATES
from tests.roll.logos import svg

BLOCK = "template.blocks[{}]"


def read(state):
    """The template that a form's values make, as a browser posts them."""
    reading = FormReading(QueryDict(state.urlencode()))
    assert reading.problems == []
    return parse_template(reading.data | {"name": "Ours", "version": 1})


@pytest.mark.parametrize("name", SHIPPED_TEMPLATES)
def test_a_shipped_template_comes_back_from_its_form(name):
    made = read(build_posted_state(SHIPPED_TEMPLATES[name]))
    assert made.to_dict() == {**SHIPPED_TEMPLATES[name].to_dict(), "name": "Ours", "version": 1}


@settings(max_examples=60)
@given(TEMPLATES)
def test_any_template_comes_back_from_its_form(template):
    assert read(build_posted_state(template)) == template


def literals(shape, name):
    """The texts that a value may be."""
    hint = get_type_hints(shape)[name]
    inner = [hint] if get_origin(hint) is Literal else get_args(hint)
    return [text for each in inner for text in get_args(each)]


def test_every_value_and_choice_has_its_words():
    for shape in (Template, Block, Cards, Pace, Type, Gaps, Backing, Variant):
        assert shape.__name__ in SHAPES
        for slot in list_slots(shape):
            assert slot.term.label
            if slot.kind == "choice":
                assert all(slot.choices.values())
                if slot.key in CHOICES:
                    assert set(slot.choices) == set(literals(shape, slot.name))
    keys = {
        slot.key
        for shape in (Template, Block, Cards, Pace, Type, Gaps, Backing, Variant)
        for slot in list_slots(shape)
    }
    assert TERMS.keys() == keys | {"Template.name", "Template.version"}


@pytest.fixture
def vocabulary(template):
    return EditorVocabulary(template.production)


def state_of(template):
    return build_posted_state(parse_template(template.data))


def roles_of(state, block):
    return state.getlist(f"template.blocks[{block}].roles")


def test_blocks_move_are_removed_and_added_where_they_may_stand(template):
    state = state_of(template)
    before = read(state).blocks

    assert press_button(state, "up template.blocks 4") == "up template.blocks 4"
    assert read(state).blocks[3:5] == (before[4], before[3])
    assert press_button(state, "up template.blocks 0") == "down template.blocks 0"
    assert press_button(state, "remove template.blocks 4") == "remove template.blocks 3"
    assert read(state).blocks == (*before[:4], *before[5:])

    state["template.blocks+"] = "people"
    assert press_button(state, "add template.blocks") == BLOCK.format(13)
    keys = state.getlist("template.blocks")
    assert state[f"{BLOCK.format(keys[keys.index('13') + 1])}.holds"] == "rest"
    assert press_button(state, "up template.blocks nothing") == press_button(state, "nonsense") == ""


def test_roles_are_added_by_label_in_both_languages_by_code_and_by_alias(template, vocabulary, now):
    add_role_alias(Role.objects.get(code="compositing"), text="サツエイ", by=None, now=now)
    state = state_of(template)
    state["template.blocks[6].roles+"] = "動画、In-between animation, background_art\nサツエイ;nobody"

    enter_typed_values(state, vocabulary)

    added = ["key_animation", "inbetween", "background_art", "compositing"]
    assert roles_of(state, 6) == added
    assert (
        press_button(state, "up template.blocks[6].roles compositing")
        == "up template.blocks[6].roles compositing"
    )
    assert roles_of(state, 6)[2:] == ["compositing", "background_art"]
    assert [str(each) for each in FormReading(state).problems] == [
        "template.blocks[6].roles: “nobody” is not in the list; choose one from it."
    ]


def test_an_edition_begins_with_the_blocks_of_the_template_and_gives_them_back(template):
    state = state_of(template)
    state["template.variants+"] = "disc"
    assert press_button(state, "add template.variants") == "template.variants[0]"
    for part in ("blocks", "cards", "pace"):
        assert press_button(state, f"own template.variants[0].{part}") == f"drop template.variants[0].{part}"
    made = read(state)
    assert made.variants == (Variant("disc", blocks=made.blocks, cards=made.cards, pace=made.pace),)
    press_button(state, "drop template.variants[0].blocks")
    state["template.variants[0].pace.card_ms"] = "0.9"
    disc = read(state).variants[0]
    assert (disc.blocks, disc.cards, disc.pace) == (None, made.cards, replace(made.pace, card_ms=900))


def test_a_value_that_makes_no_sense_any_more_is_left_out_of_the_template_and_kept_in_the_form(template):
    state = state_of(template)
    state["template.blocks[6].holds"] = "tools"
    assert FormReading(state).data["blocks"][6] == {
        "holds": "tools",
        "fresh": True,
        "beside": False,
        "motion": "before",
        "clear": "none",
        "near": False,
        "level": "middle",
    }
    state["template.blocks[6].holds"] = "people"
    assert read(state).blocks[6].columns == 4


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "People: Key animation, In-between animation — 2 columns"),
        ("ja", "スタッフ：原画、動画 — 2段"),
    ],
)
def test_a_block_in_one_line(template, vocabulary, language, line):
    state = state_of(template)
    state.setlist("template.blocks[6].roles", ["key_animation", "inbetween"])
    state["template.blocks[6].columns"] = "2"
    with translation.override(language):
        assert summarise_block(state, "template.blocks[6]", vocabulary) == line


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "People: Key animation — role beside names, 3 side by side"),
        ("ja", "スタッフ：原画 — 役職と氏名を左右に、横に3組"),
    ],
)
def test_a_block_says_how_many_stand_side_by_side(template, vocabulary, language, line):
    state = state_of(template)
    state.setlist("template.blocks[6].roles", ["key_animation"])
    state["template.blocks[6].form"], state["template.blocks[6].across"] = "columns", "3"
    with translation.override(language):
        assert summarise_block(state, "template.blocks[6]", vocabulary) == line
    state["template.blocks[6].form"] = "flow"
    with translation.override(language):
        assert "3" not in summarise_block(state, "template.blocks[6]", vocabulary)


def test_the_productions_logos_are_offered_until_they_are_retired(vocabulary, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    given = {"licence_note": "by letter", "by": None, "now": now}
    film = vocabulary.production
    dog = upload_logo(
        film, file=io.BytesIO(svg(300)), name="Dog", said_ja="犬社", said_en="Dog Inc.", **given
    )
    cat = upload_logo(film, file=io.BytesIO(svg(100)), name="Cat", said_en="Cat Inc.", **given)
    retire_file(cat, by=None, now=now, reason="a new mark")
    assert EditorVocabulary(film).offered["logos"] == [(dog.name, "犬社 · Dog Inc.")]


def test_a_blocks_line_says_where_a_scroll_begins_and_what_has_the_screen_for_itself(vocabulary):
    blocks = [{"holds": "title", "motion": "scroll"}, {"holds": "rest", "clear": "roles"}]
    state = build_posted_state(parse_template({"name": "x", "version": 1, "kind": "cards", "blocks": blocks}))
    lines = [summarise_block(state, f"template.blocks[{number}]", vocabulary) for number in range(2)]
    assert lines == [
        "Title of the work — from here: scroll",
        "Everybody else — role beside names — Clear field: each role",
    ]
