"""The People tab of a production, and the page that renames somebody on all credits of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.models import Credit
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, get_value, read_page, read_page_text

MOST_QUERIES = 15


def address(page, production, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse(f"admin:productions_production_{page}", args=[production.pk]) + (
        f"?{query}" if query else ""
    )


def enter_people(production, role, now, names):
    episode = add_episode(production, number=str(len(names)), by=None, now=now)
    people = [create_contributor(name=name, by=None, now=now) for name in names]
    rows = [{"role": role("layout"), "contributor": one, "episode": episode} for one in people]
    return enter_credits(production, rows, by=None, now=now)


@pytest.fixture
def editor(client, staff):
    user = staff("editor")
    client.force_login(user)
    client.get("/admin/")
    return user


def test_everybody_credited_is_there_with_what_looks_doubtful(client, editor, production, role, now):
    credits = enter_people(production, role, now, ["高橋 健", "髙橋 健", "見本 花子"])
    hanako = credits[2].contributor
    enter_credits(
        production,
        [{"role": role("key_animation"), "contributor": hanako, "credited_as": "ハナコ"}],
        by=None,
        now=now,
    )
    text = get_text(read_page(client.get(address("people", production))))
    assert "Looks like another entry: “髙橋 健”." in text
    assert "Credited in 2 spellings." in text
    assert "as ハナコ (1)" in text


@pytest.mark.parametrize("asked", ["みほん", "Mihon Hanako", "ハナコ", "見本"])
def test_the_tab_finds_in_any_script(client, editor, production, role, now, asked):
    enter_people(production, role, now, ["別人 太郎"])
    hanako = create_contributor(
        name="見本 花子", kana="みほん はなこ", romaji="Mihon Hanako", by=None, now=now
    )
    enter_credits(
        production,
        [{"role": role("layout"), "contributor": hanako, "credited_as": "ハナコ"}],
        by=None,
        now=now,
    )
    text = get_text(read_page(client.get(address("people", production, q=asked))))
    assert "見本 花子" in text
    assert "別人 太郎" not in text


@pytest.mark.parametrize("count", [1, 30])
def test_the_tab_costs_as_much_for_30_people_as_for_one(client, editor, production, role, now, count):
    enter_people(production, role, now, [f"見本 {number}" for number in range(count)])
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address("people", production)).status_code == 200
    assert len(asked) <= MOST_QUERIES


def test_who_withholds_their_name_is_counted_and_not_named(client, editor, production, role, now):
    credits = enter_people(production, role, now, ["秘密 花子", "見本 太郎"])
    withhold_name(credits[0], statement="by letter", stated_on=now.date(), by=None, now=now)
    text = get_text(read_page(client.get(address("people", production))))
    assert "秘密" not in text
    assert "withheld by their own choice: 1" in text


def test_a_name_is_looked_at_changed_and_taken_back(client, editor, production, role, now):
    (credit,) = enter_people(production, role, now, ["見本 花子"])
    page = address("people_rename", production, person=credit.contributor_id)
    preview = client.post(page, {"act": "preview", "credited_as": "ハナコ", "reason": "本人の希望"})
    assert preview.status_code == 200
    (form,) = find_all(read_page(preview), "form", class_="act")
    assert get_value(form, "method") == "post", "a reason stands in no address"
    assert client.get(page + "&credited_as=ハナコ").context["planned"] is None
    assert find_all(read_page(preview), "input", type="submit", value="Change 1 credit")
    assert Credit.objects.get().credited_as == "見本 花子"
    assert client.post(page, {"credited_as": "ハナコ", "reason": "本人の希望"}).status_code == 302
    assert Credit.objects.get().credited_as == "ハナコ"
    (done,) = client.get(page).context["done"]
    back = address("people_rename_undo", production, person=credit.contributor_id)
    assert client.post(back, {"at": done.at.isoformat()}).status_code == 302
    assert Credit.objects.get().credited_as == "見本 花子"


def test_what_somebody_changed_after_the_preview_is_looked_at_again(client, editor, production, role, now):
    (credit,) = enter_people(production, role, now, ["見本 花子"])
    page = address("people_rename", production, person=credit.contributor_id)
    sent = {
        "credited_as": "ハナコ",
        "seen": client.post(page, {"act": "preview", "credited_as": "ハナコ"}).context["seen"],
    }
    update_credit(Credit.objects.get(), credited_as="はなこ", by=None, now=now)
    answer = client.post(page, sent)
    assert "look at the preview again" in read_page_text(answer)
    assert Credit.objects.get().credited_as == "はなこ"
    assert client.post(page, sent | {"seen": answer.context["seen"]}).status_code == 302
    assert Credit.objects.get().credited_as == "ハナコ"


def test_viewers_see_everybody_and_rename_nobody(client, staff, production, role, now):
    (credit,) = enter_people(production, role, now, ["見本 花子"])
    client.force_login(staff("viewer"))
    page = client.get(address("people", production))
    assert "Change the credited name" not in get_text(read_page(page))
    for name in ("people_rename", "people_rename_undo"):
        answer = client.post(
            address(name, production, person=credit.contributor_id), {"credited_as": "ハナコ"}
        )
        assert answer.status_code == 403
    assert Credit.objects.get().credited_as == "見本 花子"


def test_a_person_of_another_production_is_not_there(client, editor, production, theirs, role, now):
    (credit,) = enter_people(theirs, role, now, ["見本 花子"])
    assert client.get(address("people_rename", production, person=credit.contributor_id)).status_code == 404
    assert client.get(address("people", theirs)).status_code == 404


def test_the_cuts_of_a_range_are_counted_each_and_none_twice(client, editor, production, person, role, now):
    episode = add_episode(production, number="1", by=None, now=now)
    cuts = add_cuts(production, [{"number": f"C00{n}"} for n in "12345"], episode=episode, by=None, now=now)
    ends = ((cuts[0], cuts[2]), (cuts[2], None), (cuts[4], None))
    common = {"role": role("key_animation"), "contributor": person, "episode": episode}
    enter_credits(
        production, [{**common, "cut": cut, "last_cut": last} for cut, last in ends], by=None, now=now
    )
    table = find_all(read_page(client.get(address("people", production))), "td", **{"data-label": "Cuts"})
    assert [get_text(cell) for cell in table] == ["4"]
