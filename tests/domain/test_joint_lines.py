"""Joint lines (連名): joined, printed in one line, parted, and what they never tell (H16)."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.productions import add_episode
from productions.credits.services.billing import order_credits
from productions.credits.services.credits import update_credit
from productions.credits.services.joint_lines import join_credits, part_credits
from productions.models import Credit, Event, JointLine, Release
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.releases import issue_release
from productions.rollkit.document.sealed import read_sealed
from productions.rollkit.document.unsealing import open_sealed, redact_sealed
from productions.rollkit.texts.printed_names import group_printed_lines
from productions.shared.refusals import NotAllowed, Refusal
from productions.withholding.services.withholding import end_wish, record_wish
from tests.html_pages import read_markup

NAMES = ("例田 花", "見本 太一", "試山 験太", "広例 正志")


@pytest.fixture
def people(db, now):
    return [create_contributor(name=name, by=None, now=now) for name in NAMES]


@pytest.fixture
def credits(confirmed, role, people):
    return [confirmed(role=role("screenplay"), contributor=each) for each in people]


def print_names(document):
    """Every printed name, block by block."""
    return [
        [line.name for group in group_printed_lines(block) for line in group.lines]
        for department in document.departments
        for block in department.blocks
    ]


def working(production, episode=None):
    return build_working_document(production=production, episode=episode, edition="")


@pytest.fixture
def withhold(production, now):
    def make(person):
        return record_wish(
            person, production=production, statement="Leave me out.", stated_on=now.date(), by=None, now=now
        )

    return make


def test_names_of_a_joint_line_are_printed_in_the_order_of_the_roll(production, credits, now):
    order_credits(production, credits=[credits[2], credits[3], credits[0], credits[1]], by=None, now=now)
    line = join_credits(production, credits=[credits[0], credits[2]], joiner="・", by=None, now=now)
    document = working(production)
    assert print_names(document) == [["試山 験太・例田 花", "広例 正志", "見本 太一"]]
    (block,) = [block for department in document.departments for block in department.blocks]
    assert [(each.name, each.joint, each.joiner) for each in block.lines] == [
        ("試山 験太", str(line.uid), "・"), ("例田 花", str(line.uid), "・"), ("広例 正志", "alone", " "), ("見本 太一", "alone", " "),
    ]  # fmt: skip
    assert open_sealed(read_sealed(document.to_bytes())) == document


def test_an_empty_joiner_is_a_space(production, credits, now):
    join_credits(production, credits=credits[:2], by=None, now=now)
    assert print_names(working(production))[0][0] == "例田 花 見本 太一"


def test_the_members_stand_together_where_other_roles_stand_between_them(
    production, credits, confirmed, role, person, now
):
    other = confirmed(role=role("director"), contributor=person)
    order_credits(production, credits=[credits[0], other, *credits[1:]], by=None, now=now)
    join_credits(production, credits=[credits[0], credits[3]], joiner="＆", by=None, now=now)
    assert print_names(working(production)) == [
        ["例田 花＆広例 正志"],
        [person.name],
        ["見本 太一", "試山 験太"],
    ]


def test_only_credits_of_one_place_are_joined(production, credits, confirmed, role, person, staff, now):
    episode = add_episode(production, number="1", by=None, now=now)
    nobody = confirmed(role=role("screenplay"), absence_reason="unknown_lost", headcount=1)
    for given, sentence in (
        (credits[:1], "A joint line has two credits or more."),
        ([credits[0], confirmed(role=role("director"), contributor=person)], "The credits of a joint line have one role"),
        ([credits[0], confirmed(role=role("screenplay"), contributor=person, episode=episode)], "The credits of a joint line"),
        ([credits[0], nobody], "A credit that names nobody is in no joint line."),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            join_credits(production, credits=given, by=None, now=now)
        assert str(refused.value).startswith(sentence)
    join_credits(production, credits=credits[:2], by=None, now=now)
    with pytest.raises(Refusal) as refused:
        join_credits(production, credits=credits[1:3], by=None, now=now)
    assert "part that one first" in str(refused.value)
    with pytest.raises(NotAllowed):
        join_credits(production, credits=credits[2:], by=staff("viewer"), now=now)


def test_who_changes_their_role_leaves_the_line(production, credits, role, now):
    join_credits(production, credits=credits[:3], by=None, now=now)
    update_credit(credits[0], role=role("director"), by=None, now=now)
    assert joined(credits) == [False, True, True, False]
    update_credit(credits[1], role=role("director"), by=None, now=now)
    assert joined(credits) == [False, False, False, False]


def joined(credits):
    found = dict(Credit.objects.values_list("pk", "joint_line"))
    return [found[credit.pk] is not None for credit in credits]


def test_parting_takes_all_out_of_it(production, credits, now):
    join_credits(production, credits=credits[:3], by=None, now=now)
    part_credits(credits[1], by=None, now=now, reason="One each.")
    assert joined(credits) == [False] * 4
    assert set(Event.objects.filter(action="parted").values_list("entity_uid", flat=True)) == {
        credit.uid for credit in credits[:3]
    }
    with pytest.raises(Refusal):
        part_credits(credits[1], by=None, now=now)


def test_h16_who_withholds_their_name_leaves_the_line_and_is_still_counted(
    production, credits, people, withhold, now
):
    join_credits(production, credits=credits[:3], joiner="・", by=None, now=now)
    wish = withhold(people[1])
    document = working(production)
    assert print_names(document)[0][0] == "例田 花・試山 験太"
    assert document.facts.people_withheld == 1
    (withheld,) = Credit.objects.filter(absence_reason="withheld_by_contributor")
    assert withheld.joint_line is None
    told = Event.objects.filter(entity_uid=withheld.uid).values_list("changes__joint_line", flat=True)
    assert not [
        each for each in told if each and any(str(JointLine.objects.get().uid) in str(end) for end in each)
    ]
    end_wish(wish, by=None, now=now, reason="They wrote to us.")
    assert joined(credits) == [True, False, True, False]


def test_h16_of_two_who_shared_a_line_the_other_stands_alone(production, credits, people, withhold, now):
    join_credits(production, credits=credits[:2], joiner="・", by=None, now=now)
    withhold(people[1])
    assert joined(credits) == [False] * 4
    lines = [line for block in print_names(working(production)) for line in block]
    assert lines[0] == "例田 花"
    assert not any("・" in line for line in lines)


@pytest.mark.parametrize(("members", "printed"), [(2, "例田 花"), (3, "例田 花・試山 験太")])
def test_h16_an_issue_of_before_does_not_tell_who_stood_in_the_line(
    production, credits, people, withhold, now, members, printed
):
    line = join_credits(production, credits=credits[:members], joiner="・", by=None, now=now)
    issue_release(production, by=None, now=now)
    sealed = read_sealed(Release.objects.get().document)
    assert print_names(open_sealed(sealed))[0][0].startswith("例田 花・見本 太一")
    redacted = redact_sealed(sealed, frozenset({str(people[1].uid)}), frozenset())
    document = open_sealed(redacted)
    assert print_names(document)[0][0] == printed
    assert document.facts.people_named == 4, "what was counted stays"
    assert redacted.digest == sealed.digest
    opened = [
        value for _salt, value in redacted.annex.values() if value in (str(line.uid), "・", "alone", " ")
    ]
    assert sorted(opened) == sorted([str(line.uid), "・"] * (members - 1 if members > 2 else 0)), (
        "the copy says of who is left no more than of those that always stood alone"
    )
    again = redact_sealed(redacted, frozenset({str(people[1].uid)}), frozenset())
    assert again == redacted
    assert str(line.uid) not in read_markup(sealed), (
        "the line itself is a commitment, another one for each of its people"
    )
    content = json.loads(sealed.content)
    committed = {
        line["joint"]
        for department in content["departments"]
        for block in department["blocks"]
        for line in block["lines"]
        if line.get("joint")
    }
    assert len(committed) == 4, (
        "every line has one: nothing tells the withheld one from those that stood alone"
    )


def test_joining_costs_the_same_for_any_number(production, confirmed, role, now):
    costs = []
    for rows in (2, 30):
        made = [
            confirmed(
                role=role("storyboard"),
                contributor=create_contributor(name=f"例{rows} 人{n}", by=None, now=now),
                edition="disc" if rows > 2 else "",
            )
            for n in range(rows)
        ]
        with CaptureQueriesContext(connection) as queries:
            join_credits(production, credits=made, by=None, now=now)
            part_credits(made[0], by=None, now=now)
        costs.append(len(queries))
    assert costs[1] <= costs[0]  # PostgreSQL takes many events by COPY, which the test does not count
