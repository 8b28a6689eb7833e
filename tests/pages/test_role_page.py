"""The page of a role: who does it, by name, the most credited first."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, get_value


def read_people(page):
    """Lines of the list, and where they lead; empty where they lead nowhere."""
    (part,) = find_all(page, "section", aria_labelledby="people")
    return [
        (get_text(line), "".join(get_value(link, "href") for link in find_all(line, "a")))
        for line in find_all(part, "li")
    ]


def test_who_does_it_is_named_and_led_to(open_page, confirmed, person, role):
    confirmed(contributor=person, role=role("background_art"))
    address = f"people/{person.uid}/"
    assert read_people(open_page("roles/background_art/")) == [
        ("牧原亮太郎 1 credit · 1 work", f"/en/{address}")
    ]
    assert read_people(open_page("roles/background_art/", "ja")) == [
        ("牧原亮太郎 1件 · 1作品", f"/ja/{address}")
    ]


def test_whoever_has_no_name_there_is_a_number_whatever_the_reason(open_page, confirmed, person, role, now):
    credit = confirmed(contributor=person, role=role("background_art"))
    confirmed(contributor=None, absence_reason="company_will_not_name", role=role("background_art"))
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    page = open_page("roles/background_art/")
    assert read_people(page) == [("without a name; the page of each work says why 2 credits · 1 work", "")]
    assert "牧原" not in get_text(page)


def test_thirty_people_cost_as_many_queries_as_one(client, confirmed, person, role, now):
    confirmed(contributor=person, role=role("background_art"))
    client.get("/en/roles/background_art/")
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/en/roles/background_art/").status_code == 200
        counts.append(len(counted))
        for number in range(29):
            other = create_contributor(name=f"見本 {turn}-{number}", by=None, now=now)
            confirmed(contributor=other, role=role("background_art"))
        client.get("/en/roles/background_art/")
    assert counts[0] == counts[1]
