"""The marker by which pages know that something changed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from productions.catalogue.services.cuts import update_cut
from productions.catalogue.services.productions import update_production
from productions.exports.services.exports import (
    cancel_export,
    report_export,
    request_export,
    take_export_lease,
)

ADDRESS = "/admin/news/"


@pytest.fixture
def viewer(client, staff):
    user = staff("viewer")
    client.force_login(user)
    return user


def read_marker(client, **asked):
    return client.get(reverse("admin:news"), asked).json()["marker"]


def test_it_is_the_same_until_something_changes_that_one_sees(client, viewer, production, theirs, cuts, now):
    first = read_marker(client)
    update_production(theirs, remark="elsewhere", by=None, now=now)
    assert read_marker(client) == first
    update_cut(cuts[0], status="omitted", by=None, now=now + timedelta(hours=1))
    assert read_marker(client) != first


def test_it_is_another_one_with_each_percent_of_an_export_and_when_it_is_done(
    client, viewer, production, person, confirmed, now
):
    confirmed(contributor=person)
    export = request_export(production, format="txt", by=None, now=now)
    seen = [read_marker(client)]
    lease = take_export_lease(export.uid, now=now)
    for share in (0.2, 0.5):
        report_export(lease, share=share)
        seen.append(read_marker(client))
    cancel_export(export, by=None, now=now)
    seen.append(read_marker(client))
    assert len(set(seen)) == 4


def test_it_is_narrowed_to_a_production_that_one_sees(client, viewer, production, theirs, cuts, now):
    first, strange = read_marker(client, production=production.pk), read_marker(client, production=theirs.pk)
    update_production(theirs, remark="elsewhere", by=None, now=now)
    assert read_marker(client, production=theirs.pk) == strange
    update_cut(cuts[0], status="omitted", by=None, now=now + timedelta(hours=1))
    assert read_marker(client, production=production.pk) != first


def test_what_is_known_is_not_sent_again(client, viewer, production):
    answer = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_strangers_are_led_to_the_sign_in(client, production):
    assert client.get(ADDRESS).status_code == 302
