"""The cut strip: one mark a cut, by who is named and whether AI was used."""

import pytest

from api.pages.cut_strip import BAR_WIDTH, MAX_RUNS, MAX_SINGLE_MARKS, arrange_strips, list_legend
from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.catalogue.services.productions import add_episode
from productions.credits.services.ai_declarations import declare_ai
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, get_value, list_texts, read_page

LARGEST_PAGE_BYTES = 60_000


def make_row(
    number, named=0, withheld=0, unnamed=0, ai="not_asked", length=24, status="active", episode=None
):
    return {
        "uid": f"00000000-0000-0000-0000-{number:012}", "number": f"{number:03}", "length_frames": length, "status": status,
        "named": named, "withheld": withheld, "unnamed": unnamed, "ai": ai, "production": {"uid": "p"},
        "episode": episode and {"uid": episode},
    }  # fmt: skip


def list_signs(mark):
    """The signs of a mark in the page, from the top."""
    return [get_value(path, "class").split()[0] for path in find_all(mark, "path")]


def list_marks(page):
    """The marks of a page: the title of each, where it leads, and its signs."""
    return [
        (list_texts(mark, "title")[0], get_value(mark, "href"), list_signs(mark))
        for bars in find_all(page, "div", class_="bars")
        for mark in find_all(bars, "a")
    ]


@pytest.fixture
def cuts(production, now):
    rows = [{"number": number, "length_frames": 24} for number in ("001", "002", "003", "004")]
    return add_cuts(production, rows, by=None, now=now)


@pytest.fixture
def film(production, cuts, person, confirmed, role, now):
    """A cut with a name and without AI, one whose person is withheld, one that names nobody, and one with nothing on record."""
    named = confirmed(contributor=person, role=role("layout"), cut=cuts[0])
    declare_ai(
        named, answer="none", declared_by=person, wording="I used none.", basis="own_statement", by=None, now=now
    )  # fmt: skip
    other = create_contributor(name="見本 花", by=None, now=now)
    hidden = confirmed(contributor=other, role=role("layout"), cut=cuts[1])
    withhold_name(hidden, statement="No.", stated_on=now.date(), by=None, now=now)
    confirmed(contributor=None, role=role("layout"), cut=cuts[2], absence_reason="company_will_not_name")
    return production


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_state_has_its_own_sign_and_words(open_page, film, cuts, language):
    page = open_page(f"productions/{film.uid}/", language)
    marks = list_marks(page)
    assert [signs for _title, _link, signs in marks] == [
        ["s-named", "s-ai-none"],
        ["s-withheld", "s-ai-not-asked"],
        ["s-unnamed", "s-ai-not-asked"],
        ["s-nothing"],
    ]
    assert [link for _title, link, _signs in marks] == [f"/{language}/cuts/{cut.uid}/" for cut in cuts]
    titles = [title for title, _link, _signs in marks]
    assert titles[3] == {"en": "004: nothing is on record", "ja": "004: 記録なし"}[language]
    assert (
        titles[0]
        == {
            "en": "001: 1 credit with a name, declared without AI",
            "ja": "001: 名前のあるクレジット1件、AI不使用の申告あり",
        }[language]
    )
    # Every pattern that a mark is filled with is there.
    patterns = {get_value(each, "id") for each in find_all(page, "pattern")}
    assert {"s-withheld", "s-unnamed", "s-ai-not-asked"} <= patterns
    assert "見本 花" not in get_text(page)


def test_the_legend_counts_the_cuts_of_each_sign(open_page, film):
    page = open_page(f"productions/{film.uid}/")
    (legend,) = find_all(page, "ul", class_="legend")
    assert list_texts(legend, "li") == [
        "somebody is named 1 cut", "withheld by their own choice 1 cut", "not named 1 cut", "nothing is on record 1 cut",
        "declared without AI 1 cut", "AI: not asked 2 cuts",
    ]  # fmt: skip


def test_the_strip_is_told_in_words_to_whoever_does_not_see_it(open_page, film):
    page = open_page(f"productions/{film.uid}/")
    (bars,) = find_all(page, "div", class_="bars")
    assert get_value(bars, "aria-hidden") == "true"
    assert {get_value(mark, "tabindex") for mark in find_all(bars, "a")} == {"-1"}
    assert list_texts(find_all(page, "ul", class_="runs")[0], "li") == [
        "001 1 credit with a name, declared without AI",
        "002 1 name withheld by their own choice, AI: not asked",
        "003 1 credit without a name, AI: not asked",
        "004 nothing is on record",
    ]


def test_an_omitted_number_is_a_gap(open_page, film, cuts, now):
    update_cut(cuts[3], status="omitted", by=None, now=now)
    marks = list_marks(open_page(f"productions/{film.uid}/"))
    assert marks[3][0] == "004: number kept, not in the film"
    assert marks[3][2] == ["s-out"]


def test_a_film_without_cuts_has_no_strip(open_page, production, confirmed, person):
    confirmed(contributor=person)
    for page in (open_page(f"productions/{production.uid}/"), open_page(f"people/{person.uid}/")):
        assert find_all(page, "svg") == []


def test_a_series_has_a_strip_for_each_episode(open_page, production, person, confirmed, role, now):
    for number in "12":
        episode = add_episode(production, number=number, by=None, now=now)
        (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
        confirmed(contributor=person, role=role("layout"), cut=cut)
    for address in (f"productions/{production.uid}/", f"people/{person.uid}/"):
        assert len(find_all(open_page(address), "figure", class_="cuts")) == 2


def test_a_persons_strip_has_their_cuts_alone(open_page, film, cuts, person, confirmed, role):
    confirmed(contributor=None, role=role("inbetween"), cut=cuts[0], absence_reason="company_will_not_name")
    marks = list_marks(open_page(f"people/{person.uid}/"))
    assert [(title, signs) for title, _link, signs in marks] == [
        ("001: 1 credit with a name, declared without AI", ["s-named", "s-ai-none"])
    ]


def test_what_a_cut_says_together_is_divided_by_its_credits():
    (strip,) = arrange_strips([make_row(1, named=6, withheld=1, unnamed=1)])
    (mark,) = strip.marks
    assert (mark.named, mark.withheld, mark.unnamed) == (2, 1, 1)
    ((shape,),) = strip.bars
    assert [sign for sign, _path in shape.lanes] == ["unnamed", "withheld", "named", "ai-not-asked"]


def test_marks_are_as_wide_as_their_cuts_are_long_where_all_are_known():
    known, unknown = (
        arrange_strips([make_row(1, named=1, length=length), make_row(2, named=1, length=96)])[0]
        for length in (48, None)
    )
    assert (known.has_lengths, unknown.has_lengths) == (True, False)
    widths = [[round(shape.width + 1) for shape in strip.bars[0]] for strip in (known, unknown)]
    assert widths == [[19, 37], [28, 28]]


def test_a_long_film_has_a_mark_for_each_run_of_cuts_that_are_alike():
    rows = [make_row(number, named=1 + number % 3) for number in range(1, 1201)]
    rows += [make_row(number, named=3, unnamed=1) for number in range(1201, 1501)]
    (strip,) = arrange_strips(rows)
    assert [mark.numbers for mark in strip.marks] == ["001–1200", "1201–1500"]
    (short,) = arrange_strips(rows[:MAX_SINGLE_MARKS])
    assert len(short.marks) == MAX_SINGLE_MARKS
    for found in (strip, short):
        assert all(shape.x + shape.width <= BAR_WIDTH + 0.1 for bar in found.bars for shape in bar)
        drawn = sum(len(mark.cuts) for mark in found.marks)
        assert drawn == (1500 if found is strip else MAX_SINGLE_MARKS)
    assert sum(line.cuts for line in list_legend([strip]) if line.sign == "named") == 1500


def test_where_neighbours_always_differ_some_are_one_mark_that_says_what_all_say():
    states = [{"named": 1}, {"unnamed": 1, "ai": "used"}, {}]
    rows = [make_row(number, **states[number % 3]) for number in range(1, 1501)]
    (strip,) = arrange_strips(rows)
    assert len(strip.marks) == MAX_RUNS
    first = strip.marks[0]
    assert (first.numbers, first.named, first.unnamed, first.ai) == ("001–003", 2, 2, "used")


def test_a_page_of_1500_cuts_stays_small(client, production, person, confirmed, role, now):
    cuts = add_cuts(
        production,
        [{"number": f"{number:04}", "length_frames": 24 + number % 90} for number in range(1, 1501)],
        by=None, now=now,
    )  # fmt: skip
    confirmed(contributor=person, role=role("layout"), cut=cuts[0], last_cut=cuts[-1])
    for start in range(0, 1500, 30):
        confirmed(
            contributor=None, role=role("inbetween"), cut=cuts[start], last_cut=cuts[start + 9], headcount=2,
            absence_reason="company_will_not_name",
        )  # fmt: skip
    answer = client.get(f"/ja/productions/{production.uid}/", headers={"accept-encoding": "gzip"})
    marks = list_marks(read_page(client.get(f"/ja/productions/{production.uid}/")))
    assert {link for _title, link, _signs in marks} == {
        f"/ja/cuts/{cuts[start + first].uid}/" for start in range(0, 1500, 30) for first in (0, 10)
    }
    assert len(answer.content) < LARGEST_PAGE_BYTES
