"""The search of the header: everything that its user may see, in any script, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.credits.services.credits import enter_credit
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_value, list_texts, read_page

MAX_QUERIES = 15


@pytest.fixture
def viewer(client, staff):
    user = staff("viewer")
    client.force_login(user)
    client.get("/admin/")  # the first page notes the session
    return user


def find(client, text):
    """What is found: the texts of the links under each heading."""
    page = read_page(client.get(reverse("admin:search"), {"q": text}, headers={"accept-language": "en"}))
    return {
        list_texts(section, "h2")[0]: [" ".join(each.split()) for each in list_texts(section, "a")]
        for section in find_all(page, "section")
        if list_texts(section, "h2")
    }


@pytest.mark.parametrize("text", ["C012", "c-12", "カット12", "Ｃ０１２", "犬と少年 C012", "いぬと　c12"])
def test_a_cut_is_found_however_its_number_is_written(client, viewer, cuts, text):
    assert find(client, text)["Cuts"] == ["#1 C012"]


@pytest.mark.parametrize("text", ["牧原", "まきはら", "makihara", "亮太郎"])
def test_a_person_and_their_credits_are_found_in_any_script(client, viewer, confirmed, person, text):
    confirmed(contributor=person)
    found = find(client, text)
    assert found["Contributors"] == ["牧原亮太郎"]
    assert found["Credits"] == ["牧原亮太郎: Background art"]


def test_the_exact_title_comes_first_and_roles_by_abbreviation(client, viewer, production):
    assert find(client, "犬と少年")["Productions"] == ["犬と少年"]
    assert find(client, "genga")["Roles"][0] == "Key animation"


def test_what_one_does_not_see_is_not_found(client, viewer, theirs, credit_in, now):
    secret = create_contributor(name="秘密 花子", production=theirs, by=None, now=now)
    credit_in(theirs, contributor=secret)
    assert find(client, "秘密") == find(client, "別の作品") == {}


def test_a_withheld_name_finds_no_credit(client, viewer, confirmed, now):
    secret = create_contributor(name="秘密 花子", by=None, now=now)
    credit = confirmed(contributor=secret)
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    assert "Credits" not in find(client, "秘密 花子")


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("text", ["例", "C012", "犬と少年 1", "Nobodi Atall"])
def test_a_search_stays_within_15_queries(client, viewer, production, cuts, role, now, count, text):
    for number in range(count):
        person = create_contributor(name=f"例 {number}", by=None, now=now)
        enter_credit(production, role=role("layout"), contributor=person, cut=cuts[0], by=None, now=now)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("admin:search"), {"q": text})
    assert len(asked) <= MAX_QUERIES


def test_more_leads_to_the_whole_list(client, viewer, production, cuts, role, now):
    for number in range(8):
        person = create_contributor(name=f"例 {number}", by=None, now=now)
        enter_credit(production, role=role("layout"), contributor=person, cut=cuts[0], by=None, now=now)
    found = find(client, "例")
    assert [len(found[kind]) for kind in ("Contributors", "Credits")] == [7, 7]
    assert found["Credits"][-1] == "All that were found: Credits"


def test_every_page_has_the_field_and_an_empty_search_says_what_to_type(client, viewer):
    page = read_page(client.get("/admin/"))
    assert [get_value(each, "name") for each in find_all(page, id="site-search")] == ["q"]
    assert find(client, " \0 ") == {}
