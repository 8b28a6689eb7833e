"""Billing orders: given by a verb or by the rows of a sheet, one for each roll (H17)."""

from pathlib import Path

import pytest

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.billing import order_credits, read_billing, read_version
from productions.credits.services.credits import confirm_credits, enter_credit, update_credit
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Billing, Credit, Event
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.releases import issue_release
from productions.shared.refusals import NotAllowed, Refusal, Stale

CASES = Path(__file__).parent.parent / "data" / "cases"
SHEET = "役職,名前\n美術監督,見本 一\n監督,見本 二\n原画,見本 三\n監督,見本 四\n"


def load(production, text, now):
    return import_credit_sheet(production, text.encode(), filename="sheet.csv", by=None, now=now)


def names(production, *, episode=None, edition=""):
    document = build_working_document(production=production, episode=episode, edition=edition)
    return [
        line.name
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]


@pytest.fixture
def drafts(production, role, now):
    """A director, a key animator and a background designer, by the names that they have."""

    def enter(code, name, **values):
        return enter_credit(
            production, role=role(code), absence_reason="unknown_lost", headcount=1, printed_as=name, by=None,
            now=now, **values,
        )  # fmt: skip

    return enter


def printed(production, **part):
    document = build_working_document(
        production=production, episode=part.get("episode"), edition=part.get("edition", "")
    )
    return [
        line.printed_as
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]


def test_h17_a_roll_has_the_order_of_the_sheet(production, now):
    load(production, SHEET, now)
    assert names(production) == ["見本 一", "見本 二", "見本 三", "見本 四"]

    load(production, "役職,名前\n原画,見本 五\n脚本,見本 六\n", now)
    assert names(production) == ["見本 一", "見本 二", "見本 三", "見本 四", "見本 五", "見本 六"]


def test_h17_a_block_of_one_role_has_the_order_of_the_sheet(production, now):
    load(production, (CASES / "38_sheet_order.csv").read_text(encoding="utf-8-sig"), now)
    assert names(production) == ["渡例 三", "阿例 二", "中例 一", "Zed Sample", "あれい 花"]


def test_each_episode_has_the_order_of_its_own_rows(production, now):
    for number in ("1", "2"):
        add_episode(production, number=number, by=None, now=now)
    load(production, "話数,役職,名前\n1,原画,見本 一\n2,原画,見本 二\n1,監督,見本 三\n2,演出,見本 四\n", now)

    first, second = production.episodes.order_by("sort_key")
    assert names(production, episode=first) == ["見本 一", "見本 三"]
    assert names(production, episode=second) == ["見本 二", "見本 四"]


def test_h17_what_is_of_the_whole_series_has_its_place_among_the_rows_of_an_episode(production, now):
    add_episode(production, number="1", by=None, now=now)
    load(production, "話数,役職,名前\n,音楽,見本 一\n,監督,見本 二\n1,原画,見本 三\n1,脚本,見本 四\n", now)

    assert names(production, episode=production.episodes.get()) == [
        "見本 一",
        "見本 二",
        "見本 三",
        "見本 四",
    ]


def test_the_position_of_a_credit_can_be_changed_after_the_sheet(production, now):
    load(production, "役職,名前\n原画,見本 一\n監督,見本 二\n原画,見本 三\n", now)
    update_credit(Credit.objects.get(credited_as="見本 一"), position=2, by=None, now=now)
    update_credit(Credit.objects.get(credited_as="見本 三"), position=1, by=None, now=now)

    assert names(production) == ["見本 三", "見本 二", "見本 一"]


def test_the_column_order_is_that_within_a_role(production, now):
    load(production, "役職,名前,順番\n原画,見本 一,3\n監督,見本 二,\n原画,見本 三,1\n原画,見本 四,2\n", now)

    assert names(production) == ["見本 三", "見本 二", "見本 四", "見本 一"]


def test_rows_of_cuts_give_no_order_to_the_roll(production, now):
    add_cuts(production, [{"number": "1"}, {"number": "2"}], by=None, now=now)
    load(production, "カット,役職,名前\n1,原画,見本 一\n1,監督,見本 二\n2,原画,見本 三\n", now)

    assert not Billing.objects.exists()
    assert names(production) == ["見本 二", "見本 一", "見本 三"]


def test_an_edition_may_have_an_order_of_its_own(production, drafts, now):
    director, key = drafts("director", "監督"), drafts("key_animation", "原画")
    extra = drafts("background_art", "背景", edition="disc")
    order_credits(production, credits=[key, director], by=None, now=now)
    order_credits(production, credits=[extra, director, key], edition="disc", by=None, now=now)

    assert printed(production) == ["原画", "監督"]
    assert printed(production, edition="streaming") == ["原画", "監督"]
    assert printed(production, edition="disc") == ["背景", "監督", "原画"]


def test_another_order_is_one_event_and_no_other_roll_changes(production, drafts, now):
    director, key = drafts("director", "監督"), drafts("key_animation", "原画")
    order_credits(production, credits=[key, director], by=None, now=now)
    order_credits(production, credits=[director, key], by=None, now=now)

    assert list(
        Event.objects.filter(entity_type="billing").order_by("pk").values_list("action", flat=True)
    ) == [
        "created",
        "reordered",
    ]
    assert printed(production) == ["監督", "原画"]


def test_an_issue_keeps_the_order_that_it_was_issued_with(production, confirmed, person, company, now):
    first = confirmed(contributor=person)
    second = confirmed(contributor=person, role=first.role.__class__.objects.get(code="director"))
    order_credits(production, credits=[first, second], by=None, now=now)
    release = issue_release(production, by=None, now=now)

    order_credits(production, credits=[second, first], by=None, now=now)

    document = release.document
    assert document.index(str(first.uid)) < document.index(str(second.uid))
    release.refresh_from_db()
    assert release.document == document
    again = issue_release(production, by=None, now=now).document
    assert again.index(str(second.uid)) < again.index(str(first.uid))


def test_what_is_no_order_of_the_roll_is_refused(production, drafts, now, staff):
    director, key = drafts("director", "監督"), drafts("key_animation", "原画")
    other = create_production(title="Other", kind="film", by=None, now=now)
    episode = add_episode(production, number="1", by=None, now=now)
    of_disc = drafts("background_art", "背景", edition="disc")

    for wrong in (
        {"credits": [director, director]},
        {"credits": [of_disc]},
        {"credits": [director], "edition": "nonsense"},
        {"credits": [director], "episode": add_episode(other, number="1", by=None, now=now)},
    ):
        with pytest.raises(Refusal):
            order_credits(production, by=None, now=now, **wrong)
    with pytest.raises(Refusal, match="is not in this roll"):
        order_credits(other, credits=[key], by=None, now=now)
    with pytest.raises(NotAllowed):
        order_credits(production, credits=[key], by=staff("viewer"), now=now)
    order_credits(production, credits=[director], episode=episode, by=staff("editor"), now=now)
    assert Billing.objects.get().episode == episode


def test_a_credit_that_is_gone_leaves_the_others_in_their_order(production, drafts, now):
    director, key, art = (
        drafts("director", "監督"),
        drafts("key_animation", "原画"),
        drafts("background_art", "背景"),
    )
    order_credits(production, credits=[art, key, director], by=None, now=now)
    confirm_credits([art, director], by=None, now=now)

    Credit.objects.filter(pk=key.pk).update(state="superseded")

    assert printed(production) == ["背景", "監督"]


def test_h17_an_order_by_hand_goes_before_positions(production, drafts, now):
    """What a sheet adds behind it stands by its positions again."""
    third, first, second = (drafts("key_animation", name, position=place) for name, place in
                            (("丙", 3), ("甲", 1), ("乙", 2)))  # fmt: skip
    order_credits(production, credits=[third, first, second], by=None, now=now)

    assert printed(production) == ["丙", "甲", "乙"]

    load(production, "役職,名前,順番\n原画,見本 二,2\n原画,見本 一,1\n", now)
    assert names(production)[3:] == ["見本 一", "見本 二"]
    assert printed(production)[:3] == ["丙", "甲", "乙"]


def test_who_orders_meanwhile_is_not_written_over(production, drafts, now):
    director, key = drafts("director", "監督"), drafts("key_animation", "原画")
    order_credits(production, credits=[key], expected_version=0, by=None, now=now)
    with pytest.raises(Stale, match="while you were editing"):
        order_credits(production, credits=[director], expected_version=0, by=None, now=now)
    order_credits(production, credits=[key, director], expected_version=1, by=None, now=now)

    assert read_version(production, None, "") == 2
    assert read_version(production, None, "disc") == 0
    assert printed(production) == ["原画", "監督"]


EPISODES = "話数,役職,名前\n1,原画,見本 一\n1,監督,見本 二\n2,原画,見本 三\n2,監督,見本 四\n"


@pytest.fixture
def series(production, now):
    """Two episodes, the second of them made first."""
    for number in ("2", "1"):
        add_episode(production, number=number, by=None, now=now)
    return production


def test_a_productions_own_roll_has_the_orders_of_its_episodes_one_after_the_other(series, now):
    load(series, EPISODES, now)

    assert names(series) == ["見本 一", "見本 二", "見本 三", "見本 四"]


def test_what_is_of_the_whole_series_stands_once_where_its_own_order_has_it(series, now):
    """It is last in each episode, and so behind all of them."""
    load(series, EPISODES + ",脚本,見本 五\n", now)

    assert names(series) == ["見本 一", "見本 二", "見本 三", "見本 四", "見本 五"]
    for episode in series.episodes.all():
        assert names(series, episode=episode)[-1] == "見本 五"


def test_the_episodes_have_no_say_where_the_whole_roll_was_ordered_by_hand(series, drafts, now):
    load(series, EPISODES, now)
    order_credits(series, credits=[Credit.objects.get(credited_as="見本 四")], by=None, now=now)

    assert names(series)[0] == "見本 四"
    assert names(series)[1:] == ["見本 二", "見本 一", "見本 三"]


def test_a_removed_episode_has_no_say(series, now):
    load(series, EPISODES, now)
    series.episodes.filter(number="1").update(removed_at=now)

    assert list(read_billing(series, None, "").places.values()) == [0, 1]


def test_of_an_episodes_orders_that_of_the_edition_counts(series, now):
    load(series, EPISODES, now)
    first = series.episodes.get(number="1")
    one, two = Credit.objects.filter(episode=first).order_by("pk")
    order_credits(series, episode=first, edition="disc", credits=[two, one], by=None, now=now)

    assert names(series, edition="disc") == ["見本 二", "見本 一", "見本 三", "見本 四"]
    assert names(series) == ["見本 一", "見本 二", "見本 三", "見本 四"]


def test_h17_an_episode_without_an_order_has_that_of_the_whole_series(production, now):
    episode = add_episode(production, number="1", by=None, now=now)
    load(production, SHEET, now)
    assert names(production, episode=episode) == names(production)
    load(production, "話数,役職,名前\n1,原画,見本 五\n1,監督,見本 六\n", now)
    assert names(production, episode=episode)[:2] == ["見本 五", "見本 三"]


def test_h17_rows_for_ranges_of_cuts_have_the_order_of_the_sheet(production, now):
    add_cuts(production, [{"number": f"{number}"} for number in range(1, 7)], by=None, now=now)
    load(production, "カット,役職,名前\n1-2,監督,見本 甲\n3-4,監督,見本 乙\n5-6,監督,見本 丙\n", now)
    assert names(production) == ["見本 甲", "見本 乙", "見本 丙"]
