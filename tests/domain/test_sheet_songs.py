"""Songs of credit sheets: in columns of their own, and in the forms that endings have."""

import io

import pytest

from productions.catalogue.services.productions import add_episode
from productions.imports.services.sheet_import import import_credit_sheet, plan_credit_sheet
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.sheets.song_cells import read_song_cells
from productions.models import Credit, Song, SongRight
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.writers import write_roll


@pytest.fixture
def ending(settings):
    return (settings.BASE_DIR / "tests" / "data" / "rolls" / "ending_songs.csv").read_bytes()


def load(production, data, now, **options):
    return import_credit_sheet(production, data, filename="sheet.csv", by=None, now=now, **options)


def read_songs():
    return list(
        Song.objects.order_by("pk").values_list("kind", "label_as_printed", "title", "episode__number")
    )


def read_song_credits():
    rows = Credit.objects.exclude(song=None).order_by("pk")
    return list(rows.values_list("song__title", "role__code", "contributor__name", "credited_as"))


OPENING, ENDING = "虹ノ彼方へ〜Over the Rainbow〜", "手紙"


def test_a_real_ending_comes_in_as_songs(production, ending, now):
    entered = load(production, ending, now)
    assert read_songs() == [("opening", "", OPENING, None), ("ending", "", ENDING, None)]
    assert read_song_credits() == [
        (OPENING, "lyrics", "れい", "れい"),
        (OPENING, "composer", "れい", "れい"),
        (OPENING, "arrangement", "例口 亮", "例口 亮"),
        (OPENING, "singing", "Reimer", "Reimer"),
        (ENDING, "lyrics", "例畑 亜紀", "例畑 亜紀"),
        (ENDING, "composer", "例中 秀数", "例中 秀数"),
        (ENDING, "arrangement", "例中 秀数", "例中 秀数"),
        (ENDING, "singing", "髙橋 美咲", "結城ハルカ（CV：髙橋 美咲）"),
    ]
    assert list(SongRight.objects.values_list("song__title", "text")) == [(OPENING, "（ＲＥＩレコーズ）")]
    assert entered == Credit.objects.count() == 12


def test_it_prints_as_it_was_written(production, ending, now):
    load(production, ending, now)
    out = io.BytesIO()
    document = build_working_document(production=production, episode=None, edition="")
    write_roll("txt", document, out, RollOptions(lang="ja"))
    lines = [line.strip() for line in out.getvalue().decode().splitlines()]
    start = lines.index(f"オープニングテーマ「{OPENING}」")
    assert lines[start + 1].split() == ["作詞・作曲", "れい"]
    assert lines[start + 4] == "（ＲＥＩレコーズ）"
    assert lines[start + 5] == f"エンディングテーマ「{ENDING}」"
    assert lines[start + 9].endswith("結城ハルカ（CV：髙橋 美咲）")


def test_the_plan_tells_which_songs_are_new(production, ending, now):
    sheet = plan_credit_sheet(production, ending, filename="sheet.csv", by=None)
    (told,) = sheet.announced
    assert OPENING in str(told)
    assert ENDING in str(told)
    assert not Song.objects.exists()
    load(production, ending, now, dry_run=True)
    assert not Song.objects.exists()
    heard = []
    load(production, ending, now, tell=heard.append)
    assert [str(told) for told in heard if told.column == ""] == [str(one) for one in sheet.announced]


def test_a_song_that_is_there_is_taken(production, now):
    text = "役職,名前,曲名,曲の種別,楽曲の権利表記\n作詞,例畑 亜紀,手紙,エンディングテーマ,JASRAC 出 1\n"
    load(production, text.encode(), now)
    more = text.replace("作詞", "作曲")
    sheet = plan_credit_sheet(production, more.encode(), filename="sheet.csv", by=None)
    assert sheet.announced == ()
    load(production, more.encode(), now)
    assert read_songs() == [("ending", "", "手紙", None)]
    assert SongRight.objects.count() == 1
    assert len(read_song_credits()) == 2


def test_an_insert_song_is_its_episodes_and_a_theme_the_productions(production, now):
    add_episode(production, number="3", by=None, now=now)
    text = "話数,役職,名前\n3,挿入歌「あ」,歌：例 一\n3,オープニング主題歌「い」,歌：例 一\n"
    load(production, text.encode(), now)
    assert read_songs() == [("insert", "", "あ", "3"), ("opening", "オープニング主題歌", "い", None)]
    assert set(Credit.objects.values_list("episode__number", flat=True)) == {"3"}


def test_a_sheet_for_cinecred_brings_the_songs_back(production, theirs, ending, now):
    load(production, ending, now)
    out = io.BytesIO()
    write_roll(
        "cinecred",
        build_working_document(production=production, episode=None, edition=""),
        out,
        RollOptions(lang="ja"),
    )
    before = read_songs(), read_song_credits()
    assert load(theirs, out.getvalue(), now) == 12
    again = Song.objects.filter(production=theirs).order_by("pk")
    assert list(again.values_list("kind", "title")) == [("opening", OPENING), ("ending", ENDING)]
    assert [right.text for right in SongRight.objects.filter(song__production=theirs)] == [
        "（ＲＥＩレコーズ）"
    ]
    assert [row[:3] for row in read_song_credits()[8:]] == [row[:3] for row in before[1]]


@pytest.mark.parametrize(
    ("role", "name", "expected"),
    [
        ("主題歌『題』", "歌：例 一", ("題", "theme", "", "歌", "例 一", "")),
        ("テーマソング「題」", "うた:例 一", ("題", "theme", "テーマソング", "うた", "例 一", "")),
        ('Opening theme "Title"', "Lyrics: Rei", ("Title", "opening", "", "Lyrics", "Rei", "")),
        ("ＥＤテーマ「題」", "例 一", ("題", "ending", "ＥＤテーマ", "ＥＤテーマ", "例 一", "")),
        ("挿入歌「題」", "JASRAC 出 0000000-601", ("題", "insert", "", "", "", "JASRAC 出 0000000-601")),
        ("挿入歌「題」", "（見本：レコーズ）", ("題", "insert", "", "", "", "（見本：レコーズ）")),
        ("挿入歌「題」", "例：一", ("題", "insert", "", "挿入歌", "例：一", "")),
        ("オープニングテーマ", "例 一", ("", "", "", "オープニングテーマ", "例 一", "")),
        ("原画「題」", "作詞：例 一", ("", "", "", "原画「題」", "作詞：例 一", "")),
        ("作詞", "（例 一）", ("", "", "", "作詞", "（例 一）", "")),
    ],
)
def test_what_a_row_says_of_a_song(role, name, expected):
    row = read_song_cells(CreditSheetRow(line=2, role=role, name=name))
    assert (row.song, row.song_kind, row.song_label, row.role, row.name, row.song_rights) == expected
