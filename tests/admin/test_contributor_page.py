"""The page of a contributor is read: names with their days, works, who may be the same; nothing that the user may not see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.credits.services.bulk_credits import enter_credits
from productions.people.services.contributors import add_name, create_contributor
from productions.withholding.services.withholding import record_wish
from tests.html_pages import get_text, list_links, read_page


def open_page(client, person):
    return read_page(client.get(f"/admin/productions/contributor/{person.pk}/change/"))


@pytest.fixture
def approver(client, staff):
    client.force_login(staff("approver"))
    client.get("/admin/")


def test_names_have_their_days_and_works_their_roles(client, approver, person, confirmed, production, now):
    confirmed(contributor=person, credited_as="まきはら")
    add_name(person, text="旧 太郎", script="native", kind="former", used_until=now.date(), by=None, now=now)
    text = get_text(open_page(client, person))
    assert "旧 太郎 former name, native writing, –May 1, 2026" in text
    assert "まきはら" in text
    credits = f"?production__id__exact={production.pk}&contributor__id__exact={person.pk}"
    (link,) = [link for link in list_links(open_page(client, person)) if link.endswith(credits)]
    assert client.get(link).status_code == 200


def test_who_is_named_or_read_the_same_may_be_merged(client, approver, person, confirmed, now):
    confirmed(contributor=person)
    other = create_contributor(name=person.name, disambiguation="動画", by=None, now=now)
    assert f"../merge/?into={other.pk}" in list_links(open_page(client, person))


def test_works_of_a_private_production_of_others_are_not_there(
    client, approver, person, confirmed, theirs, credit_in
):
    confirmed(contributor=person)
    credit_in(theirs, contributor=person)
    assert theirs.title not in get_text(open_page(client, person))


def test_a_wish_is_for_approvers_alone(client, staff, person, confirmed, production, now):
    confirmed(contributor=person)
    record_wish(
        person, production=production, statement="by letter", stated_on=now.date(), kind="tell_former_name", by=None, now=now
    )  # fmt: skip
    for level, told in (("editor", False), ("approver", True)):
        client.force_login(staff(level))
        assert ("Wishes (for approvers)" in get_text(open_page(client, person))) is told


def test_it_costs_as_much_for_30_credits_as_for_one(client, approver, person, production, role, now):
    counts = []
    for count in (1, 30):
        rows = [
            {"role": role("layout"), "contributor": person, "role_as_printed": f"{count} {number}"}
            for number in range(count)
        ]
        enter_credits(production, rows, by=None, now=now)
        with CaptureQueriesContext(connection) as asked:
            open_page(client, person)
        counts.append(len(asked))
    assert counts[1] <= counts[0]
