"""The first page of a site where nothing is yet: what its first user does next, and whom a newcomer asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from productions.accounts.services.invitations import create_invitation
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.credits import enter_credit
from productions.desk.services.first_steps import describe_first_steps
from productions.exports.services.exports import request_export, run_export
from productions.models import Production, User
from productions.releases.services.releases import issue_release
from tests.admin.test_first_page import MAX_QUERIES
from tests.html_pages import find_all, get_text, get_value, read_page, read_page_text

HOME = "/admin/"


def read_steps(client):
    """Each step with its mark: done, next, or none; and the texts of what is there instead."""
    page = read_page(client.get(HOME))
    (section,) = find_all(page, "section", class_="desk first-steps") or [None]
    if section is None:
        return None
    return [
        (get_value(item, "class"), get_text(part))
        for item in find_all(section, "li")
        for part in (*find_all(item, "a", class_="what"), *find_all(item, "span", class_="what"))
    ]


def get_steps_text(client):
    page = read_page(client.get(HOME))
    (section,) = find_all(page, "section", class_="desk first-steps")
    return get_text(section)


def make_address(page, production):
    return reverse(f"admin:productions_production_{page}", args=[production.pk])


def test_the_first_user_of_an_empty_site_makes_a_production(client, boss):
    assert read_steps(client) == [("next", "Make your first production")]


def test_a_title_and_a_kind_make_a_series_with_its_episodes(client, boss):
    form = {"given_title": "星の郵便局", "kind": "series", "episodes": "12", "rate": "24"}
    answer = client.post(
        reverse("admin:productions_production_add"), {**form, "visibility": "private"}, follow=True
    )
    made = Production.objects.get()
    assert answer.redirect_chain == [(make_address("import", made), 302)]
    assert "is made. Bring its sheet here, or type it." in read_page_text(answer)
    numbers = made.episodes.live().in_order().values_list("number", flat=True)
    assert list(numbers) == [str(number) for number in range(1, 13)]
    assert read_steps(client)[:2] == [
        ("done", "Say which episodes there are"),
        ("next", "Bring your sheet"),
    ]


def test_a_series_of_unknown_length_goes_on_with_its_episodes(client, boss):
    form = {"given_title": "星の郵便局", "kind": "series", "rate": "24"}
    answer = client.post(reverse("admin:productions_production_add"), {**form, "visibility": "private"})
    made = Production.objects.get()
    assert answer.url == make_address("episode_range", made)
    answer = client.post(answer.url, {"episodes": "第01話～第03話"})
    assert answer.url == make_address("import", made)
    assert list(made.episodes.live().in_order().values_list("number", flat=True)) == ["1", "2", "3"]
    again = client.post(make_address("episode_range", made), {"episodes": "1-3"})
    assert "These episodes are there already." in read_page_text(again)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("all", "is no range of episodes"),
        ("12-1", "The range ends before it begins"),
        ("1-9999", "This range is too long; make the episodes in parts."),
    ],
)
def test_what_is_no_range_is_refused_beside_its_field(client, boss, production, text, sentence):
    page = client.post(make_address("episode_range", production), {"episodes": text})
    assert sentence in read_page_text(page)
    assert not production.episodes.exists()


def test_the_steps_follow_what_is_there_until_the_roll_is_issued_and_exported(
    client, staff, production, person, role, now, confirmed, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    approver = staff("approver")
    client.force_login(approver)
    (sheet, *others) = read_steps(client)
    assert describe_first_steps(approver, production).production == production
    assert sheet == ("next", "Bring your sheet")
    assert [mark for mark, _label in others] == ["", "", "", ""]
    confirmed(contributor=person)
    create_invitation(production=production, level="editor", invitee="田中", by=approver, now=timezone.now())
    marks = [mark for mark, _label in read_steps(client)]
    assert marks == ["done", "done", "done", "next", ""]
    issue_release(production, by=approver, now=timezone.now())
    assert [mark for mark, _label in read_steps(client)][3:] == ["done", "next"]
    export = request_export(
        production, release=production.releases.get(), format="txt", by=approver, now=timezone.now()
    )
    run_export(export.uid, clock=timezone.now)
    assert read_steps(client) is None
    assert describe_first_steps(approver, production) is None


def test_whoever_works_alone_goes_on_without_inviting(client, boss, production, person, role, now):
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    assert [mark for mark, _label in read_steps(client)] == ["done", "", "next", "", ""]


def test_an_editor_is_not_told_who_is_invited_and_leaves_the_issue_to_approvers(
    client, staff, production, now
):
    create_invitation(production=production, level="editor", invitee="田中", by=None, now=now)
    client.force_login(staff("editor"))
    steps = {label: mark for mark, label in read_steps(client)}
    assert steps["Invite who works with you"] == ""
    assert "for approvers" in get_steps_text(client)


def test_a_viewer_and_whoever_sees_many_productions_see_no_steps(client, staff, production, boss, now):
    for number in range(3):
        create_production(title=f"作品{number}", kind="film", by=None, now=now)
    assert read_steps(client) is None
    client.force_login(staff("viewer"))
    assert read_steps(client) is None


def test_a_newcomer_reads_whom_to_ask_and_learns_of_no_production(client, account, theirs, settings):
    account("tanaka", theirs)
    client.force_login(account("newcomer"))
    told = get_steps_text(client)
    assert "You belong to no production yet" in told
    assert "ask whoever gave you this account" in told
    assert "別の作品" not in told
    assert "tanaka" not in told
    settings.SITE_CONTACT = "mailto:credits@registry.example"
    assert "ask whoever runs this site: credits@registry.example" in get_steps_text(client)


@pytest.mark.parametrize("who", ["viewer", "editor", "approver", "registrar", "superuser", "newcomer"])
def test_the_first_page_asks_no_more_while_it_shows_first_steps(
    client, staff, account, boss, production, role, person, now, who
):
    """An editor who is a registrar is asked about most: their level, and what waits for a registrar. With 30 productions:
    `test_first_page.py`."""
    user = boss if who == "superuser" else account(who, *([] if who == "newcomer" else [production]))
    if who in ("viewer", "approver"):
        user = staff(who, "of " + who)
    User.objects.filter(pk=user.pk).update(registrar=who == "registrar")
    client.force_login(user)
    client.get(HOME)  # the first page notes the session

    def count_queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME)
        return len(asked)

    def enter(count):
        for number in range(count):
            enter_credit(
                production, role=role("layout"), contributor=person, role_as_printed=f"{count} {number}",
                by=None, now=now,
            )  # fmt: skip
        request_export(production, format="txt", by=None, now=now)

    enter(1)
    before = count_queries()
    assert (read_steps(client) is None) == (who == "viewer")
    enter(30)
    assert count_queries() == before <= MAX_QUERIES


def test_the_steps_keep_to_the_only_episode_that_is_entered(client, boss, now, role, person):
    series = create_production(title="星の郵便局", kind="series", by=None, now=now)
    first, second = (add_episode(series, number=number, by=None, now=now) for number in "12")

    def list_queries():
        section = find_all(read_page(client.get(HOME)), "section", class_="desk first-steps")[0]
        addresses = [get_value(each, "href") for each in find_all(section, "a", class_="what")]
        return [address.partition("?")[2] for address in addresses if "/production/" in address]

    enter_credit(series, role=role("layout"), contributor=person, episode=first, by=None, now=now)
    assert list_queries() == [f"episode={first.pk}"] * 3
    enter_credit(series, role=role("layout"), contributor=person, episode=second, by=None, now=now)
    assert list_queries() == ["", "", ""]
