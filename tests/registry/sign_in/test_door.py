"""The sign-in page: who comes in, where it leads, in which language; and what a refusal says."""

import logging

import pytest
from django.test import Client

from api.read.newest_event import read_last_modified
from productions.models import Event
from tests.html_pages import (
    find_all,
    get_value,
    list_elements_but_token,
    read_markup,
    read_page,
    read_page_text,
)
from tests.registry.sign_in.conftest import DOOR, is_in, sign_in


def test_staff_sign_in_with_the_fields_of_the_admin(client, staff):
    staff("editor")
    assert sign_in(client, "editor").headers["Location"] == "/admin/"
    assert is_in(client)


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/admin/productions/production/?q=x", "/admin/productions/production/?q=x"),
        ("https://elsewhere.example/", "/admin/"),
        ("//elsewhere.example/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_next_leads_where_it_says_on_this_site_alone(client, staff, wanted, led_to):
    staff("editor")
    assert sign_in(client, "editor", next=wanted).headers["Location"] == led_to


def test_next_of_the_address_stays_in_the_form(client, db):
    page = read_page(client.get(DOOR, {"next": "/admin/productions/cut/"}))
    (form,) = find_all(page, "form", id="login-form")
    assert [get_value(each) for each in find_all(form, name="next")] == ["/admin/productions/cut/"]


def test_whoever_is_signed_in_already_is_led_on(client, staff):
    staff("editor")
    sign_in(client, "editor")
    assert (
        client.get(DOOR, {"next": "/admin/productions/cut/"}).headers["Location"] == "/admin/productions/cut/"
    )


@pytest.mark.parametrize("right", ["is_active", "is_staff"])
def test_closed_accounts_and_accounts_without_the_admin_stay_out(client, staff, right):
    user = staff("editor")
    setattr(user, right, False)
    user.save()
    page = sign_in(client, "editor")
    assert (page.status_code, "User name and password do not match." in read_page_text(page)) == (200, True)
    assert not is_in(client)


def test_an_unknown_name_and_a_wrong_password_read_the_same(client, staff):
    staff("editor")
    known, unknown = (
        list_elements_but_token(sign_in(client, name, "guess"), name) for name in ("editor", "nobody")
    )
    assert known == unknown


def test_nobody_opens_an_account_for_themselves(client, db):
    for address in ("/admin/signup/", "/accounts/signup/", "/admin/account/signup/", "/admin/account/email/"):
        assert client.post(address, {"username": "me", "password1": "a long password"}).status_code in (
            302,
            404,
        )
    assert not client.get("/admin/").wsgi_request.user.is_authenticated


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("User name and password do not match.", "Sign in", "日本語")),
        ("ja", ("ユーザー名とパスワードが一致しません。", "ログイン", "English")),
    ],
)
def test_the_page_speaks_the_language_of_its_reader_and_offers_the_other(client, staff, language, sentences):
    staff("editor")
    page = client.post(
        DOOR, {"username": "editor", "password": "guess"}, headers={"accept-language": language}
    )
    assert find_all(read_page(page), "html", lang=language)
    for sentence in sentences:
        assert sentence in read_page_text(page)


def test_signing_out_leads_to_the_door(client, staff):
    staff("editor")
    sign_in(client, "editor")
    assert client.post("/admin/logout/").headers["Location"] == DOOR
    assert not is_in(client)


def test_the_ledger_tells_who_came_and_went_and_keeps_the_address_apart(client, staff):
    user = staff("editor")
    sign_in(client, "editor", "guess")
    sign_in(client, "editor")
    client.post("/admin/logout/")
    events = Event.objects.filter(entity_type="signin").order_by("pk")
    assert [(event.action, event.actor, event.changes.get("with")) for event in events] == [
        ("sign-in failed", user, [None, "password"]),
        ("signed in", user, [None, "password"]),
        ("signed out", user, None),
    ]
    assert {event.changes["address"][1] for event in events} == {"(personal)"}
    assert {event.personal["address"][1] for event in events} == {"127.0.0.1"}


def test_an_attempt_at_no_account_is_told_without_what_was_typed(client, db):
    sign_in(client, "my password by mistake", "guess")
    event = Event.objects.get(entity_type="signin")
    assert (event.action, event.actor, event.entity_uid.int & 0xFFFFFFFF) == ("sign-in failed", None, 0)
    assert "my password" not in str([event.changes, event.personal, event.reason])


def test_nothing_that_the_public_reads_tells_of_attempts(client, staff):
    """Neither that somebody tried, nor whether there is such an account."""
    staff("editor")

    def told():
        answer = client.get("/api/v1/productions/")
        return answer.headers.get("Last-Modified"), answer.headers.get("ETag"), read_last_modified()

    before = told()
    for name in ("editor", "nobody"):
        first = Event.objects.count()
        sign_in(client, name, "guess")
        assert Event.objects.count() - first == 1
    assert told() == before


def test_the_feed_tells_nothing_of_sign_ins(client, staff):
    staff("editor")
    sign_in(client, "editor", "guess")
    sign_in(client, "editor")
    assert client.get("/api/v1/changes/").json()["results"] == [] or "user" not in {
        row["entity"] for row in client.get("/api/v1/changes/").json()["results"]
    }


def test_a_refused_page_says_whom_to_ask(client, staff, production):
    boss = staff("approver", "boss")
    boss.last_name = "監督"
    boss.save()
    client.force_login(staff("viewer"))
    page = client.get("/admin/productions/production/add/")
    assert page.status_code == 403
    assert "犬と少年: 監督" in read_page_text(page)


def test_a_refused_page_names_nobody_to_whoever_belongs_to_nothing(client, staff, production):
    staff("approver", "boss")
    client.force_login(staff("stranger"))
    page = client.get("/admin/productions/production/add/")
    assert "boss" not in read_markup(page)
    assert "犬と少年" not in read_markup(page)
    assert "Ask the approver who invited you, or whoever runs this site." in read_page_text(page)


def test_a_refused_page_is_one_line_in_the_log(client, staff, caplog):
    client.force_login(staff("viewer"))
    with caplog.at_level(logging.WARNING):
        client.get("/admin/productions/production/add/")
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    assert record.exc_info is None
    assert record.getMessage() == "Forbidden (Permission denied): /admin/productions/production/add/"


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "Nothing was changed."), ("ja", "何も変更されていません")]
)
def test_a_form_from_elsewhere_is_refused_in_the_readers_language(staff, language, sentence):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(DOOR, {"username": "x", "password": "y"}, headers={"accept-language": language})
    assert (page.status_code, sentence in read_page_text(page)) == (403, True)
