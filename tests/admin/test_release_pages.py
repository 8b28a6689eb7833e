"""The Releases tab and the page that issues: what was issued, what the next issue would be, what stands in its way."""

import pytest
from django.urls import reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit
from productions.models import Release
from productions.releases.services.releases import issue_release
from tests.html_pages import (
    find_all,
    get_text,
    get_value,
    list_links,
    list_texts,
    read_markup,
    read_page,
    read_page_text,
)
from tests.rules.conftest import GENERATIVE

PAGES_BUDGET = 15


def make_address(production, page, **asked):
    address = reverse(f"admin:productions_production_{page}", args=[production.pk])
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in asked.items())}"


def test_an_approver_issues_the_episode_and_edition_that_they_came_from(
    client, production, episode, staff, person, confirmed
):
    confirmed(episode=episode, contributor=person)
    client.force_login(staff("approver"))
    tab = read_page(client.get(make_address(production, "releases", episode=episode.pk, edition="disc")))
    (way,) = [link for link in list_links(tab) if link.startswith("../issue/")]
    assert way == f"../issue/?episode={episode.pk}&edition=disc"
    page = read_page(client.get(make_address(production, "issue", episode=episode.pk, edition="disc")))
    (form,) = find_all(page, "form", class_="act")
    sent = {get_value(field, "name"): get_value(field, "value") for field in find_all(form, "input")}
    assert (sent["episode"], sent["edition"]) == (str(episode.pk), "disc")
    assert "Issue 1 of #3 disc" in [get_value(field, "value") for field in find_all(form, "input")]
    answer = client.post(make_address(production, "issue"), sent)
    release = Release.objects.get()
    assert str(release) == f"{production} #3 disc issue 1"
    assert (release.episode, release.edition, release.digest) == (episode, "disc", sent["seen"])
    assert answer.headers["Location"] == reverse("admin:productions_release_change", args=[release.pk])


def test_what_was_not_looked_at_is_not_issued(client, production, staff, person, confirmed):
    confirmed(contributor=person)
    client.force_login(staff("approver"))
    answer = client.post(make_address(production, "issue"), {"seen": "0" * 64})
    assert "The roll has changed since you opened it" in read_page_text(answer)
    assert not Release.objects.exists()


def test_a_draft_stands_in_the_way_and_the_page_says_where_to_go(
    client, production, staff, person, role, now
):
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    client.force_login(staff("approver"))
    for page in ("releases", "issue"):
        shown = read_page(client.get(make_address(production, page)))
        (told,) = list_texts(shown, class_="blockers")
        assert "1 credit is still a draft" in told
    assert [
        each
        for each in find_all(shown, "input", type="submit")
        if get_value(each, "value") == "Issue 1 of the whole production"
    ] == []


def test_an_unnamed_ai_use_asks_for_a_reason_that_lifts_it(client, production, staff, unnamed_use):
    client.force_login(staff("approver"))
    page = read_page(client.get(make_address(production, "issue")))
    (told,) = list_texts(page, class_="blockers")
    assert "generative AI" in told
    assert find_all(page, "textarea", name="override_reason")
    assert not find_all(page, "input", name="names_checked")
    answer = client.post(make_address(production, "issue"), {"override_reason": "The studio is closed."})
    assert answer.status_code == 302
    assert Release.objects.get().override_reason == "The studio is closed."


@pytest.fixture
def unnamed_use(confirmed, now):
    system = register_ai_system(name="Reiga Paint", vendor="Kaku Labs", by=None, now=now)
    unknown = confirmed(absence_reason="unknown_lost")
    return record_ai_use(unknown, ai_system=system, by=None, now=now, **GENERATIVE)


def test_a_viewer_sees_what_was_issued_and_nothing_of_the_working_copy(
    client, production, staff, person, confirmed, role, now
):
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    enter_credit(
        production, role=role("layout"), credited_as="下書 花子", contributor=person, by=None, now=now
    )
    client.force_login(staff("viewer"))
    tab = client.get(make_address(production, "releases"))
    assert "issue 1" in read_page_text(tab)
    for page in (tab, client.get(make_address(production, "issue"))):
        assert "下書 花子" not in read_markup(page)
        assert "draft" not in read_markup(page)


def test_what_changed_is_counted_beside_the_issues(client, production, staff, person, confirmed, role, now):
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    client.force_login(staff("editor"))
    quiet = read_page_text(client.get(make_address(production, "releases")))
    assert "No credit was touched since issue 1." in quiet


@pytest.mark.parametrize("page", ["releases", "rolls"])
def test_the_tabs_cost_the_same_with_one_row_and_with_thirty(
    client, production, episode, staff, person, confirmed, role, now, page, django_assert_max_num_queries
):
    client.force_login(staff("approver"))
    client.get("/admin/")
    codes = ["layout", "director", "storyboard", "background_art", "key_animation"]
    for rows in (1, 29):
        for number in range(rows):
            confirmed(
                episode=episode,
                contributor=person,
                role=role(codes[number % 5]),
                role_as_printed=f"{rows} {number}",
            )
            issue_release(production, episode=episode, by=None, now=now)
        for asked in ({}, {"episode": episode.pk}):
            with django_assert_max_num_queries(PAGES_BUDGET):
                shown = client.get(make_address(production, page, **asked))
            assert shown.status_code == 200


def test_a_phone_reads_each_cell_with_its_heading(client, production, staff, person, confirmed, now):
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    client.force_login(staff("viewer"))
    page = read_page(client.get(make_address(production, "releases")))
    table = find_all(page, "table", class_="stacked")[0]
    assert [get_value(cell, "data-label") for cell in find_all(table, "td")] == [
        "Issued",
        "SHA-256",
        "Follows",
    ]
    assert [get_text(cell) for cell in find_all(table, "th")][-1] == "issue 1"


def test_the_preview_of_an_issue_chooses_its_own_episode(
    client, production, episode, staff, confirmed, person, now
):
    confirmed(contributor=person, episode=episode)
    release = issue_release(production, episode=episode, by=None, now=now)
    client.force_login(staff("viewer"))
    for asked in ({}, {"episode": "", "language": "en"}):
        page = read_page(client.get(make_address(production, "preview", release=release.pk, **asked)))
        (choice,) = find_all(page, "select", id="id_episode")
        options = find_all(choice, "option")
        chosen = [get_text(each) for each in options if "selected" in dict(each.attributes)]
        assert chosen == [str(episode)]
