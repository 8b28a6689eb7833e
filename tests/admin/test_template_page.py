"""The page of a template: saving is the next version, and refusals stand beside their fields."""

import json

import pytest
from django.urls import reverse

from productions.models import RollTemplate
from productions.roll_templates.admin.template_editor.actions import press_button
from productions.roll_templates.services import change_template
from tests.admin.test_template_form import BLOCK, state_of
from tests.html_pages import (
    find_all,
    get_text,
    get_value,
    list_links,
    list_texts,
    read_page,
    read_page_text,
    walk_elements,
)


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
    shown = read_page(page)
    (place,) = find_all(shown, data_field=name) or find_all(shown, id=name)
    lists = find_all(place, "ul", class_="errorlist")
    return list_texts(lists[0], "li") if lists else []


def is_disabled(page):
    """Whether the whole form is only looked at."""
    (everything,) = find_all(page, "fieldset", class_="all")
    return "disabled" in dict(everything.attributes)


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
        ("template.blocks[6].columns", "four", "Columns: “four” is not a whole number."),
        (
            "template.running_ms",
            "1 min",
            "Running time: “1 min” is not a number of seconds, such as 4 or 4.5.",
        ),
        ("template.running_ms", "0", "Running time: more than 0 and at most 3600 seconds."),
        ("template.gaps.block", "-1", "Between roles is from 0 to 2000, not -1."),
        ("template.blocks[6].roles+", "nobody", "Roles: “nobody” is not in the list; choose one from it."),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(client, boss, template, name, value, sentence):
    state = state_of(template)
    state["template.hold_ms"] = "7"
    state[name] = value
    page = post(client, template, state, reason="because")
    assert page.status_code == 200
    assert beside(page, name.removesuffix("+")) == [sentence]
    shown = read_page(page)
    for field, kept in ((name, value), ("template.hold_ms", "7"), ("reason", "because")):
        assert kept in [get_value(each) for each in find_all(shown, "input", name=field)]
    assert RollTemplate.objects.count() == 1


def test_what_is_wrong_with_blocks_is_said_of_them_with_their_numbers_and_labels(client, boss, template):
    state = state_of(template)
    press_button(state, "down template.blocks 2")
    state["template.blocks[10].holds"] = "statement"
    state.setlist("template.blocks[6].roles", ["director"])
    state.setlist(
        "template.blocks", ["10", *[key for key in state.getlist("template.blocks") if key != "10"]]
    )

    page = post(client, template, state)
    assert beside(page, BLOCK.format(10)) == [
        "This block holds “Statement on AI” and comes before people in block 11; people come first."
    ]
    assert beside(page, BLOCK.format(6)) == ["This block has the role “Director”, which block 6 has already."]
    assert beside(page, BLOCK.format(11)) == ["This block holds “Statement on AI” again; only one block may."]
    japanese = post(client, template, state, language="ja")
    assert beside(japanese, BLOCK.format(6)) == ["このブロックの役職「監督」は、すでにブロック6にあります。"]


def test_a_button_changes_the_form_alone(client, boss, template):
    page = post(client, template, state_of(template), do="down template.blocks 0")
    shown = read_page(page)
    keys = [get_value(each) for each in find_all(shown, "input", name="template.blocks")]
    assert keys[:3] == ["1", "0", "2"]
    assert len(find_all(shown, "form", data_focus="down template.blocks 0")) == 1
    assert RollTemplate.objects.count() == 1


def test_every_control_has_a_label_and_no_id_comes_twice(client, boss, template):
    state = state_of(template)
    press_button(state, "add template.variants")
    press_button(state, "own template.variants[0].blocks")
    page = read_page(post(client, template, state, do="look"))
    ids = [get_value(each, "id") for each in walk_elements(page) if get_value(each, "id")]
    assert sorted({each for each in ids if ids.count(each) > 1}) == []
    (form,) = find_all(page, "form", id="looks")
    labels = find_all(page, "label")
    labelled = {get_value(each, "for") for each in labels}
    inside = [each for label in labels for each in walk_elements(label)]
    controls = [each for tag in ("input", "select", "textarea") for each in find_all(form, tag)]
    assert len(controls) > 100
    for each in controls:
        if get_value(each, "type") == "hidden" or get_value(each, "aria-label"):
            continue
        assert get_value(each, "id") in labelled or each in inside, each


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
    shown = read_page(client.get(address(template)))
    assert is_disabled(shown)
    assert address(newest) in list_links(shown)

    restore = reverse("admin:productions_rolltemplate_restore", args=[template.pk])
    assert client.post(restore, {"reason": "better"}).status_code == 302
    assert RollTemplate.objects.get(version=3).data == {**template.data, "version": 3}


def state_in(answer):
    """What the form on a page posts."""
    return answer.context["shown"].state


def save(template, now, **values):
    return change_template(template, data={**template.data, **values}, by=None, now=now)


def test_what_two_people_changed_is_put_together_before_it_is_saved(client, boss, template, now):
    mine = state_of(template)
    mine["template.hold_ms"] = "7"
    newest = save(template, now, running_ms=60_000)
    answer = post(client, template, mine, save="on")
    page = read_page(answer)

    assert RollTemplate.objects.count() == 2
    (told,) = find_all(page, class_="together")
    assert "saved version 2 while you were changing this template" in get_text(told)
    assert "Running time" in get_text(told)
    assert "Both of you" not in get_text(told)
    (form,) = find_all(page, "form", id="looks")
    assert get_value(form, "action") == address(newest)
    assert not is_disabled(page)

    post(client, newest, state_in(answer), save="on")
    made = RollTemplate.objects.get(version=3)
    assert (made.data["hold_ms"], made.data["running_ms"]) == (7000, 60_000)


def test_a_value_that_both_changed_is_shown_side_by_side(client, boss, template, now):
    mine = state_of(template)
    mine["template.hold_ms"] = "7"
    save(template, now, hold_ms=5000)
    answer = post(client, template, mine, save="on")
    (told,) = find_all(read_page(answer), class_="together")
    assert "Hold at the end: theirs 5 s, yours 7 s" in get_text(told)
    assert state_in(answer)["template.hold_ms"] == "7"


def test_text_that_was_written_over_an_older_version_is_put_together_too(client, boss, template, now):
    save(template, now, running_ms=60_000)
    text = json.dumps({**template.data, "hold_ms": 7000})
    answer = client.post(address(template), {"as_text": "on", "text": text})
    assert find_all(read_page(answer), class_="together")
    state = state_in(answer)
    assert (state["template.hold_ms"], state["template.running_ms"]) == ("7", "60")
    assert RollTemplate.objects.count() == 2


def test_a_button_that_is_pressed_twice_saves_once_and_says_so(client, boss, template):
    state = state_of(template)
    state["template.hold_ms"] = "7"
    first, second = (post(client, template, state, save="on") for _press in range(2))
    newest = RollTemplate.objects.get(version=2)

    assert (first.url, second.url) == (address(newest), address(newest))
    assert RollTemplate.objects.count() == 2
    assert get_text(read_page(client.get(second.url))).count("Version 2 of “Ours” is saved.") == 2


def test_who_changed_nothing_beside_a_newer_version_comes_to_that(client, boss, template, now):
    newest = save(template, now, running_ms=60_000)
    answer = post(client, template, state_of(template), save="on")
    assert answer.url == address(newest)
    assert "Nothing has changed; version 2 is still the newest." in get_text(
        read_page(client.get(answer.url))
    )


def test_text_of_lists_in_lists_in_lists_is_refused_in_words(client, boss, template):
    answer = client.post(address(template), {"as_text": "on", "text": "[" * 100_000})
    assert "The text is not valid JSON" in get_text(read_page(answer))


def test_buttons_go_on_working_when_somebody_else_has_saved(client, boss, template, now):
    save(template, now, running_ms=60_000)
    page = read_page(post(client, template, state_of(template), do="down template.blocks 0"))
    assert not is_disabled(page)
    assert "What you have changed here is put together with it" in get_text(page)


def test_a_viewer_sees_the_form_and_cannot_change_it(client, template, staff):
    client.force_login(staff("viewer"))
    shown = read_page(client.get(address(template)))
    assert is_disabled(shown)
    assert find_all(shown, name="save") == []
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
    (table,) = find_all(read_page(page), "tbody")
    cells = [(get_value(row, "class"), *list_texts(row, "td")) for row in find_all(table, "tr")]
    assert cells == [
        ("removed", "block 1 (Title of the work)", "", "block 1", ""),
        ("moved", "block 2 (People: Second key animation — 4 columns)", "", "block 8", "block 2"),
        ("changed", "block 7 (People: Key animation — 3 columns)", "Columns", "4", "3"),
        ("changed", "Whole roll", "Running time", "90 s", "as usual"),
        ("changed", "Gaps", "Between roles", "28", "30"),
    ]
    first = client.get(reverse("admin:productions_rolltemplate_difference", args=[template.pk]))
    assert "There is no earlier version" in read_page_text(first)
