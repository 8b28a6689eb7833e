"""A search finds what is spelled otherwise: forms of kanji, diacritics, marks, readings in any letters and order, one slip; the exact first."""

from urllib.parse import quote

import pytest

from productions.cast.services.characters import create_character
from productions.catalogue.services.productions import create_production
from productions.models import Contributor
from productions.people.services.contributors import add_name, create_contributor
from productions.songs.services import create_song
from tests.api.asking import get


def found(client, text, kind="contributors", **more):
    """The names or titles that a search lists, page by page of two, and as many as it counts."""
    more = "".join(f"&{name}={value}" for name, value in more.items())
    rows, address = [], f"{kind}/?page_size=2&count=exact&q={quote(text)}{more}"
    while address:
        body = get(client, address.removeprefix("http://testserver/api/v1/")).json()
        rows += [row.get("name") or row["title"] for row in body["results"]]
        address = body["next"]
    assert body["count"] == len(rows)
    return rows


@pytest.fixture
def read_as(people, now):
    """Makes a person of a name with its reading in kana."""

    def make(name, kana):
        (person,) = people(name)
        add_name(person, text=kana, script="kana", by=None, now=now)
        return person

    return make


@pytest.fixture
def titled(production, person, role, confirmed, now):
    """Makes a song, or a character that somebody voices."""

    def make(kind, name, kana):
        if kind == "songs":
            create_song(production, title=name, title_kana=kana, by=None, now=now)
        else:
            character = create_character(production, name=name, name_kana=kana, by=None, now=now)
            confirmed(
                contributor=person,
                role=role("voice"),
                role_as_printed=name,
                portrayals=[{"character": character}],
            )

    return make


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("渡邊 花", "渡辺 花"), ("斎藤 花", "齋藤 花"), ("斉藤 花", "齋藤 花"), ("内海 花", "內海 花"), ("霞ケ関 花", "霞ヶ関 花"), ("恋川 花", "戀川 花"),
        ("Nguyen Hoa", "Nguyễn Hoa"), ("Dang Hoa", "Đặng Hoa"), ("Francois", "François"), ("Soren", "Søren"),
        ("Jean Luc", "Jean-Luc"), ("jean-luc", "ＪＥＡＮ ＬＵＣ"), ("ジャン＝リュック", "ジャン・リュック"), ("OBrien", "O'Brien"),
        ("Kenta Tameshiyama", "Tameshiyama Kenta"), ("Tameshiyama, Kenta", "Kenta Tameshiyama"), ("Goch Jan van", "Jan van Goch"),
        ("験太 試山", "試山 験太"),
    ],
)  # fmt: skip
def test_another_spelling_finds_the_name(client, people, asked, name):
    people(name, "見本 次郎")
    assert found(client, asked) == [name]


@pytest.mark.parametrize(
    ("asked", "kana"),
    [
        *((asked, "おおの") for asked in ("Ohno", "Oono", "Ōno", "Ono", "OHNO", "オオノ")),
        *((asked, "ためしやま けんた") for asked in ("Tameshiyama Kenta", "Kenta Tameshiyama", "tamesiyama kenta", "Tameshiyama", "Kenta")),
        ("Shoji Jun'ichi", "しょうじ じゅんいち"), ("Syouzi Zyuniti", "しょうじ じゅんいち"), ("Shōji Junichi", "しょうじ じゅんいち"),
        ("Homma", "ほんま"), ("Honma", "ほんま"), ("Itchō", "いっちょう"), ("Icchou", "いっちょう"), ("Yuki", "ゆうき"), ("Fujii", "ふじい"),
        ("Chiyo", "ちよ"), ("Tiyo", "ちよ"), ("Kimi wo", "きみを"), ("Mizuki", "ミヅキ"), ("Sheri", "シェリ"), ("Rāmen", "ラーメン"),
    ],
)  # fmt: skip
def test_a_reading_in_latin_letters_finds_kana(client, read_as, asked, kana):
    read_as("試山 験太", kana)
    read_as("見本 花", "みほん はな")
    assert found(client, asked) == ["試山 験太"]


def test_kana_finds_latin_letters(client, people):
    people("Tameshiyama Kenta", "Mihon Hana")
    assert found(client, "ためしやま けんた") == found(client, "ケンタ　タメシヤマ") == ["Tameshiyama Kenta"]


@pytest.mark.parametrize(
    "asked",
    [
        "試山験大", "試谷験太", "誠山験太", "試験太", "試山々験太", "山試験太", "試験山太",  # wrong, missing, too much, swapped
        "ためしやま けんだ", "ためしやも けんた", "ためしや けんた", "ためしまや けんた",
        "Tameshiyana Kenta", "Tameshiyma Kenta", "Tameshiyamma Kenta", "Tamehsiyama Kenta", "Kenta Tameshiyana", "Kemta Tameshiyama",
    ],
)  # fmt: skip
def test_one_slip_finds_the_name(client, read_as, asked):
    read_as("試山 験太", "ためしやま けんた")
    read_as("見本 花", "みほん はな")
    assert found(client, asked) == ["試山 験太"]


@pytest.mark.parametrize("asked", ["試谷験大", "田", "試田", "Onp", "T%_yama"])
def test_two_slips_and_slips_in_short_names_find_nobody(client, people, asked):
    people("試山 験太", "試山", "田中", "Ono", "Tameshiyama Kenta")
    assert found(client, asked) in ([], ["田中"])


def test_likenesses_are_counted_where_nobody_is_found_otherwise(client, people):
    people("Tameshiyama Kentarou", "Mihon Hana")
    assert found(client, "Tamexhiyaxa Kentarou") == ["Tameshiyama Kentarou"]


def test_the_exact_come_first(client, people):
    people("高橋 健", "髙橋 健", "髙橋 健太", "小髙橋 健", "石橋 健")
    assert found(client, "髙橋 健") == ["髙橋 健", "高橋 健", "髙橋 健太", "小髙橋 健", "石橋 健"]
    assert found(client, "高橋健")[:2] == ["高橋 健", "髙橋 健"]
    assert found(client, "髙橋 健", ordering="-relevance") == found(client, "髙橋 健")[::-1]
    assert set(found(client, "髙橋 健", ordering="name")) == set(found(client, "髙橋 健"))


def test_a_reading_comes_before_names_that_hold_the_letters(client, people, read_as):
    read_as("大野 花", "おおの はな")
    people("Kohnosuke", "Ohno")
    assert found(client, "Ohno") == ["Ohno", "大野 花", "Kohnosuke"]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("まどかマギカ", "魔法少女まどか☆マギカ"), ("madoka", "まどか"), ("KON", "K-ON!"), ("虹ケ咲", "虹ヶ咲学園"), ("犬と小年", "犬と少年"),
        ("Inu to shounen", "犬と少年"), ("Inu to Shōnem", "犬と少年"), ("恋する犬", "戀する犬"), ("！", "！"),
    ],
)  # fmt: skip
def test_titles_are_found_so_too(client, production, now, asked, title):
    if title != "犬と少年":  # which there is, with its reading いぬとしょうねん
        create_production(title=title, kind="film", visibility="public", by=None, now=now)
    assert found(client, asked, "productions") == [title]


@pytest.mark.parametrize(
    "asked",
    ["ねずみ", "鼠の花子", "Nezumi", "Hanako", "花子", "Nezumi no Hanaco", "鼠の化子", "Nezumy no Hanako"],
)
@pytest.mark.parametrize("kind", ["characters", "songs"])
def test_characters_and_songs_are_found_so_too(client, titled, kind, asked):
    titled(kind, "鼠の花子", kana="ねずみのはなこ")
    titled(kind, "見本", kana="みほん")
    assert found(client, asked, kind) == ["鼠の花子"]
    assert found(client, "龘龘", kind) == []


def test_whose_reading_alone_is_theirs_is_found_by_nobody_else(client, people, now):
    """Names of private kinds and people without a public credit, whatever is asked."""
    (one,) = people("見本 花")
    create_contributor(name="試山 験太", kana="ためしやま けんた", by=None, now=now)
    for asked in ("試山 験太", "試山 験犬", "Tameshiyama Kenta", "Kenta Tameshiyana", "ためしやま"):
        assert found(client, asked) == []
    assert Contributor.objects.search("Tameshiyama Kenta").exists()
    assert found(client, "Mihon Hana") == []
    add_name(one, text="みほん はな", script="kana", by=None, now=now)
    assert found(client, "Mihon Hana") == ["見本 花"]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_search_with_a_slip_costs_the_same_with_1_and_with_30_people(
    client, people, rows, django_assert_num_queries
):
    people(
        *(f"試山 験太 {number:02}" for number in range(rows)),
        *(f"試山 験{kanji}" for kanji in "一二三四五六七八九十"[:rows]),
    )
    get(client, f"contributors/?q={quote('試山 験犬')}&page_size=50")
    # The stages: whole, begins, its words turned, holds, one slip; then who of those that were found is public.
    with django_assert_num_queries(6):
        assert len(
            get(client, f"contributors/?q={quote('試山 験犬')}&page_size=50").json()["results"]
        ) == min(rows, 10)
