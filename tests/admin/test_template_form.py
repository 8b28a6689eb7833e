"""The form of a template: nothing is lost between it and the data, buttons only change the form, refusals stand beside fields."""

import io
import re
from html import unescape
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from productions.admin.looks.acts import act, enter
from productions.admin.looks.posted import Reading, posted
from productions.admin.looks.shown import summary
from productions.admin.looks.slots import slots
from productions.admin.looks.vocabulary import Vocabulary
from productions.domain.logos import retire_logo, upload_logo
from productions.domain.roll_templates import change_template, copy_template
from productions.domain.vocabulary import add_role_alias
from productions.models import Role, RollTemplate, User
from productions.roll.template import Block, Cards, Gaps, Template, Type, Variant, Words
from productions.roll.templates import PEOPLE, RANGES, SHIPPED, problems, template_from
from productions.template_terms import CHOICES, SHAPES, TERMS
from tests.roll.logos import svg
from tests.roll.looks import cards_at_first

BLOCK = "template.blocks[{}]"


def read(state):
    """The template that a form's values make, as a browser posts them."""
    reading = Reading(QueryDict(state.urlencode()))
    assert reading.problems == []
    return template_from(reading.data | {"name": "Ours", "version": 1})


def texts():
    return st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)


def numbers(shape, name):
    return st.integers(*RANGES[shape][name])


def choices(key, *, optional=False):
    found = st.sampled_from(sorted(CHOICES[key]))
    return st.none() | found if optional else found


CARDS = st.builds(
    Cards,
    each_ms=numbers(Cards, "each_ms"),
    fade_in=numbers(Cards, "fade_in"),
    fade_out=numbers(Cards, "fade_out"),
    fresh=choices("Cards.fresh"),
)
CODES = st.lists(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), max_size=3, unique=True).map(tuple)
BLOCKS = st.lists(
    st.builds(
        Block,
        holds=choices("Block.holds"),
        roles=CODES,
        departments=CODES,
        heading=st.builds(Words, texts(), texts()),
        sections=choices("Block.sections"),
        form=choices("Block.form"),
        columns=numbers(Block, "columns"),
        order=choices("Block.order"),
        studios=choices("Block.studios"),
        joint=st.booleans(),
        printed=choices("Block.printed"),
        align=choices("Block.align"),
        size=st.none() | numbers(Block, "size"),
        pitch=st.none() | numbers(Block, "pitch"),
        bold=st.booleans(),
        alone_ms=st.none() | numbers(Block, "alone_ms"),
        alone=choices("Block.alone"),
        fresh=st.booleans(),
        text=st.builds(Words, texts(), texts()),
        logos=st.lists(texts().filter(str.strip), max_size=2, unique=True).map(tuple),
        height=numbers(Block, "height"),
        gap=numbers(Block, "gap"),
        plate=st.booleans(),
    ).map(lambda block: block if not list(problems_of(block)) else Block("rest", joint=block.joint)),
    min_size=1,
    max_size=4,
    unique_by=lambda block: block.holds,
).map(lambda blocks: tuple(sorted(blocks, key=lambda block: block.holds not in PEOPLE)))


def problems_of(block):
    return problems(Template("Ours", 1, "scroll", (block,)))


TEMPLATES = st.builds(
    Template,
    name=st.just("Ours"),
    version=st.just(1),
    kind=choices("Template.kind"),
    blocks=BLOCKS,
    area=choices("Template.area"),
    names=choices("Template.names"),
    running_ms=st.none() | numbers(Template, "running_ms"),
    hold_ms=numbers(Template, "hold_ms"),
    type=st.builds(Type, **{name: numbers(Type, name) for name in RANGES[Type]}),
    gaps=st.builds(Gaps, **{name: numbers(Gaps, name) for name in RANGES[Gaps]}),
    cards=CARDS,
    variants=st.lists(
        st.builds(
            Variant,
            edition=st.sampled_from(["broadcast", "disc"]),
            kind=choices("Variant.kind", optional=True),
            running_ms=st.none() | numbers(Variant, "running_ms"),
            names=choices("Variant.names", optional=True),
            cards=st.none() | CARDS,
            blocks=st.none() | BLOCKS,
        ),
        max_size=2,
        unique_by=lambda variant: variant.edition,
    ).map(tuple),
    fonts=st.lists(texts().filter(str.strip), max_size=3, unique=True).map(tuple),
).filter(lambda template: not list(problems(template)))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_template_comes_back_from_its_form(name):
    made = read(posted(SHIPPED[name]))
    assert made.to_dict() == {**SHIPPED[name].to_dict(), "name": "Ours", "version": 1}


@settings(max_examples=60, deadline=None)
@given(TEMPLATES)
def test_any_template_comes_back_from_its_form(template):
    assert read(posted(template)) == template


def literals(shape, name):
    """The texts that a value may be."""
    hint = get_type_hints(shape)[name]
    inner = [hint] if get_origin(hint) is Literal else get_args(hint)
    return [text for each in inner for text in get_args(each)]


def test_every_value_and_choice_has_its_words():
    for shape in (Template, Block, Cards, Type, Gaps, Variant):
        assert shape.__name__ in SHAPES
        for slot in slots(shape):
            assert slot.term.label
            if slot.kind == "choice":
                assert all(slot.choices.values())
                if slot.key in CHOICES:
                    assert set(slot.choices) == set(literals(shape, slot.name))
    keys = {slot.key for shape in (Template, Block, Cards, Type, Gaps, Variant) for slot in slots(shape)}
    assert TERMS.keys() == keys | {"Template.name", "Template.version"}


@pytest.fixture
def template(production, now):
    return copy_template(cards_at_first(), to=production, name="Ours", by=None, now=now)


@pytest.fixture
def vocabulary(template):
    return Vocabulary(template.production)


def state_of(template):
    return posted(template_from(template.data))


def roles_of(state, block):
    return state.getlist(f"template.blocks[{block}].roles")


def test_blocks_move_are_removed_and_added_where_they_may_stand(template):
    state = state_of(template)
    before = read(state).blocks

    assert act(state, "up template.blocks 4") == "up template.blocks 4"
    assert read(state).blocks[3:5] == (before[4], before[3])
    assert act(state, "up template.blocks 0") == "down template.blocks 0"
    assert act(state, "remove template.blocks 4") == "remove template.blocks 3"
    assert read(state).blocks == (*before[:4], *before[5:])

    state["template.blocks+"] = "people"
    assert act(state, "add template.blocks") == BLOCK.format(13)
    keys = state.getlist("template.blocks")
    assert state[f"{BLOCK.format(keys[keys.index('13') + 1])}.holds"] == "rest"
    assert act(state, "up template.blocks nothing") == act(state, "nonsense") == ""


def test_roles_are_added_by_label_in_both_languages_by_code_and_by_alias(template, vocabulary, now):
    add_role_alias(Role.objects.get(code="compositing"), text="サツエイ", by=None, now=now)
    state = state_of(template)
    state["template.blocks[6].roles+"] = "動画、In-between animation, background_art\nサツエイ;nobody"

    enter(state, vocabulary)

    added = ["key_animation", "inbetween", "background_art", "compositing"]
    assert roles_of(state, 6) == added
    assert act(state, "up template.blocks[6].roles compositing") == "up template.blocks[6].roles compositing"
    assert roles_of(state, 6)[2:] == ["compositing", "background_art"]
    assert [str(each) for each in Reading(state).problems] == [
        "template.blocks[6].roles: “nobody” is not in the list; choose one of it."
    ]


def test_an_edition_begins_with_the_blocks_of_the_template_and_gives_them_back(template):
    state = state_of(template)
    state["template.variants+"] = "disc"
    assert act(state, "add template.variants") == "template.variants[0]"
    for part in ("blocks", "cards"):
        assert act(state, f"own template.variants[0].{part}") == f"drop template.variants[0].{part}"
    made = read(state)
    assert made.variants == (Variant("disc", blocks=made.blocks, cards=made.cards),)
    act(state, "drop template.variants[0].blocks")
    assert read(state).variants == (Variant("disc", cards=made.cards),)


def test_a_value_that_makes_no_sense_any_more_is_left_out_of_the_template_and_kept_in_the_form(template):
    state = state_of(template)
    state["template.blocks[6].holds"] = "tools"
    assert Reading(state).data["blocks"][6] == {"holds": "tools", "fresh": True}
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
        assert summary(state, "template.blocks[6]", vocabulary) == line


def test_the_productions_logos_are_offered_until_they_are_retired(vocabulary, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    given = {"licence_note": "by letter", "by": None, "now": now}
    film = vocabulary.production
    dog = upload_logo(
        film, file=io.BytesIO(svg(300)), name="Dog", said_ja="犬社", said_en="Dog Inc.", **given
    )
    cat = upload_logo(film, file=io.BytesIO(svg(100)), name="Cat", said_en="Cat Inc.", **given)
    retire_logo(cat, by=None, now=now, reason="a new mark")
    assert Vocabulary(film).offered["logos"] == [(dog.name, "犬社 · Dog Inc.")]


# The page


@pytest.fixture
def boss(client, db):
    user = User.objects.create_superuser("boss", password="a long password")
    client.force_login(user)
    return user


def address(template):
    return reverse("admin:productions_rolltemplate_change", args=[template.pk])


def post(client, template, state, language="en", **more):
    state = state.copy()
    state.update({key: value for key, value in more.items() if value is not None})
    return client.post(
        address(template),
        state.urlencode(),
        content_type="application/x-www-form-urlencoded",
        headers={"accept-language": language},
    )


def beside(page, name):
    """The sentences at the field with this name, or at the block."""
    html = page.content.decode()
    begin = html.index(f'data-field="{name}"' if f'data-field="{name}"' in html else f'id="{name}"')
    found = re.search(r'<ul class="errorlist">(.*?)</ul>', html[begin : begin + 2500])
    return [unescape(text) for text in re.findall(r"<li>(.*?)</li>", found[1])] if found else []


def test_saving_the_form_is_the_next_version(client, boss, template):
    state = state_of(template)
    state["template.running_ms"] = "８９.5"
    answer = post(client, template, state, and_look="on", reason="shorter")
    made = RollTemplate.objects.get(version=2)
    assert (made.data["running_ms"], made.made_by) == (89500, boss)
    assert {**made.data, "running_ms": 90000, "version": 1} == template.data
    assert answer.url == f"{address(made)}?look=1#preview"


def test_a_form_without_a_change_makes_no_version(client, boss, template):
    answer = post(client, template, state_of(template))
    assert answer.url == address(template)
    assert RollTemplate.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("template.blocks[6].columns", "99", "Columns is from 1 to 12, not 99."),
        ("template.blocks[6].columns", "four", "Columns: “four” is no whole number."),
        ("template.running_ms", "1 min", "Running time: “1 min” are no seconds, such as 4 or 4.5."),
        ("template.running_ms", "0", "Running time: more than 0 and at most 3600 seconds."),
        ("template.gaps.block", "-1", "Between roles is from 0 to 2000, not -1."),
        ("template.blocks[6].roles+", "nobody", "Roles: “nobody” is not in the list; choose one of it."),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(client, boss, template, name, value, sentence):
    state = state_of(template)
    state["template.hold_ms"] = "7"
    state[name] = value
    page = post(client, template, state, reason="because")
    assert page.status_code == 200
    assert beside(page, name.removesuffix("+")) == [sentence]
    html = page.content.decode()
    for kept in (value, "7", "because"):
        assert f'value="{kept}"' in html
    assert RollTemplate.objects.count() == 1


def test_what_is_wrong_with_blocks_is_said_of_them_with_their_numbers_and_labels(client, boss, template):
    state = state_of(template)
    act(state, "down template.blocks 2")
    state["template.blocks[10].holds"] = "statement"
    state.setlist("template.blocks[6].roles", ["director"])
    state.setlist(
        "template.blocks", ["10", *[key for key in state.getlist("template.blocks") if key != "10"]]
    )

    page = post(client, template, state)
    assert beside(page, BLOCK.format(10)) == [
        "This block holds “Statement on AI” and stands before people in block 11; people come first."
    ]
    assert beside(page, BLOCK.format(6)) == ["This block has the role “Director”, which block 6 has already."]
    assert beside(page, BLOCK.format(11)) == [
        "This block is one more of “Statement on AI”; there is one at most."
    ]
    japanese = post(client, template, state, language="ja")
    assert beside(japanese, BLOCK.format(6)) == ["このブロックの役職「監督」は、すでにブロック6にあります。"]


def test_a_button_changes_the_form_alone(client, boss, template):
    page = post(client, template, state_of(template), do="down template.blocks 0")
    html = page.content.decode()
    keys = re.findall(r'name="template.blocks" value="(\d+)"', html)
    assert keys[:3] == ["1", "0", "2"]
    assert 'data-focus="down template.blocks 0"' in html
    assert RollTemplate.objects.count() == 1


def test_every_control_has_a_label_and_no_id_comes_twice(client, boss, template):
    state = state_of(template)
    act(state, "add template.variants")
    act(state, "own template.variants[0].blocks")
    html = post(client, template, state, do="look").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted({each for each in ids if ids.count(each) > 1}) == []
    form = html[html.index('id="looks"') : html.index("</form>", html.index('id="looks"'))]
    labelled = set(re.findall(r'<label [^>]*for="([^"]+)"', html))
    for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", form):
        if 'type="hidden"' in tag or "aria-label=" in tag:
            continue
        own = re.search(r'\sid="([^"]+)"', tag)
        inside = re.search(r"<label[^>]*>[^<]*" + re.escape(tag), form)
        assert (own and own[1] in labelled) or inside, tag


def test_the_page_costs_the_same_however_long_the_template(
    client, boss, template, now, django_assert_max_num_queries
):
    data = {
        **template.data,
        "blocks": [*template.data["blocks"], *[{"holds": "text", "text": {"ja": "文"}}] * 20],
    }
    long = change_template(template, data=data, by=None, now=now)
    client.get(address(template))
    for each in (template, long):
        with django_assert_max_num_queries(12):
            assert client.get(address(each)).status_code == 200


def test_an_older_version_is_only_looked_at_and_may_be_brought_back(client, boss, template, now):
    newest = change_template(template, data={**template.data, "hold_ms": 1}, by=None, now=now)
    html = client.get(address(template)).content.decode()
    assert '<fieldset class="all" disabled>' in html
    assert f'href="{address(newest)}"' in html
    page = post(client, template, state_of(template))
    assert "is not the newest any more" in page.content.decode()

    restore = reverse("admin:productions_rolltemplate_restore", args=[template.pk])
    assert client.post(restore, {"reason": "better"}).status_code == 302
    assert RollTemplate.objects.get(version=3).data == {**template.data, "version": 3}


def test_a_viewer_sees_the_form_and_cannot_change_it(client, template, staff):
    client.force_login(staff("viewer"))
    html = client.get(address(template)).content.decode()
    assert '<fieldset class="all" disabled>' in html
    assert 'name="save"' not in html
    assert post(client, template, state_of(template)).status_code == 403
    restore = reverse("admin:productions_rolltemplate_restore", args=[template.pk])
    client.post(restore, {"reason": "mine"})
    assert RollTemplate.objects.count() == 1
    client.force_login(staff("", "stranger"))
    for name in ("change", "difference"):
        page = reverse(f"admin:productions_rolltemplate_{name}", args=[template.pk])
        assert client.get(page).status_code in (403, 404)


def test_the_difference_of_two_versions_is_told_in_words(client, boss, template, now):
    data = {**template.data, "running_ms": None, "gaps": {**template.data["gaps"], "block": 30}}
    blocks = [dict(block) for block in template.data["blocks"]]
    blocks[6]["columns"] = 3
    blocks.insert(2, blocks.pop(7))
    del blocks[0]
    later = change_template(template, data={**data, "blocks": blocks}, by=None, now=now)

    page = client.get(reverse("admin:productions_rolltemplate_difference", args=[later.pk]))
    rows = re.findall(r"<tr class=\"(\w+)\">(.*?)</tr>", page.content.decode())
    cells = [
        (kind, *(unescape(re.sub("<.*?>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row)))
        for kind, row in rows
    ]
    assert cells == [
        ("removed", "block 1 (Title of the work)", "", "block 1", ""),
        ("moved", "block 2 (People: Second key animation — 4 columns)", "", "block 8", "block 2"),
        ("changed", "block 7 (People: Key animation — 3 columns)", "Columns", "4", "3"),
        ("changed", "Whole roll", "Running time", "90 s", "as usual"),
        ("changed", "Gaps", "Between roles", "28", "30"),
    ]
    first = client.get(reverse("admin:productions_rolltemplate_difference", args=[template.pk]))
    assert "No version came before" in first.content.decode()
