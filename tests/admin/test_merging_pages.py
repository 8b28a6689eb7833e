"""Merging and splitting contributors in the admin: what would move is shown before it does."""

import pytest

from productions.claims.services.claims import open_claim
from productions.models import Contributor, Credit
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from tests.admin.asking import post
from tests.html_pages import get_text, read_page, read_page_text


@pytest.fixture
def double(person, now):
    return create_contributor(name="牧原", by=None, now=now)


def split(client, person, **values):
    return client.post(f"/admin/productions/contributor/{person.pk}/split/", values)


def test_a_merge_says_what_moves_before_it_does(client, boss, person, double, confirmed, now):
    confirmed(contributor=double, credited_as="まきはら")
    add_external_id(scheme="anidb", value="1", contributor=double, by=None, now=now)
    add_external_id(scheme="anidb", value="2", contributor=person, by=None, now=now)
    page = get_text(read_page(post(client, "contributor_merge", double.pk, into=person.pk, _preview="1")))
    assert "1 credit" in page
    assert "Both have an identifier of anidb, and not the same: 1 and 2." in page
    double.refresh_from_db()
    assert double.merged_into is None
    done = post(client, "contributor_merge", double.pk, into=person.pk, seen=person.pk, reason="same")
    assert done.status_code == 302
    assert Credit.objects.get().contributor == person


def test_another_entry_than_the_one_shown_is_shown_first(client, boss, person, double, now):
    other = create_contributor(name="別人", by=None, now=now)
    answer = post(client, "contributor_merge", double.pk, into=other.pk, seen=person.pk, reason="same")
    assert answer.context["preview"].into == other
    double.refresh_from_db()
    assert double.merged_into is None


def test_a_person_is_not_merged_into_an_organization_and_the_preview_says_so(client, boss, person, company):
    answer = post(client, "contributor_merge", person.pk, into=company.pk, _preview="1")
    assert answer.context["preview"].obstacles == ["A person and an organization cannot be merged."]


def test_an_entry_is_split_by_works_and_made_one_again(client, boss, person, production, confirmed, now):
    credit = confirmed(contributor=person)
    alias = add_name(person, text="まき", script="native", kind="alias", by=None, now=now)
    values = {"works": [production.pk], "names": [alias.uid], "name": "別人", "reason": "two people"}
    preview = split(client, person, **values, _preview="1").context["preview"]
    assert (preview.works, preview.other, preview.obstacles) == ({production.title: 1}, "別人", [])
    assert not Contributor.objects.filter(name="別人").exists()
    assert split(client, person, **values).status_code == 302
    other = Contributor.objects.get(name="別人")
    credit.refresh_from_db()
    assert credit.contributor == other
    assert "Undo the split" in read_page_text(
        client.get(f"/admin/productions/contributor/{other.pk}/change/")
    )
    assert "Split off from this entry" in read_page_text(
        client.get(f"/admin/productions/contributor/{person.pk}/change/")
    )
    assert post(client, "contributor_undo_split", other.pk, reason="one after all").status_code == 302
    credit.refresh_from_db()
    assert credit.contributor == person


def test_the_preview_of_a_split_says_what_is_missing(client, boss, person, confirmed):
    confirmed(contributor=person)
    answer = split(client, person, name=person.name, _preview="1")
    assert answer.context["preview"].obstacles == [
        "Choose the credits that are the other person's.",
        "Say in a few words what tells this entry from the others.",
    ]


def test_a_preview_tells_nothing_of_credits_in_works_of_others(
    client, staff, person, double, theirs, credit_in, confirmed, now
):
    client.force_login(staff("editor"))
    confirmed(contributor=person, credited_as="まき")
    confirmed(contributor=double)
    _stays, goes = (credit_in(theirs, contributor=who, credited_as="まき") for who in (person, double))
    open_claim(theirs, kind="not_mine", credit=goes, claimant_name="X", message="not mine", by=None, now=now)
    preview = post(client, "contributor_merge", double.pk, into=person.pk, _preview="1").context["preview"]
    assert (preview.obstacles, preview.is_proposal) == ([], True)
