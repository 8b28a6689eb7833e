"""Save and add another keeps everything but the person; rates are said as people say them."""

from fractions import Fraction

import pytest
from django.urls import reverse

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Credit, Event
from productions.shared.timecode import format_frame_rate, parse_frame_rate
from tests.admin.asking import inline, post
from tests.html_pages import find_all, get_value, read_markup, read_page


@pytest.fixture
def form(production, person, company, role, now):
    episode = add_episode(production, number="1", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    return {
        "production": production.pk, "episode": episode.pk, "cut": cut.pk, "role": role("layout").pk,
        "contributor": person.pk, "affiliation": company.pk, "kind": "person", "position": 4, "attribution": "pseudonym",
        "evidence_kind": "contract", "evidence_note": "order 12", "role_as_printed": "LO",
    }  # fmt: skip


def read_form(answer):
    page = read_page(answer)
    boxes = {get_value(each, "name"): get_value(each, "value") for each in find_all(page, "input")}
    return boxes, page


def test_another_credit_begins_with_all_but_the_person(client, staff, form):
    client.force_login(staff("editor"))
    answer = post(client, "credit_add", **form, _addanother="1")
    credit = Credit.objects.get()
    assert answer["Location"] == f"{reverse('admin:productions_credit_add')}?like={credit.pk}"
    page = client.get(answer["Location"])
    initial = page.context["adminform"].form.initial
    kept = (
        "production",
        "episode",
        "cut",
        "role",
        "affiliation",
        "position",
        "evidence_kind",
        "evidence_note",
    )
    assert {name: initial[name] for name in kept} == {name: form[name] for name in kept}
    assert initial["on_screen"] is False
    assert {"contributor", "credited_as", "printed_as", "attribution"} & initial.keys() == set()
    assert get_value(find_all(read_page(page), "div", id="first-field")[0], "data-name") == "contributor"


def test_a_credit_of_elsewhere_is_no_example(client, staff, theirs, person, role, now):
    row = {"role": role("layout"), "contributor": person, "evidence_note": "secret"}
    (credit,) = enter_credits(theirs, [row], by=None, now=now)
    client.force_login(staff("editor"))
    for key in (credit.pk, "abc", "9" * 30):
        page = client.get(reverse("admin:productions_credit_add"), {"like": key})
        assert "evidence_note" not in page.context["adminform"].form.initial
        assert "secret" not in read_markup(page)


def test_a_viewer_of_a_production_gets_no_private_note(client, staff, production, theirs, form, person):
    client.force_login(staff("editor"))
    post(client, "credit_add", **form)
    viewer = staff("viewer")
    viewer.memberships.create(production=theirs, level="editor")
    client.force_login(viewer)
    page = client.get(reverse("admin:productions_credit_add"), {"like": Credit.objects.get().pk})
    assert "order 12" not in read_markup(page)


@pytest.mark.parametrize(
    ("typed", "rate"),
    [("23.976", Fraction(24000, 1001)), ("24", Fraction(24)), ("２９．９７", Fraction(30000, 1001)), ("24000/1001", Fraction(24000, 1001))],
)  # fmt: skip
def test_a_rate_is_one_field(client, boss, production, typed, rate):
    address = reverse("admin:productions_production_change", args=[production.pk])
    sent = {"kind": "short", "year": "2023", "visibility": "public", "rate": typed, **inline("titles")}
    assert client.post(address, sent).status_code == 302
    production.refresh_from_db()
    assert production.fps == rate
    boxes, _page = read_form(client.get(address))
    assert boxes["rate"] == format_frame_rate(rate)
    assert parse_frame_rate(boxes["rate"]) == rate


def test_a_rate_that_was_not_changed_is_no_event(client, boss, production):
    address = reverse("admin:productions_production_change", args=[production.pk])
    before = Event.objects.count()
    sent = {"kind": "short", "year": "2023", "visibility": "public", "rate": "24.0", **inline("titles")}
    client.post(address, sent)
    assert Event.objects.count() == before


def test_a_rate_that_is_none_is_told_beside_its_field(client, boss, production):
    address = reverse("admin:productions_production_change", args=[production.pk])
    for typed in ("fast", "0", "999"):
        page = client.post(address, {"kind": "short", "rate": typed, **inline("titles")})
        assert list(page.context["adminform"].form.errors["rate"]) == [
            f"“{typed}” is no frame rate; write 24, 25 or 24000/1001."
        ]


def test_an_edition_may_have_no_rate_of_its_own(client, boss, production):
    sent = {"production": production.pk, "code": "tv_cut", "label_en": "TV cut", "rate": ""}
    assert post(client, "productionedition_add", **sent).status_code == 302
    assert production.own_editions.get().fps is None
