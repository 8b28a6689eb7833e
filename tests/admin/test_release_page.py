"""The page of one release: its contents as printed, what changed, who withheld their name since."""

import pytest
from django.urls import reverse

from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.withholding.services.withholding import record_wish
from tests.html_pages import find_all, get_text, list_links, list_texts, read_markup, read_page


@pytest.fixture
def second(db, now):
    return create_contributor(name="見本 花子", by=None, now=now)


@pytest.fixture
def issues(production, person, second, confirmed, role, now):
    """Two, of which the second names somebody more."""
    confirmed(contributor=person)
    first = issue_release(production, by=None, now=now)
    confirmed(contributor=second, role=role("layout"))
    return first, issue_release(production, by=None, now=now)


def open_release(client, release):
    return client.get(reverse("admin:productions_release_change", args=[release.pk]))


def test_it_shows_roles_and_names_as_they_are_printed(client, staff, issues):
    client.force_login(staff("viewer"))
    page = read_page(open_release(client, issues[1]))
    (contents, *_others) = [
        [get_text(each) for each in find_all(part, tag)]
        for part in find_all(page, "section", aria_labelledby="holds")
        for tag in ("dd",)
    ]
    assert contents[-2:] == ["見本 花子", "牧原亮太郎"]
    assert list_texts(page, "section", aria_labelledby="changed")[0].count("1") >= 1
    links = list_links(page)
    assert reverse("admin:productions_release_change", args=[issues[0].pk]) in links


def test_whoever_withheld_their_name_since_is_counted_by_role_and_named_nowhere(
    client, staff, issues, production, second, now
):
    record_wish(
        second,
        production=production,
        statement="No.",
        stated_on=now.date(),
        by=None,
        now=now,
    )
    client.force_login(staff("approver"))
    for release in issues:
        answer = open_release(client, release)
        assert "見本 花子" not in read_markup(answer)
    (told,) = list_texts(read_page(answer), "section", aria_labelledby="withheld")
    assert "Layout: 1" in told
    assert not find_all(read_page(open_release(client, issues[0])), "section", aria_labelledby="withheld")


def test_it_costs_no_more_with_thirty_credits(
    client, staff, issues, confirmed, role, person, production, now, django_assert_max_num_queries
):
    for number in range(30):
        confirmed(contributor=person, role=role("director"), role_as_printed=str(number))
    third = issue_release(production, by=None, now=now)
    client.force_login(staff("approver"))
    client.get("/admin/")
    for release in (issues[0], third):
        with django_assert_max_num_queries(15):
            assert open_release(client, release).status_code == 200
