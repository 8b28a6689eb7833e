"""Who was asked about AI: listed first, declared for exactly what the page listed; required roles; coverage's numbers."""

import pytest
from django.urls import reverse

from productions.catalogue.services.cuts import add_cuts
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.bulk_credits import enter_credits
from productions.models import AIDeclaration, Credit
from tests.html_pages import find_all, list_links, list_texts, read_page, read_page_text

SENTENCE = "No AI system was used in my work on the credits listed here."


@pytest.fixture
def drawn(production, person, role, now):
    cuts = add_cuts(production, [{"number": number} for number in "123"], by=None, now=now)
    rows = [{"role": role("background_art"), "contributor": person, "cut": cut} for cut in cuts]
    return enter_credits(production, rows, by=None, now=now, state="confirmed")


@pytest.fixture
def said(person):
    return {
        "answer": "none",
        "declared_by": person.pk,
        "wording": SENTENCE,
        "basis": "own_statement",
        "note": "",
    }


def address(production, query="?role=background_art"):
    return reverse("admin:productions_production_ai", args=[production.pk]) + query


def test_the_page_lists_before_it_takes_a_declaration(client, boss, production, drawn, said):
    empty = client.get(address(production, ""))
    assert (empty.context["rows"], find_all(read_page(empty), name="wording")) == ([], [])
    assert "Choose a role: its credits are listed" in read_page_text(empty)
    everything = reverse("admin:productions_production_review", args=[production.pk])
    assert f"{everything}?show=ai" in list_links(read_page(empty))
    shown = client.get(address(production))
    assert len(find_all(read_page(shown), name="wording")) == 1
    assert [row.pk for row in shown.context["unasked"]] == [credit.pk for credit in drawn]
    for listed in ([], [drawn[0].pk]):
        refused = client.post(address(production), {**said, "listed": listed})
        assert "no longer all that were not asked here" in read_page_text(refused)
    assert AIDeclaration.objects.count() == 0
    done = client.post(address(production), {**said, "listed": [credit.pk for credit in drawn]}, follow=True)
    assert "Declared for 3 credits." in read_page_text(done)
    assert [row.ai for row in done.context["rows"]] == ["none"] * 3
    assert find_all(read_page(done), name="wording") == []


def test_viewers_look_and_declare_nothing(client, staff, production, drawn, said):
    client.force_login(staff("viewer"))
    assert find_all(read_page(client.get(address(production))), name="wording") == []
    assert client.post(address(production), {**said, "listed": [drawn[0].pk]}).status_code == 403


def test_one_credit_is_declared_and_withdrawn(client, boss, drawn, said):
    page = reverse("admin:productions_credit_change", args=[drawn[0].pk])
    assert "AI: not asked" in read_page_text(client.get(page))
    client.post(reverse("admin:productions_credit_declare_ai", args=[drawn[0].pk]), said)
    assert Credit.objects.get(pk=drawn[0].pk).ai == "none"
    assert "AI: none, as declared" in read_page_text(client.get(page))
    client.post(reverse("admin:productions_credit_withdraw_ai", args=[drawn[0].pk]), {"reason": "wrong"})
    assert Credit.objects.get(pk=drawn[0].pk).ai == "not_asked"


def test_required_roles_are_added_and_dropped_with_a_reason(client, boss, production):
    page = reverse("admin:productions_production_required_roles", args=[production.pk])
    assert measure_coverage(production=production).required == {"director", "key_animation", "background_art"}
    client.post(page, {"role": "music", "required": "yes"})
    refused = client.post(page, {"role": "background_art", "required": "no"})
    assert "Say why this production has no such work." in read_page_text(refused)
    client.post(page, {"role": "background_art", "required": "no", "reason": "Drawn on white."})
    assert measure_coverage(production=production).required == {"director", "key_animation", "music"}


def test_unnamed_people_are_counted_once_in_box_and_table(
    client, boss, production, company, drawn, role, now
):
    gap = {"role": role("background_art"), "absence_reason": "company_will_not_name", "headcount": 2}
    studio = {
        "role": role("inbetween"), "kind": "organization", "contributor": company, "headcount": 8, "named_count": 0,
    }  # fmt: skip
    enter_credits(
        production,
        [{**gap, "cut": credit.cut} for credit in drawn] + [studio],
        by=None,
        now=now,
        state="confirmed",
    )
    enter_credits(production, [{"role": role("layout"), "absence_reason": "unknown_lost"}], by=None, now=now)
    counted = measure_coverage(production=production)
    assert (counted.people_unnamed, counted.credits_draft, counted.credits_named) == (10, 1, 3)
    assert [(line.role.code, line.people_unnamed, line.drafts) for line in counted.roles] == [
        ("director", 0, 0), ("layout", 0, 1), ("key_animation", 0, 0), ("inbetween", 8, 0), ("background_art", 2, 0),
    ]  # fmt: skip
    page = read_page(client.get(reverse("admin:productions_production_overview", args=[production.pk])))
    (box,) = find_all(page, "dl", class_="figures")
    figures = dict(zip(list_texts(box, "dt"), list_texts(box, "dd"), strict=True))
    assert (figures["people not named"], figures["entered, not confirmed"]) == ("10", "1")


def test_the_page_costs_the_same_for_one_credit_and_for_thirty(
    client, boss, production, person, role, now, django_assert_max_num_queries
):
    cuts = add_cuts(production, [{"number": str(number)} for number in range(30)], by=None, now=now)
    rows = [{"role": role("background_art"), "contributor": person, "cut": cut} for cut in cuts]
    client.get("/admin/jsi18n/")  # the first page of a session keeps where it came from
    for count, entered in ((1, rows[:1]), (30, rows[1:])):
        enter_credits(production, entered, by=None, now=now, state="confirmed")
        with django_assert_max_num_queries(10):
            assert len(client.get(address(production)).context["rows"]) == count
