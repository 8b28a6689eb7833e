"""A template looked at before it is saved: the same rules, for editors alone, and nothing is stored."""

import pytest
from django.urls import reverse

from productions.models import Event, RollTemplate
from productions.releases.services.preview import PREVIEW_CACHE
from productions.roll_templates.admin.template_editor.actions import press_button
from tests.admin.test_template_form import state_of

URLENCODED = "application/x-www-form-urlencoded"


def address(template, name="", *tile):
    return reverse(f"admin:productions_rolltemplate_unsaved{name}", args=[template.pk, *tile])


def ask(client, to, state):
    return client.post(to, state.urlencode(), content_type=URLENCODED)


@pytest.fixture
def state(template, confirmed, person):
    confirmed(contributor=person)
    return state_of(template)


def test_an_editor_sees_the_roll_by_what_stands_in_the_form_and_nothing_is_stored(
    client, template, state, staff
):
    client.force_login(staff("editor"))
    before = ask(client, address(template), state).json()
    events = Event.objects.count()
    state["template.running_ms"] = "60"

    answer = ask(client, address(template), state)

    shown = answer.json()
    assert shown["frames"] == 60 * shown["counted"] != before["frames"]
    assert (RollTemplate.objects.count(), Event.objects.count()) == (1, events)
    name = next(tile[0] for page in shown["pages"] for tile in page["tiles"])
    PREVIEW_CACHE.clear()  # another process is asked
    tile = ask(client, address(template, "_tile", name), state)
    assert tile.content.startswith(b"\x89PNG")
    assert ask(client, address(template, "_tile", "0" * 32), state).status_code == 404


def test_what_could_not_be_saved_is_refused_in_the_words_of_the_form(client, template, state, staff):
    client.force_login(staff("editor"))
    for typed, sentence in (
        ("soon", "Running time: “soon” is not a number of seconds, such as 4 or 4.5."),
        ("99999", "Running time: more than 0 and at most 3600 seconds."),
    ):
        state["template.running_ms"] = typed
        assert ask(client, address(template), state).json() == {"refused": [sentence]}
    assert client.get(address(template)).status_code == 405


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "en",
            [
                "Block 2, Size: “large” is not a whole number.",
                "Block 2, Size is from 20 to 400, not 5.",
                "Disc, block 3, Alone on a card: more than 0 and at most 3600 seconds.",
                "Disc, block 3 holds “Notices” again; only one block may.",
            ],
        ),
        (
            "ja",
            [
                "ブロック2、サイズ：「large」は整数ではありません。",
                "ブロック2、サイズは20から400までです（入力：5）。",
                "ディスク版、ブロック3、単独表示の時間は0秒より長く、3600秒以下にしてください。",
                "ディスク版、ブロック3の内容は「但し書き」ですが、これは一つしか置けません。",
            ],
        ),
    ],
)
def test_a_refusal_names_the_edition_and_the_block_that_it_is_about(
    client, template, state, staff, lang, sentences
):
    client.force_login(staff("editor"))
    state["template.variants+"] = "disc"
    press_button(state, "add template.variants")
    press_button(state, "own template.variants[0].blocks")

    def refused(name, typed):
        posted = state.copy()
        posted[name] = typed
        data = posted.urlencode()
        answer = client.post(
            address(template), data, content_type=URLENCODED, headers={"Accept-Language": lang}
        )
        return answer.json()["refused"]

    assert [
        *refused("template.blocks[1].size", "large"),
        *refused("template.blocks[1].size", "5"),
        *refused("template.variants[0].blocks[2].alone_ms", "99999"),
        *refused("template.variants[0].blocks[2].holds", state["template.variants[0].blocks[1].holds"]),
    ] == sentences


def test_an_edition_that_is_none_is_named_as_it_was_posted(client, template, state, staff):
    client.force_login(staff("editor"))
    state["template.variants+"] = "disc"
    press_button(state, "add template.variants")
    press_button(state, "own template.variants[0].blocks")
    state["template.variants[0].edition"] = "cinema"
    state["template.variants[0].blocks[0].size"] = "large"
    assert ask(client, address(template), state).json() == {
        "refused": ["Cinema, block 1, Size: “large” is not a whole number."]
    }


def test_who_may_not_change_the_template_sees_nothing_of_the_working_copy(client, template, state, staff):
    client.force_login(staff("editor"))
    shown = ask(client, address(template), state).json()
    name = next(tile[0] for page in shown["pages"] for tile in page["tiles"])
    for level, status in (("viewer", 403), ("none", 404)):
        client.force_login(staff(level))
        assert ask(client, address(template), state).status_code == status
        assert ask(client, address(template, "_tile", name), state).status_code == 404
