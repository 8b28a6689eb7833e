"""Templates: data read strictly, everybody in exactly one place, and nothing that they can switch off."""

import json
from dataclasses import replace

import pytest

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.shipped_templates import FILM_ROLL, SHIPPED_TEMPLATES
from productions.rollkit.template.validation import TemplateRefused, parse_template
from tests.roll.samples import BACKGROUND, DIRECTOR, FIRST, GENERATOR, KEY, WORK, credit, of_before, the_case

PLAIN = {"name": "Mine", "version": 1, "kind": "scroll", "blocks": [{"holds": "rest"}]}


def roll(*credits, work=WORK):
    """A roll whose end says nothing of AI: these tests are about where people stand."""
    return of_before(compose_document(work, FIRST, credits, cuts_total=10, complete=False))


def texts(document, lang="en", **values):
    """The rows that a template gives, each with its cells' texts."""
    template = parse_template({**PLAIN, **values})
    parts = lay_out_parts(document, lang=lang, template=template)
    return [" | ".join(cell.text for cell in row.cells) for part in parts for row in part.rows if row.cells]


@pytest.mark.parametrize("name", SHIPPED_TEMPLATES)
def test_a_shipped_template_survives_being_written_and_read(name):
    template = SHIPPED_TEMPLATES[name]
    assert parse_template(json.loads(json.dumps(template.to_dict()))) == template


def test_a_delivery_keeps_its_template_whole():
    delivery = parse_screen_spec({"template": PLAIN})
    assert parse_screen_spec(json.loads(json.dumps(delivery.to_dict()))) == delivery
    assert (delivery.template.name, delivery.template.version) == ("Mine", 1)
    assert parse_screen_spec({}).template == FILM_ROLL


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "card"}, "template.kind is 'card'; choose one of cards, scroll, stop."),
        ({"colour": "red"}, "template has the unknown key colour."),
        ({"version": "1"}, "template.version is not int."),
        ({"version": 10**30}, "template.version is at most 1000000."),
        (
            {"blocks": [{"holds": "rest", "heading": {"en": "a\ud800"}}]},
            "template.blocks[0].heading.en has a character that no file keeps (U+D800); remove it.",
        ),
        ({"fonts": ["a\0b"]}, "template.fonts[0] has a character that no file keeps (U+0000); remove it."),
        ({"blocks": []}, "template.blocks is empty; a roll has at least one block, such as rest."),
        ({"type": {"size": 12}}, "template.type.size is from 20 to 400, not 12."),
        ({"writing": "vertical"}, "template.writing: written downwards; only cards may be."),
        (
            {"writing": "vertical", "kind": "cards", "blocks": [{"holds": "logos"}]},
            "template.blocks[0] holds logos; they stand side by side, which nothing written downwards does.",
        ),
        (
            {"blocks": [{"holds": "title", "ruby": True}, {"holds": "rest"}]},
            "template.blocks[0].ruby: the block holds title; only people have names.",
        ),
        (
            {"blocks": [{"holds": "rest", "name_letters": 2}]},
            "template.blocks[0].name_letters is from 3 to 10, not 2.",
        ),
        (
            {"blocks": [{"holds": "rest", "logos": ["Dog"]}]},
            "template.blocks[0] holds rest; only a block of logos has logos.",
        ),
        ({"blocks": [{"holds": "logos", "logos": ["Dog", "Dog"]}]}, "template.blocks[0].logos has Dog twice."),
        (
            {"blocks": [{"holds": "logos", "logos": [" "]}]},
            "template.blocks[0].logos has a logo without a name, or one longer than 100 characters.",
        ),
        (
            {"blocks": [{"holds": "logos", "logos": [str(number) for number in range(61)]}]},
            "template.blocks[0].logos has 61 logos; a block has at most 60.",
        ),
        (
            {"blocks": [{"holds": "logos", "height": 4}]},
            "template.blocks[0].height is from 20 to 1000, not 4.",
        ),
        (
            {"blocks": [{"holds": "people"}]},
            "template.blocks[0] holds people of no role and no department; name some, or let it hold rest.",
        ),
        (
            {"blocks": [{"holds": "tools"}, {"holds": "rest"}]},
            "template.blocks[0] holds tools and comes before people in template.blocks[1]; people come first.",
        ),
        (
            {"blocks": [{"holds": "people", "roles": ["director"]}] * 2},
            "template.blocks[1] has the role director, which template.blocks[0] has already.",
        ),
        (
            {"variants": [{"edition": "disc", "blocks": [{"holds": "text"}]}]},
            "template.variants[0].blocks[0] has an empty text.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_template_is_refused_with_the_place(values, sentence):
    with pytest.raises(TemplateRefused) as refusal:
        parse_template({**PLAIN, **values})
    assert str(refusal.value) == sentence


def test_everything_that_is_wrong_is_told_with_its_place():
    blocks = [{"holds": "tools"}, {"holds": "rest", "columns": 13}, {"holds": "rest"}]
    variants = [{"edition": "disc", "cards": {"fade_in": 241}}, {"edition": "disc", "running_ms": 0}]
    with pytest.raises(TemplateRefused) as refusal:
        parse_template({**PLAIN, "gaps": {"block": -1}, "blocks": blocks, "variants": variants})
    assert [(problem.place, str(problem).removeprefix(problem.place)) for problem in refusal.value.problems] == [
        ("template.gaps.block", " is from 0 to 2000, not -1."),
        ("template.blocks[0]", " holds tools and comes before people in template.blocks[2]; people come first."),
        ("template.blocks[1].columns", " is from 1 to 12, not 13."),
        ("template.blocks[2]", " holds rest again; only one block may."),
        ("template.variants[0].cards.fade_in", " is from 0 to 240, not 241."),
        ("template.variants[1].edition", " repeats disc; put both into one."),
        ("template.variants[1].running_ms", " is from 1 to 3600000, not 0."),
    ]  # fmt: skip


def test_roles_stand_in_the_templates_order_and_everybody_else_in_the_rest():
    document = roll(
        credit("1", DIRECTOR, "牧原亮太郎"),
        credit("2", KEY, "見本さくら"),
        credit("3", BACKGROUND, "例田波瑠"),
    )
    blocks = [
        {"holds": "people", "roles": ["background", "director"], "heading": {"en": "Main staff"}},
        {"holds": "rest"},
    ]
    assert texts(document, blocks=blocks) == [
        "Main staff", "Background | 例田波瑠", "Director | 牧原亮太郎", "Key animation | 見本さくら",
    ]  # fmt: skip


def test_a_template_without_a_place_for_the_rest_still_prints_everybody():
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), credit("2", KEY, "見本さくら"))
    blocks = [{"holds": "people", "roles": ["key_animation"]}, {"holds": "remark"}]
    assert texts(document, blocks=blocks) == ["Key animation | 見本さくら", "Director | 牧原亮太郎"]


def test_the_template_cannot_switch_off_a_gap():
    for blocks in (
        [{"holds": "title"}],
        [{"holds": "people", "roles": ["director"]}],
        [{"holds": "people", "roles": ["background"], "printed": "none", "form": "flow"}],
        [{"holds": "text", "text": {"en": "All made by hand"}}],
    ):
        found = texts(the_case(), blocks=blocks)
        said = " ".join(found)
        assert "WORKING COPY – not issued" in found
        assert "1 person, whom the company will not name" in said
        assert "Tools" in found
        assert "in 1 credit nobody is named" in said
        assert found[-1] == "Generative tools were used; for 1 of 1 uses nobody is named."


def test_h10_tools_follow_the_last_of_their_department_or_stand_where_the_template_says():
    document = roll(
        credit("1", BACKGROUND, "例田波瑠", ai_uses=(GENERATOR,)), credit("2", DIRECTOR, "牧原亮太郎")
    )
    people = [{"holds": "people", "roles": ["background"]}, {"holds": "rest"}]
    usual, placed = texts(document, blocks=people), texts(document, blocks=[*people, {"holds": "tools"}])

    assert [row.split(" | ")[0].split(",")[0] for row in usual] == [
        "Background", "Tools", "rinna", "Director", "Generative tools were used; every use is under a person's credit.",
    ]  # fmt: skip
    assert [row.split(" | ")[0].split(",")[0] for row in placed] == [
        "Background", "Director", "Tools", "rinna", "Generative tools were used; every use is under a person's credit.",
    ]  # fmt: skip


def test_joint_roles_of_the_same_people_are_printed_as_one():
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), credit("2", KEY, "牧原亮太郎"))
    assert texts(document, blocks=[{"holds": "rest", "joint": True}], lang="ja") == [
        "監督・原画 | 牧原亮太郎"
    ]


def test_order_of_appearance_counts_cuts_as_people_do():
    document = roll(
        credit("1", KEY, "Ada", cut="12A", cut_sort_key="0012A"),
        credit("2", KEY, "Bea", cut="12", cut_sort_key="0012"),
        credit("3", KEY, "Cid", cut="2", cut_sort_key="0002"),
        credit("4", KEY, "Dee"),
    )
    found = texts(document, blocks=[{"holds": "rest", "order": "appearance", "form": "flow"}])
    assert found == ["Key animation", "Cid　Bea　Ada　Dee"]


def test_an_edition_has_what_its_variant_says():
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), work=replace(WORK, edition="disc"))
    variants = [{"edition": "disc", "blocks": [{"holds": "text", "text": {"en": "On disc"}}]}]
    assert texts(document, variants=variants) == ["On disc", "Director | 牧原亮太郎"]
    assert texts(roll(credit("1", DIRECTOR, "牧原亮太郎")), variants=variants) == ["Director | 牧原亮太郎"]


def test_a_grid_has_columns_as_wide_as_its_widest_name():
    document = roll(
        *(
            credit(str(n), KEY, name, sort_key=str(n))
            for n, name in enumerate(("山田 花子", "林 一", "東 京", "南 風"))
        )
    )
    template = parse_template({**PLAIN, "blocks": [{"holds": "rest", "form": "grid", "columns": 3}]})
    (part,) = lay_out_parts(document, lang="ja", template=template)
    assert [[(cell.text, cell.x, cell.width) for cell in row.cells] for row in part.rows if row.cells] == [
        [("原画", 192, 1536)],
        [("山田 花子", 773, 144), ("林 一", 1002, 144)],
        [("東 京", 773, 144), ("南 風", 1002, 144)],
    ]


def test_what_the_document_got_later_is_left_out_where_empty_so_its_digest_stays():
    """The bytes of a document from before names had a reading."""
    before = roll(credit("1", DIRECTOR, "牧原亮太郎"))
    data = json.loads(before.to_bytes())["document"]
    assert "reading" not in data["departments"][0]["blocks"][0]["lines"][0]
    assert read_document(before.to_bytes()) == before

    named = roll(credit("1", DIRECTOR, "牧原亮太郎", reading="まきはら りょうたろう"))
    assert read_document(named.to_bytes()) == named
    assert named.digest != before.digest


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("native", ["犬と少年", "監督 | 山田 花", "美術 花子"]),
        ("romaji", ["Inu to Shonen", "監督 | Hana YAMADA", "美術 花子"]),
        ("both", ["犬と少年", "Inu to Shonen", "監督 | 山田 花　Hana YAMADA", "美術 花子"]),
    ],
)
def test_names_and_titles_are_written_as_recorded_and_never_guessed(names, found):
    document = roll(
        credit("1", DIRECTOR, "山田 花", romaji="Hana YAMADA", sort_key="1"),
        credit("2", DIRECTOR, "美術 花子", sort_key="2"),
    )
    blocks = [{"holds": "title"}, {"holds": "rest"}]
    assert [
        row.removeprefix(" | ") for row in texts(document, lang="ja", names=names, blocks=blocks)
    ] == found


def test_the_order_of_kana_is_that_of_readings():
    document = roll(
        credit("1", KEY, "渡辺", reading="わたなべ", sort_key="1"),
        credit("2", KEY, "東", reading="アズマ", sort_key="2"),
        credit("3", KEY, "井上", reading="いのうえ", sort_key="3"),
    )
    blocks = [{"holds": "rest", "order": "kana", "form": "paragraph"}]
    assert texts(document, lang="ja", blocks=blocks) == ["原画", "東、井上、渡辺"]
