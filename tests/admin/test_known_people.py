"""A duplicate is stopped before it is made: the form of a new contributor shows who may be meant, and takes them or another person."""

import json

import pytest

from productions.models import Contributor
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.known_people import describe_known_people, find_known_people
from productions.withholding.services.withholding import record_wish
from tests.html_pages import find_all, get_value, read_page

ADD = "/admin/productions/contributor/add/"


@pytest.fixture
def known(boss, confirmed, company, now):
    """渡邊 みほ, who has a work and a studio."""
    person = create_contributor(
        name="渡邊 みほ", kana="わたなべ みほ", romaji="Watanabe Miho", by=None, now=now
    )
    confirmed(contributor=person, affiliation=company)
    return person


def send(client, name, **more):
    return client.post(ADD, {"given_name": name, "kind": "person", **more})


@pytest.mark.parametrize("name", ["渡邊みほ", "渡辺 みほ", "わたなべ みほ", "Miho Watanabe", "みほ 渡邉"])
def test_somebody_known_by_any_writing_of_the_name_is_shown_first(client, known, company, production, name):
    answer = send(client, name)
    assert Contributor.objects.filter(kind="person").count() == 1
    (one,) = answer.context["adminform"].form.known
    assert (one.person, one.reading, one.works, one.studios) == (
        known,
        "わたなべ みほ",
        [production.title],
        [company.name],
    )


def test_an_organization_of_the_name_is_nobody_of_them(client, known):
    assert send(client, "渡邊 みほ", kind="organization").status_code == 302


def test_use_this_one_opens_the_entry(client, known):
    answer = send(client, "渡邊 みほ", use_known=str(known.pk))
    assert answer.url == f"/admin/productions/contributor/{known.pk}/change/"
    assert Contributor.objects.filter(kind="person").count() == 1


def test_use_this_one_in_a_popup_is_chosen_in_the_form_behind_it(client, known):
    answer = send(client, "渡邊 みほ", use_known=str(known.pk), _popup="1")
    (script,) = find_all(read_page(answer), "script")
    told = json.loads(get_value(script, "data-popup-response"))
    assert told == {"value": str(known.pk), "obj": "渡邊 みほ"}


def test_another_person_says_what_tells_them_apart(client, known):
    seen = str(known.pk)
    answer = send(client, "渡邊 みほ", others_seen=seen)
    assert "disambiguation" in answer.context["adminform"].form.errors
    assert send(client, "渡邊 みほ", others_seen=seen, disambiguation="動画").status_code == 302
    assert Contributor.objects.get(disambiguation="動画").name == "渡邊 みほ"


def test_who_came_since_is_asked_about_again(client, known, now):
    seen = str(known.pk)
    create_contributor(name="渡邊 みほ", disambiguation="背景", by=None, now=now)
    answer = send(client, "渡邊 みほ", others_seen=seen, disambiguation="動画")
    assert len(answer.context["adminform"].form.known) == 2


def test_of_who_withholds_their_name_nothing_is_told_that_was_not_written(known, production, now):
    record_wish(known, production=production, statement="by letter", stated_on=now.date(), by=None, now=now)
    add_name(known, text="霧影ゾエ", script="native", kind="pseudonym", by=None, now=now)
    found = describe_known_people(find_known_people(["渡邊 みほ"], by=None, production=production), by=None)
    assert [(one.person, one.reading) for one in found] == [(known, "")]
    others = ["渡辺 みほ", "わたなべ みほ", "霧影ゾエ"]  # an entry is told by its primary name
    assert find_known_people(others, by=None, production=production) == []


def test_an_entry_that_one_may_not_see_is_not_shown(client, known, staff, theirs, credit_in, now):
    hidden = create_contributor(name="秘密 花子", by=None, now=now)
    credit_in(theirs, contributor=hidden)
    assert find_known_people(["秘密 花子"], by=staff("editor")) == []
