"""The history says who did what in words: names, labels and places, and no codes or uids."""

from datetime import timedelta

import pytest
from django.urls import reverse

from productions.accounts.services.accounts import update_user
from productions.catalogue.services.cuts import update_cut
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits, update_credit
from productions.models import Credit, Event
from productions.people.services.contributors import create_contributor
from productions.people.services.private_details import add_private_details
from productions.removals.services.removal import remove_entity
from tests.html_pages import find_all, get_text, read_page


def sentences(client, subject, language="en", **asked):
    """The sentences of a history page, newest first."""
    address = reverse(f"admin:productions_{subject._meta.model_name}_history", args=[subject.pk])
    answer = client.get(address, asked, headers={"accept-language": language})
    assert answer.status_code == 200
    page = read_page(answer)
    (content,) = find_all(page, id="content-main")
    said = [each for item in find_all(content, "ol") for each in find_all(item, "p") if not each.attributes]
    return [without_space(each) for each in said]


def without_space(element):
    """The text of a sentence without spaces, links to take it back and reasons why not."""
    wanted = [
        child if isinstance(child, str) else get_text(child)
        for child in element.children
        if isinstance(child, str)
        or (child.name in ("strong", "a") and "way-back" not in dict(child.attributes).get("class", ""))
    ]
    return "".join("".join(wanted).split())


@pytest.fixture
def tanaka(client, staff):
    user = staff("editor", "tanaka")
    user.last_name, user.first_name = "", "田中"
    user.save()
    client.force_login(user)
    return user


@pytest.fixture
def layouts(production, episode, cuts, role, person, tanaka, now):
    """Twelve credits of one role, entered by one act."""
    rows = [{"role": role("layout"), "cut": cut, "contributor": person} for cut in cuts]
    return enter_credits(production, rows, by=tanaka, now=now + timedelta(hours=1))


def test_many_entries_of_one_act_are_told_together(client, production, layouts):
    assert sentences(client, production)[0] == "田中entered12credits(Layout)in#1C001–C012."
    assert sentences(client, production, "ja")[0] == "田中が#1C001–C012のクレジット（レイアウト）12件を入力"


def test_a_changed_person_is_told_by_both_names(client, production, layouts, tanaka, now):
    other = create_contributor(name="例 太郎", by=None, now=now)
    update_credit(layouts[11], contributor=other, by=tanaka, now=now + timedelta(hours=2))
    said = "田中changed#1C012Layoutfrom“牧原亮太郎”to“例太郎”."
    assert sentences(client, production)[0] == sentences(client, layouts[11])[0] == said
    assert (
        sentences(client, production, "ja")[0] == "田中が#1C012レイアウトを「牧原亮太郎」から「例太郎」に変更"
    )


def test_fields_choices_and_linked_entries_have_their_labels(
    client, production, layouts, cuts, role, tanaka, now
):
    update_cut(cuts[2], status="omitted", by=tanaka, now=now + timedelta(hours=2))
    update_credit(layouts[0], role=role("key_animation"), by=tanaka, now=now + timedelta(hours=3))
    assert sentences(client, production)[:2] == [
        "田中changed#1C001Keyanimation:rolefrom“Layout”to“Keyanimation”.",
        "田中changed#1C003:statusfrom“active”to“omitted(numberkept)”.",
    ]


def test_confirming_and_removing_have_sentences_of_their_own(client, production, layouts, tanaka, now):
    confirm_credits(layouts[:2], by=tanaka, now=now + timedelta(hours=2))
    remove_entity(layouts[3], by=tanaka, now=now + timedelta(hours=3), reason="twice")
    assert sentences(client, production)[:2] == [
        "田中removed#1C004Layout(removed).",
        "田中confirmed2credits(Layout)in#1C001–C002.",
    ]


def test_it_is_narrowed_to_a_person_a_day_a_kind_and_an_entry(client, production, layouts, cuts, tanaka, now):
    update_cut(cuts[2], status="omitted", by=tanaka, now=now + timedelta(days=3))
    (changed,) = sentences(client, production, day=(now + timedelta(days=3)).date().isoformat())
    assert changed.startswith("田中changed#1C003")
    assert len(sentences(client, production, by=tanaka.pk)) == 2
    assert sentences(client, production, kind="credits") == ["田中entered12credits(Layout)in#1C001–C012."]
    assert len(sentences(client, production, entry=cuts[2].uid)) == 2
    assert sentences(client, production, day="2001-01-01") == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "yesterday"])
def test_a_day_that_is_none_narrows_nothing(client, production, layouts, day):
    assert sentences(client, production, day=day) == sentences(client, production)


def test_the_next_page_begins_where_the_first_one_ends(client, production, layouts, cuts, tanaka, now):
    for number in range(60):
        update_cut(cuts[0], length_frames=number + 1, by=tanaka, now=now + timedelta(minutes=number))
    first = sentences(client, production)
    assert len(first) == 50
    oldest = Event.objects.filter(entity_uid=cuts[0].uid).order_by("-pk")[49]
    second = sentences(client, production, before=oldest.pk)
    assert second[0] == "田中changed#1C001:lengthinframesfrom9to10."


def test_an_act_longer_than_a_page_is_told_once(client, production, episode, role, tanaka, now, cuts, person):
    people = [create_contributor(name=f"名前{number}", by=None, now=now) for number in range(30)]
    rows = [{"role": role("layout"), "cut": cut, "contributor": each} for cut in cuts for each in people]
    enter_credits(production, rows, by=tanaka, now=now + timedelta(hours=1))
    assert Credit.objects.count() == 360
    first = sentences(client, production)
    assert first == ["田中entered360credits."]
    oldest = Event.objects.filter(entity_type="credit").order_by("pk").first()
    assert "theoperatoradded12cutsin#1C001–C012." in sentences(client, production, before=oldest.pk)


def test_what_a_viewer_may_not_see_is_not_told(client, production, staff, person, now):
    add_private_details(person, production=production, note="private", by=None, now=now)
    client.force_login(staff("viewer"))
    assert not [said for said in sentences(client, production) if "private" in said]
    client.force_login(staff("editor"))
    assert [said for said in sentences(client, production) if "private" in said]


def test_an_account_has_a_history_too(client, admin_user, tanaka, now):
    client.force_login(admin_user)
    update_user(tanaka, registrar=True, by=None, now=now)
    assert sentences(client, tanaka) == ["theoperatorchangeduser“tanaka”:registrarfromnotoyes."]
