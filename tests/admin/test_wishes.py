"""The page of a person's wish: everything it touches is listed before it is recorded; approvers alone see whose it is."""

import pytest
from django.urls import reverse

from productions.models import Credit, Wish
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from tests.html_pages import list_texts, read_page, read_page_text

WISH = {
    "kind": "withhold_name",
    "stated_on": "2026-04-30",
    "statement": "Leave me out.",
    "earlier_issues": "on",
}


@pytest.fixture
def page(person):
    return reverse("admin:productions_contributor_wish", args=[person.pk])


def test_what_a_wish_touches_is_listed_before_it_is_recorded(
    client, production, person, confirmed, role, staff, page, now
):
    mine = confirmed(contributor=person)
    namesake = confirmed(
        contributor=create_contributor(name=person.name, by=None, now=now), role=role("director")
    )
    client.force_login(staff("approver"))

    listed = client.post(page, {**WISH, "production": production.pk})
    assert [list(listed.context["touched"]), listed.context["others"]] == [[mine], [namesake]]
    assert "This wish touches 1 credit" in read_page_text(listed)
    assert Wish.objects.count() == 0
    assert list_texts(read_page(listed), "textarea", name="statement") == ["Leave me out."]

    # Where it holds was changed after the list: it is listed again.
    client.post(page, {**WISH, "production": production.pk, "listed": "everywhere"})
    assert Wish.objects.count() == 0
    done = client.post(page, {**WISH, "production": production.pk, "listed": str(production.pk)})
    wish = Wish.objects.get()
    assert done.headers["Location"] == reverse("admin:productions_wish_change", args=[wish.pk])
    assert Credit.objects.get(pk=mine.pk).contributor is None


@pytest.mark.parametrize(
    ("level", "opens"), [("approver", 200), ("editor", 403), ("viewer", 403), ("stranger", 403)]
)
def test_only_approvers_record_wishes_and_see_whose_they_are(
    client, production, person, confirmed, staff, page, level, opens, now
):
    credit = confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    client.force_login(staff("approver", "boss"))
    client.post(page, {**WISH, "production": production.pk, "listed": str(production.pk)})
    wish, release = Wish.objects.get(), production.releases.get()

    client.force_login(staff(level, "other"))
    assert client.get(page).status_code == opens
    shown = client.get(reverse("admin:productions_wish_change", args=[wish.pk]))
    assert (shown.status_code == 200 and person.name in read_page_text(shown)) == (opens == 200)
    behind = read_page_text(client.get(reverse("admin:productions_credit_change", args=[credit.pk])))
    assert (f"Behind this credit: {person.name}" in behind) == (opens == 200)
    whole = client.get(reverse("admin:productions_release_whole", args=[release.pk]))
    assert (whole.status_code == 200 and person.name in read_page_text(whole)) == (opens == 200)


def test_an_approver_chooses_among_their_own_productions(client, production, person, staff, page):
    client.force_login(staff("approver"))
    refused = client.post(page, {**WISH, "production": ""})
    assert refused.context["form"].errors["production"] == ["This field is required."]


def test_a_wish_is_ended_with_the_reason(client, production, person, confirmed, staff, page):
    credit = confirmed(contributor=person)
    client.force_login(staff("approver"))
    client.post(page, {**WISH, "production": production.pk, "listed": str(production.pk)})
    wish = Wish.objects.get()
    client.post(reverse("admin:productions_wish_end", args=[wish.pk]), {"reason": "wrote to us"})
    credit.refresh_from_db()
    assert credit.contributor == person
