"""The pages of an episode and of a cut: who made it, when it is on screen, and what stands around it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts, relate_cuts
from productions.catalogue.services.placements import place_cut, time_edition
from productions.catalogue.services.productions import add_episode
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit
from productions.models import AISystem
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.segments.services import create_part
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, get_value, list_links, list_texts
from tests.pages.test_production_page import roll_of


@pytest.fixture
def episodes(production, now):
    return [add_episode(production, number=number, by=None, now=now) for number in "123"]


@pytest.fixture
def cuts(production, episodes, now):
    rows = [{"number": number} for number in ("001", "002", "003")]
    return add_cuts(production, rows, episode=episodes[1], by=None, now=now)


@pytest.fixture
def show_episode(open_page, episodes):
    return lambda language="en": open_page(f"episodes/{episodes[1].uid}/", language)


def use_ai(credit, now):
    system = register_ai_system(name="Painter", vendor="Kaku", by=None, now=now)
    record_ai_use(
        credit, ai_system=system, task="generation", source_type="compositeWithTrainedAlgorithmicMedia",
        oversight="prompt_guided", extent="partial", by=None, now=now,
    )  # fmt: skip


def list_around(page):
    """What stands before and after: the relation of each, with its address and what it says."""
    return {
        get_value(link, "rel"): (get_value(link, "href"), get_text(link))
        for nav in find_all(page, "nav", class_="around")
        for link in find_all(nav, "a")
    }


def test_an_episode_says_who_made_it_and_what_stands_around_it(
    show_episode, production, episodes, cuts, confirmed, person, role, now
):
    other = create_contributor(name="見本 花", by=None, now=now)
    confirmed(contributor=person, role=role("episode_director"), episode=episodes[1])
    confirmed(contributor=other, role=role("layout"), cut=cuts[0])
    confirmed(contributor=other, role=role("storyboard"), episode=episodes[0])
    create_part(
        production, label="A", episode=episodes[1], first_cut=cuts[0], last_cut=cuts[1], by=None, now=now
    )
    page = show_episode("ja")
    assert roll_of(page) == [("演出", ["牧原亮太郎"]), ("レイアウト", ["見本 花"])]
    assert list_around(page) == {
        "prev": (f"/ja/episodes/{episodes[0].uid}/", "前へ 第1話"),
        "next": (f"/ja/episodes/{episodes[2].uid}/", "次へ 第3話"),
    }
    assert list_texts(page, "ul", class_="inline") == ["Aパート 001 – 002"]
    assert f"/ja/productions/{production.uid}/" in list_links(page)
    assert "AI使用の有無は、全3カット中3カットで未確認。" in get_text(page)


def test_ai_of_an_episode_is_told_of_its_own_work(
    show_episode, open_page, episodes, cuts, confirmed, person, role, now
):
    use_ai(confirmed(contributor=person, role=role("background_art"), cut=cuts[0], last_cut=cuts[1]), now)
    assert "AI use recorded in 2 of 3 cuts; declared none in 0; not asked in 1." in get_text(show_episode())
    assert len(find_all(show_episode(), "li", class_="ai")) == 1
    confirmed(contributor=person, role=role("episode_director"), episode=episodes[0])
    without_cuts = open_page(f"episodes/{episodes[0].uid}/")
    assert "Whether AI was used was not asked in 1 of 1 credit." in get_text(without_cuts)
    assert find_all(without_cuts, "li", class_="ai") == []
    for cut, uses in zip(cuts, (1, 1, 0), strict=True):
        assert len(find_all(open_page(f"cuts/{cut.uid}/"), "li", class_="ai")) == uses


def test_a_cut_says_who_made_it_a_range_among_it(open_page, production, cuts, confirmed, person, role, now):
    other = create_contributor(name="見本 花", by=None, now=now)
    hidden = create_contributor(name="例田 風", by=None, now=now)
    confirmed(contributor=person, role=role("layout"), cut=cuts[0], last_cut=cuts[2])
    confirmed(contributor=other, role=role("layout"), cut=cuts[0])
    credit = confirmed(contributor=hidden, role=role("key_animation"), cut=cuts[1])
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    enter_credit(production, role=role("inbetween"), contributor=other, cut=cuts[1], by=None, now=now)
    page = open_page(f"cuts/{cuts[1].uid}/")
    assert roll_of(page) == [("Layout", ["牧原亮太郎"]), ("Key animation", [])]
    assert list_texts(page, "span", class_="withheld") == ["withheld by their own choice"]
    assert "例田 風" not in get_text(page)
    assert list_around(page) == {
        "prev": (f"/en/cuts/{cuts[0].uid}/", "Previous 001"),
        "next": (f"/en/cuts/{cuts[2].uid}/", "Next 003"),
    }
    assert [get_value(each, "href") for each in find_all(page, "a", class_="here")] == [
        f"/en/cuts/{cuts[1].uid}/"
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nothing is on record of this cut."), ("ja", "このカットには、まだ記録がありません。")],
)
def test_a_cut_without_credits_says_that_nothing_is_on_record(
    open_page, cuts, confirmed, person, role, language, said
):
    confirmed(contributor=person, role=role("layout"), cut=cuts[0])
    page = open_page(f"cuts/{cuts[1].uid}/", language)
    assert said in get_text(page)
    assert find_all(page, "section", aria_labelledby="tools") == []


def test_a_cut_says_when_it_is_on_screen_only_where_that_is_known(
    open_page, production, episodes, cuts, confirmed, person, role, now
):
    confirmed(contributor=person, role=role("layout"), cut=cuts[0])
    address = f"cuts/{cuts[0].uid}/"
    assert find_all(open_page(address), "ul", class_="inline") == []
    place_cut(cuts[0], record_in=24 * 754, length=48, edition="broadcast", by=None, now=now)
    place_cut(cuts[0], record_in=24 * 60, length=48, edition="streaming", by=None, now=now)
    time_edition(
        production, episode=episodes[1], edition="broadcast", fps_num=24, fps_den=1, start_timecode="01:00:00:00", by=None, now=now
    )  # fmt: skip
    (said,) = find_all(open_page(address), "ul", class_="inline")
    assert list_texts(said, "li") == [
        "on screen at 12:34 broadcast · 01:12:34:00",
        "on screen at 1:00 streaming",
    ]


def test_a_cut_leads_to_those_whose_drawings_it_shares(open_page, cuts, confirmed, person, role, now):
    confirmed(contributor=person, role=role("layout"), cut=cuts[0])
    relate_cuts(from_cut=cuts[2], to_cut=cuts[0], kind="shared", by=None, now=now)
    for cut in (cuts[0], cuts[2]):
        (related,) = find_all(open_page(f"cuts/{cut.uid}/", "en"), "section", aria_labelledby="related")
        assert list_texts(related, "li") == ["003 shares drawings with 001"]


@pytest.mark.parametrize(
    ("number", "japanese", "english"),
    [("12.5", "第12.5話", "Episode 12.5"), ("OP", "OP", "OP"), ("第1話", "第1話", "第1話")],
)
def test_an_episode_is_called_as_its_number_says(open_page, production, now, number, japanese, english):
    episode = add_episode(production, number=number, by=None, now=now)
    for language, name in {"ja": japanese, "en": english}.items():
        page = open_page(f"episodes/{episode.uid}/", language)
        assert list_texts(page, "h1") == [name]
        (described,) = find_all(page, "meta", name="description")
        assert f"』{name}を" in get_value(described, "content") or f" {name} of " in get_value(
            described, "content"
        )


def test_an_episode_leads_to_its_issues(show_episode, production, episodes, confirmed, person, role, now):
    confirmed(contributor=person, role=role("episode_director"), episode=episodes[1])
    issue = issue_release(production, episode=episodes[1], by=None, now=now)
    assert f"/ja/issues/{issue.uid}/" in list_links(show_episode("ja"))


def test_a_shared_link_says_what_it_leads_to(
    open_page, production, episodes, cuts, confirmed, person, role, now
):
    use_ai(confirmed(contributor=person, role=role("layout"), cut=cuts[0]), now)
    (system,) = AISystem.objects.all()
    addresses = (
        f"episodes/{episodes[1].uid}/",
        f"cuts/{cuts[0].uid}/",
        "roles/layout/",
        f"ai-systems/{system.uid}/",
    )
    titles = [find_all(open_page(each), "meta", property="og:title") for each in addresses]
    assert [[get_value(title, "content") for title in found] for found in titles] == [
        ["犬と少年 Episode 2"], ["Cut 001 – 犬と少年"], ["Layout"], ["Painter"],
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["productions", "episodes", "cuts", "people"])
def test_pages_ask_the_database_as_often_for_thirty_as_for_one(
    client, production, episodes, confirmed, person, role, now, page
):
    cuts = add_cuts(
        production, [{"number": str(number)} for number in range(30)], episode=episodes[1], by=None, now=now
    )
    confirmed(contributor=person, role=role("layout"), cut=cuts[0])
    entry = {"productions": production, "episodes": episodes[1], "cuts": cuts[0], "people": person}[page]
    address = f"/en/{page}/{entry.uid}/"

    def count():
        client.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    few = count()
    for number in range(1, 30):
        other = create_contributor(name=f"見本 {number}", by=None, now=now)
        confirmed(contributor=person, role=role("layout"), cut=cuts[number])
        confirmed(contributor=other, role=role("layout"), cut=cuts[0])
    assert count() == few
