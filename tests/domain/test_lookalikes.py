"""Look-alike names of a production: on its page, on the job, at the command line, and when somebody is entered."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse

from productions.credits.services.lookalikes import list_roll_lookalikes
from productions.exports.services.exports import request_export, run_export
from productions.models import ContributorName, Export, User
from productions.people.services.contributors import create_contributor
from productions.people.services.known_people import find_lookalikes
from tests.html_pages import read_page_text

SENTENCE = "“高橋花” (Key animation) and “髙橋花” (Layout) differ only in 高/髙; check whether that is meant."


@pytest.fixture
def alike(production, role, confirmed, now):
    for name, code in (("髙橋花", "layout"), ("高橋花", "key_animation")):
        confirmed(contributor=create_contributor(name=name, by=None, now=now), role=role(code))
    return production


@pytest.fixture
def boss(client, db):
    user = User.objects.create_superuser("boss", password="a long password")
    client.force_login(user)
    return user


def test_the_job_notes_them(alike, now):
    export = request_export(alike, format="txt", language="en", by=None, now=now)
    assert export.notes == []

    run_export(export.uid, clock=lambda: now)

    assert [note for note in Export.objects.get().notes if "differ only in" in note]


def test_they_are_read_in_one_query(alike, django_assert_num_queries):
    with django_assert_num_queries(1):
        (found,) = list_roll_lookalikes(alike)
    assert sorted(found.names) == ["高橋花", "髙橋花"]


def test_the_page_of_the_production_shows_them_and_an_export_and_a_release_warn(client, boss, alike):
    page = reverse("admin:productions_production_overview", args=[alike.pk])
    assert SENTENCE in read_page_text(client.get(page))

    for view, data in (("export", {"formats": "txt", "language": "ja"}), ("issue", {})):
        address = reverse(f"admin:productions_production_{view}", args=[alike.pk])
        answer = client.post(address, data, follow=True)
        warnings = [str(message) for message in answer.context["messages"] if message.level_tag == "warning"]
        assert [" differ only in " in warning for warning in warnings] == [True]


def test_the_command_lists_them_and_fails_where_a_name_cannot_be_printed(alike, confirmed, now, capsys):
    call_command("check_roll", str(alike.uid), "--language", "en")
    assert "differ only in" in capsys.readouterr().out

    confirmed(contributor=create_contributor(name="Ada 🐇 Lapin", by=None, now=now))
    with pytest.raises(CommandError, match="U\\+1F407"):
        call_command("check_roll", str(alike.uid))


def test_another_name_like_one_that_is_here_warns(client, boss, now):
    first = create_contributor(name="渡邊 みほ", by=None, now=now)
    assert find_lookalikes("渡邉みほ", by=None) == [first]

    answer = client.post(
        reverse("admin:productions_contributor_change", args=[create_contributor(name="別人", by=None, now=now).pk]),
        {
            "kind": "person", "disambiguation": "",
            "names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "0", "names-0-text": "渡邉 みほ", "names-0-script": "native", "names-0-kind": "alias",
            "private_details-TOTAL_FORMS": "0", "private_details-INITIAL_FORMS": "0",
        },
        follow=True,
    )  # fmt: skip

    assert [str(message) for message in answer.context["messages"] if message.level_tag == "warning"] == [
        "“渡邉 みほ” looks like “渡邊 みほ”: merge the entries if they are the same."
    ]


def test_the_migration_renews_the_keys_that_changed(person):
    name = person.names.get(primary=True)
    ContributorName.objects.filter(pk=name.pk).update(lookalike_key="as it was")

    import_module("productions.migrations.0010_lookalikes").renew_keys(apps, None)

    assert ContributorName.objects.get(pk=name.pk).lookalike_key == name.lookalike_key
