"""The overview: what waits in a production, the next step, and the way back to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.catalogue.services.productions import create_production
from productions.credits.services.credits import enter_credit
from productions.exports.services.exports import request_export
from productions.models import Export
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from tests.html_pages import find_all, get_text, list_links, read_markup, read_page


@pytest.fixture
def overview(production):
    return reverse("admin:productions_production_overview", args=[production.pk])


def read_step(client, overview):
    """The step that the page offers; empty for none."""
    page = read_page(client.get(overview))
    return "".join(get_text(each) for each in find_all(page, "p", class_="next-step"))


def test_an_empty_production_asks_for_its_sheet(client, staff, overview):
    client.force_login(staff("editor"))
    page = read_page(client.get(overview))
    (step,) = find_all(page, "li", aria_current="step")
    assert "Bring your sheet" in get_text(step)
    assert read_step(client, overview) == ""


def test_once_an_issue_is_exported_the_next_step_is_what_waits(
    client, staff, production, overview, confirmed, role, person, now
):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    client.force_login(staff("editor"))
    export = request_export(production, release=release, format="txt", by=None, now=now)
    Export.objects.filter(pk=export.pk).update(
        state="done", file="x", size=1, digest="0" * 64, finished_at=now
    )
    assert "first-steps" not in read_markup(client.get(overview))
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    assert read_step(client, overview) == "Review the drafts"
    client.force_login(staff("viewer"))
    assert read_step(client, overview) == ""


def test_rows_of_the_list_and_small_forms_lead_to_it(client, staff, production, overview, role, person, now):
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    client.force_login(staff("editor"))
    listed = client.get(reverse("admin:productions_production_changelist"))
    assert [link for link in list_links(read_page(listed)) if link.startswith(overview)]
    export = reverse("admin:productions_production_export", args=[production.pk])
    assert overview in list_links(read_page(client.get(export, follow=True)))
    settings = reverse("admin:productions_production_change", args=[production.pk])
    assert "../overview/" in list_links(read_page(client.get(settings)))


def test_strangers_are_not_told_that_it_exists(client, staff, production, now):
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    client.force_login(staff("approver"))
    address = reverse("admin:productions_production_overview", args=[hidden.pk])
    assert client.get(address).status_code == 404
    assert "Hidden" not in read_markup(client.get("/admin/"))


def test_it_costs_the_same_with_1_and_with_30_of_everything(client, boss, production, overview, role, now):
    client.get(overview)
    counts = []
    for rows in (1, 29):
        for number in range(rows):
            person = create_contributor(name=f"見本 {rows} {number}", by=None, now=now)
            enter_credit(
                production, role=role("layout"), contributor=person, state="confirmed", by=None, now=now
            )
            release = issue_release(production, by=None, now=now)
            request_export(production, release=release, format="txt", by=None, now=now)
        with CaptureQueriesContext(connection) as asked:
            client.get(overview)
        counts.append(len(asked))
    assert counts[1] <= counts[0]
