"""Film catalogues: whole films, odd ones, lines that are none; figures on the sample and on all real films."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from productions.interchange.catalogue.catalogue_reader import (
    HALF_NAME_NOTE,
    read_catalogue,
    read_catalogue_text,
)
from productions.interchange.catalogue.catalogue_record import (
    CatalogueEpisode,
    CatalogueRecord,
    PartialDate,
    count_catalogue,
    list_record_credits,
)
from productions.interchange.credit_text.statements import Statement, find_uncovered_text
from productions.interchange.problems import Problem

DATA = Path(__file__).parents[1] / "data" / "catalogue"
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "madb" / "productions.jsonl"


def read(path: Path) -> list[CatalogueRecord | Problem]:
    with path.open("rb") as stream:
        return list(read_catalogue(stream))


def films(path: Path) -> dict[str, CatalogueRecord]:
    return {film.source_id: film for film in read(path) if isinstance(film, CatalogueRecord)}


@pytest.fixture(scope="module")
def sample() -> dict[str, CatalogueRecord]:
    return films(DATA / "sample.jsonl")


def test_a_film_is_read_whole(sample: dict[str, CatalogueRecord]) -> None:
    film = sample["C409342"]
    assert (film.kind, film.title, film.kana, str(film.published), film.minutes, film.episodes) == (
        "film",
        "動物防諜戦",
        "ドウブツボウチョウセン",
        "1941-02-19",
        11,
        (),
    )
    assert [
        (c.position, c.contributor, c.role_code, c.role_as_printed, c.credited_as)
        for c in list_record_credits(film)
    ] == [
        (1, "person", "compositing", "撮影", "下倉彌一郎"),
        (2, "organization", "production_company", "", "關東配電"),
        (3, "organization", "production_presenting", "提供", "國光教育映画社"),
        (4, "organization", "production_company", "", "宏昌漫画映画製作所"),
    ]


def test_the_texts_of_episodes_give_credits_of_that_episode(sample: dict[str, CatalogueRecord]) -> None:
    film = sample["C411306"]
    assert film.episodes == (
        CatalogueEpisode("2", "遠吠えは落日に染まった"),
        CatalogueEpisode("1", "大蛇はルウムに消えた"),
        CatalogueEpisode("3", "軌道上に幻影は疾る"),
    )
    found = [(c.role_code, c.credited_as, c.absent) for c in list_record_credits(film) if c.episodes == (1,)]
    assert found == [
        ("director", "今西隆志", False),
        ("screenplay", "大熊朝秀", False),
        ("episode_director", "松田剛吏", False),
        ("mechanical_design", "大河原邦男", False),
        ("voice", "石川英郎", False),
        ("voice", "長沢美樹", False),
        ("voice", "", True),
    ]


def test_credits_where_a_title_belongs_are_credits(sample: dict[str, CatalogueRecord]) -> None:
    film = sample["C410895"]
    assert [(text.field, text.episode) for text in film.texts if text.field == "headline"] == [
        ("headline", "")
    ]
    headline = [s for text in film.texts if text.field == "headline" for s in text.read.statements]
    assert [(s.role.codes, s.credited_as) for s in headline][:2] == [
        (("original_work", "screenplay"), "あかほりさとる"),
        (("director",), "鈴木 行"),
    ]


def test_what_two_fields_say_alike_is_one_credit(sample: dict[str, CatalogueRecord]) -> None:
    lines = list_record_credits(sample["C409829"])
    assert [line.credited_as for line in lines if line.role_code == "production"].count("東映") == 1


def test_a_text_that_the_source_cut_off_is_reported(sample: dict[str, CatalogueRecord]) -> None:
    cut = [p.message for p in sample["C409574"].problems if p.column == "staff"]
    assert cut[-1].endswith("The text breaks off here: “[動”. Complete it from the source.")
    unseen = [p.message for p in sample["C410081"].problems if p.column == "staff"]
    assert unseen == ["The source breaks off after “[美術]加”: complete it from the screen."]


def test_half_a_name_is_nobodys_name_but_still_counts(sample: dict[str, CatalogueRecord]) -> None:
    last = [line for line in list_record_credits(sample["C410081"]) if line.role_code == "art"][-1]
    assert (last.printed_as, last.credited_as, last.absent, last.note) == ("加", "", True, HALF_NAME_NOTE)


def test_a_bad_line_is_one_problem_and_takes_no_film_with_it() -> None:
    found = read(DATA / "bad.jsonl")
    assert [str(line) if isinstance(line, Problem) else line.source_id for line in found] == [
        "T1",
        "line 2: This is no JSON: Expecting value at character 27. Write one object a line.",
        "line 3: The line is no JSON object; write {…} with madb_id and title.",
        "line 4, title: The film has no title; without it the line is no film.",
        "line 5, madb_id: The film has no madb_id; without it the line is no film.",
        "line 6: The line cannot be read: the field title stands twice.",
        "line 7, madb_id: This is a number, not text; write it in quotes.",
        "line 8, title: Character 4 is a NUL byte (U+0000); remove it.",
        "T8",
        "line 10, title: Character 5 is a mark that turns the writing direction (U+202E); remove it.",
        "line 11: The film T1 stands already in line 1; remove one of them.",
        "line 12: The line cannot be read: NaN is no JSON value.",
        "T11",
    ]


def test_what_is_wrong_inside_a_film_leaves_the_rest_of_it() -> None:
    film = films(DATA / "bad.jsonl")["T11"]
    assert [str(problem) for problem in film.problems] == [
        "line 14 (T11), colour: Nothing reads this field; remove it or correct its name.",
        "line 14 (T11), staff: character 1: Character 6 is a mark that turns the writing direction (U+202E); "
        "remove it.",
        "line 14 (T11), cast: This is a number, not text; write it in quotes.",
        "line 14 (T11), entry 1, duration: “half” is no running time; write whole minutes.",
        "line 14 (T11), episodes: Entry 2 is no object; write {…}.",
        "line 14 (T11), published: “1941-13-01” is no date; write 1941-02-19, 1941-02 or 1941.",
    ]
    assert [line.credited_as for line in list_record_credits(film)] == ["鈴木花子"]
    assert film.episodes == (CatalogueEpisode("1"),)


@pytest.mark.parametrize(
    ("published", "date", "precision"),
    [
        ("1941-02-19", PartialDate(1941, 2, 19), "day"),
        ("1941/2", PartialDate(1941, 2), "month"),
        ("1941-02-00", PartialDate(1941, 2), "month"),
        ("1941", PartialDate(1941), "year"),
        ("1941-00-00", PartialDate(1941), "year"),
    ],
)
def test_dates_may_be_partial(published: str, date: PartialDate, precision: str) -> None:
    (film,) = read_catalogue([f'{{"madb_id": "A", "title": "B", "published": "{published}"}}'])
    assert isinstance(film, CatalogueRecord)
    assert (film.published, date.precision, film.problems) == (date, precision, ())


@pytest.mark.parametrize("line", [b"\xff\xfe", b"[" * 90_000, b'"' + b"a" * 1_000_001, "1" * 5000, "null"])
def test_hostile_lines_are_problems(line: bytes | str) -> None:
    assert [type(found) for found in read_catalogue([line, '{"madb_id": "A", "title": "B"}'])] == [
        Problem,
        CatalogueRecord,
    ]


@settings(max_examples=100)
@given(st.one_of(st.text(max_size=60), st.binary(max_size=60)))
def test_no_line_raises(line: str | bytes) -> None:
    assert len(list(read_catalogue([line]))) <= 1


def letters(text: str) -> list[str]:
    return sorted(character for character in text if character.isalnum())


def unsaid(statement: Statement) -> list[str]:
    """The letters of a statement that none of its fields holds."""
    said = letters(
        statement.role.label
        + statement.name
        + statement.affiliation
        + statement.character
        + statement.scope.label
        + statement.note
    )
    return [
        letter for letter in set(letters(statement.text)) if said.count(letter) < statement.text.count(letter)
    ]


@pytest.mark.parametrize("path", [DATA / "sample.jsonl", REAL], ids=["sample", "all"])
def test_nothing_in_real_credit_texts_is_lost(path: Path) -> None:
    if not path.exists():
        pytest.skip("the full data is not beside the repository")
    texts = [text for film in films(path).values() for text in film.texts]
    assert [text.text for text in texts if find_uncovered_text(text.text, text.read)] == []
    assert [s.text for text in texts for s in text.read.statements if unsaid(s)] == []


def test_the_figures_of_the_sample() -> None:
    found = count_catalogue(read(DATA / "sample.jsonl"))
    print(found)
    assert str(found) == (
        "27 films, 40 episodes, 0 lines that are no film\n"
        "statements: 176 cast, 76 company, 314 credit, 21 note\n"
        "roles in the vocabulary: 560 of 566 (98.94%)\n"
        "credits: 575, of which 13 for people the source does not name\n"
        "problems: 28 in 15 films"
    )


def test_the_figures_of_all_real_films() -> None:
    if not REAL.exists():
        pytest.skip("the full data is not beside the repository")
    found = count_catalogue(read(REAL))
    print(found)
    assert (found.films, found.bad_lines) == (1043, 0)
    assert found.resolved_share >= 0.99
    assert str(found) == (
        "1,043 films, 158 episodes, 0 lines that are no film\n"
        "statements: 8,486 cast, 3,025 company, 11,502 credit, 377 note\n"
        "roles in the vocabulary: 22,930 of 23,013 (99.64%)\n"
        "credits: 23,080, of which 358 for people the source does not name\n"
        "problems: 776 in 512 films"
    )


def test_each_field_has_its_own_way_of_reading() -> None:
    cast, company = (
        read_catalogue_text("【のび太】小原乃梨子", "cast"),
        read_catalogue_text("東京テアトル", "company"),
    )
    assert [(s.kind, s.character) for s in cast.statements] == [("cast", "のび太")]
    assert [(s.kind, s.role.codes) for s in company.statements] == [("company", ("production_company",))]
