"""The page of a work: who made it, with what, and who is not named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import update_production
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, get_value, list_texts


@pytest.fixture
def show(open_page, production):
    """The page of the production."""
    return lambda language="en": open_page(f"productions/{production.uid}/", language)


@pytest.fixture
def background(production, confirmed, now):
    """The background of the case: nobody is named, and a generator worked over it."""
    credit = confirmed(
        contributor=None, absence_reason="company_will_not_name", printed_as="AI (+Human)", headcount=1,
        evidence_kind="third_party",
    )  # fmt: skip
    system = register_ai_system(name="Painter", vendor="Kaku", by=None, now=now)
    record_ai_use(
        credit,
        ai_system=system,
        task="generation",
        source_type="compositeWithTrainedAlgorithmicMedia",
        oversight="prompt_guided",
        extent="partial",
        input_kind="drawing",
        rework="by_hand",
        by=None,
        now=now,
    )
    return credit


def steps_of(page):
    """How each AI use was worked with: its role with the steps of the work, in the order of the page."""
    return [
        (
            get_text(find_all(line, "h3")[0]),
            {
                get_text(find_all(step, "dt")[0]): get_text(find_all(step, "dd")[0])
                for step in find_all(line, "div")
            },
        )
        for line in find_all(page, "li", class_="ai")
    ]


def figures_of(page):
    """The figures by what they count."""
    (figures,) = find_all(page, "dl", class_="figures")
    return dict(zip(list_texts(figures, "dt"), list_texts(figures, "dd"), strict=True))


def roll_of(page):
    """Roles with the names beside them, in the order of the page."""
    return [
        (get_text(role), [get_text(name) for name in find_all(names, "span") if find_all(name, "a")])
        for roll in find_all(page, "div", class_="roll")
        for role, names in zip(find_all(roll, "dt"), find_all(roll, "dd"), strict=True)
    ]


def test_the_staff_stands_as_the_roll_has_it(show, confirmed, person, role, now):
    other = create_contributor(name="見本 花", by=None, now=now)
    confirmed(contributor=person, role=role("director"))
    confirmed(contributor=other, role=role("background_art"))
    confirmed(contributor=person, role=role("background_art"))
    assert roll_of(show()) == [("Director", ["牧原亮太郎"]), ("Background art", ["牧原亮太郎", "見本 花"])]
    assert roll_of(show("ja"))[0] == ("監督", ["牧原亮太郎"])


def test_a_machine_has_no_place_of_its_own_and_the_gap_is_told(show, background):
    page = show()
    assert steps_of(page) == [
        (
            "Background art AI in 1 of 1 credit",
            {
                "Drawn": "a drawing; nobody said whose",
                "Image generation": "Painter Kaku part of the result · edited with generative AI (something existed before) "
                "· guided by prompts",
                "Under whose hands": "not named: the company will not name them Printed as “AI (+Human)”",
                "Revised": "revised by hand; nobody said by whom",
                "Checked": "nobody is on record",
                "Recorded from": "third party",
            },
        )
    ]
    steps = dict(steps_of(show("ja")))["背景 1件中1件でAI使用"]
    assert steps["手描き"] == "絵（描いた人は記録なし）"
    assert steps["作業者"] == "記名なし：会社が氏名を公表しない 画面での表記：「AI (+Human)」"
    assert list_texts(page, "li", class_="unnamed") == [
        "Background art 1 person the company will not name them Printed as “AI (+Human)”"
    ]
    assert roll_of(page) == [("Background art", [])]
    assert list_texts(find_all(page, "div", class_="roll")[0], "span", class_="unnamed") == ["not named AI"]


def test_who_drew_generated_revised_and_checked_is_named_step_by_step(show, confirmed, person, role, now):
    other = create_contributor(name="見本 花", by=None, now=now)
    system = register_ai_system(name="Painter", vendor="Kaku", by=None, now=now)
    confirmed(contributor=other, role=role("background_art"))
    record_ai_use(
        confirmed(contributor=person, role=role("background_art")),
        ai_system=system, task="generation", source_type="compositeWithTrainedAlgorithmicMedia",
        oversight="human_validated", validated_by=other, validated_at=now, extent="assist", input_kind="own_drawing",
        rework="own_hand", by=None, now=now,
    )  # fmt: skip
    ((heading, steps),) = steps_of(show())
    assert heading == "Background art AI in 1 of 2 credits"
    assert steps["Drawn"] == "a drawing by the people of this credit 牧原亮太郎"
    assert steps["Under whose hands"] == "牧原亮太郎"
    assert steps["Revised"] == "revised by the people of this credit 牧原亮太郎"
    assert steps["Checked"] == "見本 花"


def test_what_nobody_was_asked_of_a_use_is_told_as_that(show, confirmed, person, role, now):
    system = register_ai_system(name="Painter", vendor="Kaku", by=None, now=now)
    record_ai_use(
        confirmed(contributor=person, role=role("background_art")),
        ai_system=system, task="generation", source_type="trainedAlgorithmicMedia", oversight="prompt_guided",
        extent="whole", by=None, now=now,
    )  # fmt: skip
    ((_heading, steps),) = steps_of(show())
    assert (steps["Given to it"], steps["Afterwards"]) == ("nobody was asked", "nobody was asked")
    assert steps["Checked"] == "nobody is on record"


def test_who_withheld_their_name_is_named_at_no_step(show, confirmed, person, role, now):
    system = register_ai_system(name="Painter", vendor="Kaku", by=None, now=now)
    credit = confirmed(contributor=person, role=role("background_art"))
    record_ai_use(
        credit, ai_system=system, task="generation", source_type="compositeWithTrainedAlgorithmicMedia",
        oversight="human_validated", validated_by=person, validated_at=now, extent="assist", input_kind="own_drawing",
        rework="own_hand", by=None, now=now,
    )  # fmt: skip
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    page = show()
    ((_heading, steps),) = steps_of(page)
    assert steps["Under whose hands"] == "withheld by their own choice"
    assert steps["Checked"] == "nobody is on record"
    assert "牧原" not in get_text(page)


def test_a_remark_is_in_its_own_language_and_says_so_to_readers_of_another(show, production, now):
    update_production(production, remark="As the press says.", remark_language="en", by=None, now=now)
    told = {
        language: [
            (get_value(part, "lang"), get_text(part))
            for part in find_all(find_all(show(language), "header", class_="head")[0], "span")
        ]
        for language in ("en", "ja")
    }
    assert told["en"] == [("en", "As the press says.")]
    assert told["ja"] == [("en", "English"), ("en", "As the press says.")]


def test_silence_is_told_as_silence(show, confirmed, person, now):
    credit = confirmed(contributor=person)
    said = "Whether AI was used was not asked in 1 of 1 credit. Not asked says nothing either way."
    assert said in get_text(show())
    declare_ai(
        credit, answer="none", declared_by=person, wording="I used none.", basis="own_statement", by=None, now=now
    )  # fmt: skip
    assert "AI use declared none in 1 of 1 credit." in get_text(show())


def test_who_asked_not_to_be_named_is_counted_and_is_no_gap(show, confirmed, person, now):
    credit = confirmed(contributor=person)
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    page = show()
    assert list_texts(page, "span", class_="withheld") == ["withheld by their own choice"]
    assert list_texts(page, "li", class_="unnamed") == []
    figures = dict(zip(list_texts(page, "dt"), list_texts(page, "dd"), strict=False))
    assert figures["person who asked not to be named"] == "1"
    assert "牧原亮太郎" not in get_text(page)


def test_a_page_asks_the_database_as_often_for_thirty_rows_as_for_one(
    client, production, confirmed, person, now
):
    confirmed(contributor=person)
    address = f"/en/productions/{production.uid}/"
    client.get(address)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        counts.append(len(counted))
        for number in range(29):
            confirmed(contributor=create_contributor(name=f"見本 {number}", by=None, now=now))
        client.get(address)
    assert counts[0] == counts[1]


def test_names_lead_to_their_people(show, confirmed, person, company, role):
    confirmed(contributor=person)
    confirmed(
        contributor=company, kind="organization", role=role("animation_production"),
        absence_reason="company_will_not_name",
    )  # fmt: skip
    links = {get_text(link): get_value(link, "href") for link in find_all(show(), "a")}
    assert links["牧原亮太郎"] == f"/en/people/{person.uid}/"
    assert links["WIT STUDIO"] == f"/en/studios/{company.uid}/"


def test_a_company_whose_people_are_not_named_is_a_gap_and_one_that_takes_part_is_none(
    show, confirmed, company, role
):
    given = {"contributor": company, "kind": "organization"}
    confirmed(**given, role=role("planning"), absence_reason="company_will_not_name")
    confirmed(**given, role=role("inbetween_check"), headcount=3, named_count=1)
    confirmed(**given, role=role("digital_paint"), absence_reason="company_will_not_name")
    assert list_texts(show(), "li", class_="unnamed") == [
        "In-between check 3 people, 1 of them named WIT STUDIO · no reason is on record",
        "Digital paint number of people not on record WIT STUDIO · the company will not name them",
    ]


def test_a_company_that_does_not_say_how_many_makes_the_figure_the_least(show, confirmed, company, role):
    given = {"contributor": company, "kind": "organization"}
    confirmed(**given, role=role("inbetween_check"), headcount=3, named_count=1)
    assert figures_of(show())["people who are not named"] == "2"
    confirmed(**given, role=role("digital_paint"), absence_reason="company_will_not_name")
    assert figures_of(show())["people, at least, who are not named"] == "3"
