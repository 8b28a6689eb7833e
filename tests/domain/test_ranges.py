"""Credits for a range of episodes or cuts: what makes one, and where it holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.ai_declarations import credits_to_ask
from productions.credits.services.billing import append_to_billing, order_credits
from productions.credits.services.credits import enter_credit, update_credit
from productions.imports.services.entering import SheetRefused
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Billing, Credit
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_merge
from productions.shared.refusals import Refusal


@pytest.fixture
def episodes(production, now):
    made = [add_episode(production, number=str(n), by=None, now=now) for n in range(1, 13)]
    return [*made, add_episode(production, number="OP", kind="opening", by=None, now=now)]


@pytest.fixture
def cuts(production, episodes, now):
    rows = [{"number": f"C{n:03d}"} for n in range(1, 11)]
    return add_cuts(production, rows, episode=episodes[0], by=None, now=now)


@pytest.fixture
def enter(production, person, role, now):
    def make(code="color_spec", **values):
        return enter_credit(
            production, role=role(code), by=None, now=now, **{"contributor": person, **values}
        )

    return make


def refusal(refused):
    return {name: str(sentences[0]) for name, sentences in refused.value.fields.items()}


def roll_lines(production, episode=None):
    document = build_working_document(production=production, episode=episode, edition="")
    return [
        line for department in document.departments for block in department.blocks for line in block.lines
    ]


def test_a_range_is_of_numbered_episodes_in_their_order(enter, episodes, theirs, now):
    other = add_episode(theirs, number="9", by=None, now=now)
    assert enter(episode=episodes[1], last_episode=episodes[9]).last_episode == episodes[9]
    for values, sentence in (
        ({"episode": episodes[5], "last_episode": episodes[1]}, "The range ends before it begins: episode 2 comes before episode 6."),
        ({"episode": episodes[0], "last_episode": episodes[12]}, "Only numbered episodes make a range; “#OP” is none."),
        ({"episode": episodes[12], "last_episode": episodes[1]}, "Only numbered episodes make a range; “#OP” is none."),
        ({"last_episode": episodes[1]}, "Say with which episode the range begins."),
        ({"episode": episodes[0], "last_episode": other}, "Episode #9 belongs to another production."),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            enter(**values)
        assert refusal(refused) == {"last_episode": sentence}


def test_a_range_of_cuts_lies_in_one_episode(production, enter, episodes, cuts, now):
    (elsewhere,) = add_cuts(production, [{"number": "C001"}], episode=episodes[1], by=None, now=now)
    credit = enter(cut=cuts[1], last_cut=cuts[9])
    assert (credit.episode, credit.last_cut) == (episodes[0], cuts[9])
    for values, field, sentence in (
        ({"cut": cuts[5], "last_cut": cuts[1]}, "last_cut", "The range ends before it begins: cut C002 comes before cut C006."),
        ({"cut": cuts[5], "last_cut": elsewhere}, "last_cut", "A range of cuts lies in one episode; cut C001 belongs to another."),
        ({"last_cut": cuts[1]}, "last_cut", "Say with which cut the range begins."),
        ({"cut": cuts[1], "last_episode": episodes[3]}, "last_episode", "A cut is in one episode; leave out the last episode, or the cut."),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            enter(**values)
        assert refusal(refused) == {field: sentence}


def test_a_range_that_ends_where_it_begins_is_none(enter, episodes, cuts, now):
    assert enter(episode=episodes[2], last_episode=episodes[2]).last_episode is None
    credit = enter(cut=cuts[2], last_cut=cuts[4])
    assert update_credit(credit, last_cut=cuts[2], by=None, now=now).last_cut is None


def test_the_roll_of_each_episode_in_the_range_has_it(production, enter, episodes):
    credit = enter(episode=episodes[1], last_episode=episodes[9])
    for place, episode in enumerate(episodes):
        lines = roll_lines(production, episode)
        assert [line.credits for line in lines] == ([(str(credit.uid),)] if 1 <= place <= 9 else []), episode
        for line in lines:
            assert (line.episodes, line.episode_ranges) == ((episode.number,), ())
    (line,) = roll_lines(production)
    assert (line.episodes, [(each.first, each.last) for each in line.episode_ranges]) == ((), [("2", "10")])


def test_every_cut_of_a_range_counts(production, enter, episodes, cuts, role, confirmed, person, now):
    add_cuts(
        production,
        [{"number": "C005A"}, {"number": "C006A", "status": "omitted"}],
        episode=episodes[0],
        by=None,
        now=now,
    )
    credit = confirmed(contributor=person, role=role("layout"), cut=cuts[2], last_cut=cuts[7])
    Credit.objects.filter(pk=credit.pk).update(ai_declared="none")
    for episode in (None, episodes[0]):
        document = build_working_document(production=production, episode=episode, edition="")
        assert (document.facts.ai_cuts_none, document.facts.ai_cuts_not_asked) == (7, 4)
        (line,) = roll_lines(production, episode)
        assert line.cuts == ()
        assert [(each.first, each.last, each.episode) for each in line.cut_ranges] == [
            ("C003", "C008", "" if episode else "1")
        ]
        covered = measure_coverage(production=production, episode=episode)
        (layout,) = [each for each in covered.roles if each.role.code == "layout"]
        assert (layout.places, layout.named) == (11, 7)
        assert covered.ai_cuts.none == 7


def test_a_range_covers_its_episodes(production, episodes, role, confirmed, person):
    confirmed(contributor=person, role=role("storyboard"), episode=episodes[1], last_episode=episodes[4])
    covered = measure_coverage(production=production)
    (line,) = [each for each in covered.roles if each.role.code == "storyboard"]
    assert (line.named, line.places) == (4, 12 if line.required else 4)
    for place, named in ((0, 0), (1, 1), (4, 1), (5, 0)):
        covered = measure_coverage(production=production, episode=episodes[place])
        assert sum(each.named for each in covered.roles if each.role.code == "storyboard") == named


def test_h17_a_range_has_its_place_in_the_roll_of_each_of_its_episodes(production, enter, episodes, now):
    first = enter("color_spec", episode=episodes[0], last_episode=episodes[2])
    second = enter("storyboard", episode=episodes[1])
    append_to_billing(production, [first, second], by=None, now=now)
    assert {billing.episode: billing.credits for billing in Billing.objects.live()} == {
        episodes[0]: [first.pk], episodes[1]: [first.pk, second.pk], episodes[2]: [first.pk],
    }  # fmt: skip
    order_credits(production, episode=episodes[1], credits=[second, first], by=None, now=now)
    assert [line.credits[0] for line in roll_lines(production, episodes[1])] == [
        str(second.uid),
        str(first.uid),
    ]
    with pytest.raises(Refusal):
        order_credits(production, episode=episodes[5], credits=[first], by=None, now=now)


@pytest.mark.parametrize("end", ["episode", "last_episode"])
def test_what_begins_or_ends_a_range_stays(enter, episodes, end, now):
    credit = enter(episode=episodes[1], last_episode=episodes[9])
    with pytest.raises(Refusal):
        remove_entity(getattr(credit, end), by=None, now=now, reason="It was never made.")
    remove_entity(episodes[5], by=None, now=now, reason="It was never made.")


def test_the_last_cut_of_a_range_stays(enter, cuts, now):
    credit = enter(cut=cuts[1], last_cut=cuts[9])
    with pytest.raises(Refusal):
        remove_entity(credit.last_cut, by=None, now=now, reason="It was never made.")
    remove_entity(cuts[5], by=None, now=now, reason="It was never made.")


def test_a_declaration_for_one_episode_does_not_speak_for_a_range(enter, episodes, production, role):
    single = enter(episode=episodes[0], role_as_printed="色")
    ranged = enter(episode=episodes[0], last_episode=episodes[4])
    asked = credits_to_ask(production, role=role("color_spec"), episode=episodes[0])
    assert list(asked) == [single]
    assert set(credits_to_ask(production, role=role("color_spec"))) == {single, ranged}


def test_who_gives_work_on_is_another_company(enter, person, company, now):
    other = create_contributor(name="例スタジオ", kind="organization", by=None, now=now)
    assert enter("inbetween", affiliation=other, contracted_by=company).contracted_by == company
    for values in ({"contracted_by": person}, {"contracted_by": company, "affiliation": company}):
        with pytest.raises(Refusal) as refused:
            enter("layout", **values)
        assert list(refused.value.fields) == ["contracted_by"]
    with pytest.raises(Refusal):
        enter("gross_production", kind="organization", contributor=company, contracted_by=company)
    with pytest.raises(Refusal):
        remove_entity(company, by=None, now=now, reason="Nobody knows it.")


def test_merging_moves_who_gave_the_work_on_and_undoing_takes_it_back(enter, company, now):
    double = create_contributor(name="ＷＩＴスタジオ", kind="organization", by=None, now=now)
    credit = enter("inbetween", contracted_by=double)
    merge_contributors(double, into=company, by=None, now=now, reason="They are one.")
    credit.refresh_from_db()
    assert credit.contracted_by == company
    undo_merge(double, by=None, now=now, reason="They are two.")
    credit.refresh_from_db()
    assert credit.contracted_by == double


def test_a_roll_with_ranges_costs_the_same_for_any_number(production, episodes, cuts, role, confirmed, now):
    costs = []
    for rows in (1, 30):
        for number in range(rows):
            unnamed = {"absence_reason": "unknown_lost", "headcount": rows + number}
            confirmed(role=role("layout"), cut=cuts[0], last_cut=cuts[5], **unnamed)
            confirmed(role=role("color_spec"), episode=episodes[0], last_episode=episodes[5], **unnamed)
        with CaptureQueriesContext(connection) as queries:
            build_working_document(production=production, episode=episodes[0], edition="")
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("written", ["1-6", "#1～#6", "#1-#6", "第1話～第6話", "１〜６"])
def test_a_range_of_episodes_in_a_sheet_is_one_credit(production, episodes, now, written):
    sheet = f"話数,役職,名前,発注元\n{written},色指定,広例 正志,株式会社例背景\n"
    assert import_credit_sheet(production, sheet.encode(), filename="a.csv", by=None, now=now) == 1
    credit = Credit.objects.get()
    assert (credit.episode, credit.last_episode) == (episodes[0], episodes[5])
    assert str(credit.contracted_by) == "株式会社例背景"


@pytest.mark.parametrize(
    ("written", "entered"),
    [
        ("C001-C010", [("C001", "C010")]),
        ("C001～C003", [("C001", "C003")]),
        ("2-4, 7, 9-9", [("C002", "C004"), ("C007", None), ("C009", None)]),
        ("5", [("C005", None)]),
    ],
)
def test_each_range_of_cuts_in_a_sheet_is_one_credit(production, cuts, now, written, entered):
    sheet = f'話数,カット,役職,名前\n1,"{written}",原画,例田 花\n'
    assert import_credit_sheet(production, sheet.encode(), filename="a.csv", by=None, now=now) == len(entered)
    rows = Credit.objects.order_by("pk").values_list("cut__number", "last_cut__number")
    assert list(rows) == entered


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("1-99,,", "There is no episode 99; add it first."),
        ("6-1,,", "The range ends before it begins: episode 1 comes before episode 6."),
        ("1-6,C001,", "A cut is in one episode; leave out the last episode, or the cut."),
    ],
)
def test_a_sheet_tells_what_makes_no_range(production, cuts, now, row, sentence):
    sheet = f"話数,カット,所属,役職,名前\n{row},原画,例田 花\n"
    with pytest.raises(SheetRefused) as refused:
        import_credit_sheet(production, sheet.encode(), filename="a.csv", by=None, now=now)
    assert [problem.message for problem in refused.value.problems] == [sentence]


def test_a_row_that_a_range_holds_for_is_entered_and_told(production, episodes, now):
    def load(*lines):
        told = []
        sheet = "\n".join(["話数,役職,名前", *lines])
        import_credit_sheet(production, sheet.encode(), filename="a.csv", by=None, now=now, tell=told.append)
        return [(note.line, note.message) for note in told]

    inside = "Episode 3 is in the range 1–6 of the same person and role."
    assert load("1-6,色指定,広例 正志", "3,色指定,広例 正志", "7,色指定,広例 正志", "3,色指定,例田 花") == [
        (3, inside)
    ]
    assert load("4,色指定,広例 正志", "5,絵コンテ,広例 正志") == [(2, inside.replace("3", "4"))]
    assert Credit.objects.count() == 6
