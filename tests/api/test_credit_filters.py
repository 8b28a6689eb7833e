"""Credits by what the screen said and by the name as credited; productions by the person, role and use of AI of one credit."""

from urllib.parse import quote

import pytest
from django.utils.timezone import now as read_clock

from productions.catalogue.services.productions import create_production
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.credits import enter_credit
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import record_wish
from tests.api.asking import get, uids


@pytest.fixture
def credited(credit_in, production, now):
    """A confirmed credit of the production or of another, of somebody new where nobody is given."""

    def make(of=production, role="layout", **values):
        if "contributor" not in values:
            values["contributor"] = create_contributor(
                name=values.get("credited_as", "別人"), by=None, now=now
            )
        return credit_in(of, role, **values)

    return make


@pytest.fixture
def work(now):
    def make(title):
        return create_production(title=title, kind="film", visibility="public", by=None, now=now)

    return make


def list_uids(client, path, **asked):
    return set(
        uids(client, f"{path}/?" + "&".join(f"{name}={quote(str(value))}" for name, value in asked.items()))
    )


def titles(client, **asked):
    path = "productions/?count=exact&" + "&".join(f"{name}={value}" for name, value in asked.items())
    body = get(client, path).json()
    assert body["count"] == len(body["results"])
    # Those that were entered in one millisecond are listed in any order: their uids begin alike.
    return sorted(row["title"] for row in body["results"])


def test_credits_by_the_screen_and_by_the_sort_of_name(client, credited, person):
    shown = credited(contributor=person)
    hidden = credited(on_screen=False, attribution="pseudonym")
    assert list_uids(client, "credits", on_screen="true") == {str(shown.uid)}
    assert list_uids(client, "credits", on_screen="false") == {str(hidden.uid)}
    assert list_uids(client, "credits", attribution="pseudonym") == {str(hidden.uid)}
    assert list_uids(client, "credits", attribution="pseudonym,true_name") == {
        str(shown.uid),
        str(hidden.uid),
    }
    for wrong in ("on_screen=maybe", "attribution=nickname", "role_as_printed='", "credited_as=%20"):
        get(client, f"credits/?{wrong}", 400)


@pytest.mark.parametrize("asked", ["総作画監督", "総 作画監督", "總作画監督", "総・作画監督"])
def test_credits_by_the_role_as_printed(client, credited, asked):
    one = credited(role_as_printed="総作画監督")
    credited(role_as_printed="総作画監督補佐")
    credited()
    assert list_uids(client, "credits", role_as_printed=asked) == {str(one.uid)}


@pytest.mark.parametrize(
    ("name", "asked"),
    [("髙橋 花", "高橋花"), ("Nguyễn Hoa", "ＮＧＵＹＥＮ　ＨＯＡ"), ("ジャン・花", "じゃん花")],
)
def test_credits_by_the_name_as_credited(client, credited, name, asked):
    one = credited(credited_as=name)
    credited(credited_as=f"{name}子")
    assert list_uids(client, "credits", credited_as=asked) == {str(one.uid)}


def test_productions_by_the_person_role_and_ai_of_one_credit(client, credited, person, work, now):
    other = create_contributor(name="別人", by=None, now=now)
    both, apart, none = work("犬"), work("猫"), work("鳥")
    declared = credited(of=both, contributor=person, role="layout")
    credited(of=both, contributor=other, role="director")
    credited(of=apart, contributor=person, role="director")
    credited(of=apart, contributor=other, role="layout")
    credited(of=none, contributor=other, role="layout")
    said = {"declared_by": person, "declared_at": now, "wording": "none", "basis": "own_statement"}
    declare_ai(declared, answer="none", **said, by=None, now=now)
    assert titles(client, person=person.uid) == ["犬", "猫"]
    assert titles(client, person=person.uid, role="layout") == ["犬"]
    assert titles(client, person=f"{person.uid},{other.uid}", role="layout") == ["犬", "猫", "鳥"]
    assert titles(client, ai="none") == ["犬"]
    assert titles(client, ai="used") == []
    assert titles(client, ai="not_asked") == ["犬", "猫", "鳥"]
    assert titles(client, person=person.uid, ai="not_asked") == ["猫"]
    assert titles(client, person=person.uid, role="layout", ai="none") == ["犬"]
    assert titles(client, person=other.uid, ai="none") == []
    assert titles(client, person=person.uid, q="猫") == ["猫"]
    for wrong in ("person=x", "role=nobody", "ai=any"):
        get(client, f"productions/?{wrong}", 400)


def test_no_draft_is_found_by_its_person(client, production, person, role, now):
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    assert titles(client, person=person.uid) == []


@pytest.mark.parametrize("rows", [1, 30])
def test_productions_of_a_person_cost_one_query(
    client, credited, person, work, rows, django_assert_num_queries
):
    for number in range(rows):
        credited(of=work(f"犬{number:02}"), contributor=person)
    address = f"productions/?person={person.uid}&role=layout&ai=not_asked&page_size=50"
    get(client, address)
    with django_assert_num_queries(1):
        assert len(get(client, address).json()["results"]) == rows


def test_who_withheld_their_name_is_found_by_none_of_these(client, credited, person, production):
    credit = credited(contributor=person, credited_as="まきはら", role_as_printed="L/O", on_screen=False)
    asked = (
        f"productions/?person={person.uid}", f"productions/?person={person.uid}&role=layout&ai=not_asked",
        f"credits/?credited_as={quote('まきはら')}", f"credits/?credited_as={quote(person.name)}&role_as_printed=L/O",
        f"credits/?contributor={person.uid}&on_screen=false",
    )  # fmt: skip
    record_wish(
        person, production=production, statement="x", stated_on=read_clock().date(), by=None, now=read_clock()
    )
    for path in asked:
        body = get(client, f"{path}&count=exact").json()
        assert (body["count"], body["results"]) == (0, [])
    assert list_uids(client, "credits", role_as_printed="L/O", on_screen="false") == {str(credit.uid)}
