"""The admin's page of what changed since a release, and the issue that corrects it."""

import pytest

from productions.credits.services.credits import confirm_credits, update_credit
from productions.models import Credit, Event, Release
from productions.releases.services.releases import issue_release
from productions.rollkit.document.unsealing import read_document
from tests.html_pages import find_all, get_text, get_value, list_links, list_texts, read_page, read_page_text


@pytest.fixture
def changed(production, confirmed, person, now):
    """An issued roll, and one name that was put right afterwards."""
    credit = confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    update_credit(credit, credited_as="牧原", by=None, now=now)
    confirm_credits(Credit.objects.current(), by=None, now=now)
    return release


def address(production, page):
    return f"/admin/productions/production/{production.pk}/{page}/"


def new_names(answer):
    """What people are called now, by the page's table."""
    (rows,) = find_all(read_page(answer), "tbody")
    return list_texts(rows, "ins")


def seen(answer):
    """The digest of what the page shows, as its form has it."""
    (field,) = find_all(read_page(answer), "input", name="seen")
    return get_value(field)


def test_the_page_shows_each_person_that_differs(client, production, changed, staff):
    client.force_login(staff("approver"))

    answer = client.get(address(production, "difference"))

    (rows,) = find_all(read_page(answer), "tbody")
    assert "renamed" in get_text(rows)
    assert "牧原亮太郎" not in get_text(rows)  # a former name, which nobody said may be told
    assert new_names(answer) == ["牧原"]
    assert "../correct/?episode=&edition=" in list_links(read_page(answer))


def test_a_viewer_compares_issues_and_is_told_that_the_working_copy_is_not_theirs(
    client, production, changed, staff, now
):
    second = issue_release(production, by=None, now=now)
    client.force_login(staff("viewer"))

    answer = client.get(address(production, "difference"), {"release": second.pk})
    assert new_names(answer) == ["牧原"]
    assert [link for link in list_links(read_page(answer)) if link.startswith("../correct/")] == []
    html = read_page_text(client.get(address(production, "difference")))
    assert "You need to be editor of “犬と少年” for this" in html
    assert client.get(address(production, "correct")).status_code == 403


def test_a_released_roll_is_corrected_with_a_reason_by_the_next_issue(client, production, changed, staff):
    boss = staff("approver")
    client.force_login(boss)
    page = address(production, "correct")
    assert new_names(client.get(page)) == ["牧原"]

    given = {"episode": "", "edition": "", "seen": seen(client.get(page))}
    answer = client.post(page, {**given, "reason": " "})
    assert "This field is required." in read_page_text(answer)
    answer = client.post(page, {**given, "reason": "The family name alone, as asked"})

    assert answer.status_code == 302
    second = Release.objects.get(number=2)
    assert second.issued_by == boss
    assert second.previous_digest == changed.issue_digest
    assert [(each.kind, each.name_after) for each in read_document(second.document).issue.errata] == [
        ("renamed", "牧原")
    ]
    event = Event.objects.get(entity_uid=second.uid)
    assert (event.action, event.reason) == ("issued", "The family name alone, as asked")
    assert "There are no differences." in read_page_text(client.get(page))


def test_what_changed_since_it_was_looked_at_is_not_issued(client, production, changed, staff, now):
    client.force_login(staff("approver"))
    page = address(production, "correct")
    given = {"reason": "as asked", "episode": "", "edition": "", "seen": seen(client.get(page))}
    update_credit(Credit.objects.get(), credited_as="牧原 亮", by=None, now=now)
    confirm_credits(Credit.objects.current(), by=None, now=now)

    answer = client.post(page, given)

    assert "The roll has changed since you opened it; check it again." in read_page_text(answer)
    assert new_names(answer) == ["牧原 亮"]
    assert Release.objects.count() == 1
    client.post(page, given | {"seen": seen(answer)})
    assert Release.objects.count() == 2
