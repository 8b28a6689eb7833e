"""Lines of texts that are no tables: labels, marks, songs, brackets, and what holds no credit."""

import pytest

from productions.interchange.credit_pages.page_markup import strip_markup
from productions.interchange.credit_pages.page_reader import MAX_PAGE_LINES
from productions.interchange.credit_pages.page_rows import list_episode_runs
from productions.interchange.sheets.credit_row import CreditSheetRow
from tests.interchange.page_reading import credits, left_out, read


def test_forms_of_the_credit_text_reader_are_read_in_a_page():
    sheet = read(
        "[監督]試山 験太　／　[脚本]例田 花\n[原画]渡例 三、阿例 二（スタジオ例）、ほか\nDirected by Kenta Sample\n"
        "Hana Example - Producer\nMusic ... Sample Orchestra\n監督　見本 太一\n"
    )
    assert credits(sheet) == [
        (1, "監督", "試山 験太"),
        (1, "脚本", "例田 花"),
        (2, "原画", "渡例 三"),
        (2, "原画", "阿例 二"),
        (2, "原画", ""),
        (3, "Directed by", "Kenta Sample"),
        (4, "Producer", "Hana Example"),
        (5, "Music", "Sample Orchestra"),
        (6, "監督", "見本 太一"),
    ]
    unnamed = sheet.rows[4]
    assert (unnamed.printed_as, unnamed.absence_reason) == ("ほか", "not_yet_entered")
    assert sheet.rows[3].affiliation == "スタジオ例"


def test_marks_before_labels_and_labels_of_their_own_are_read():
    sheet = read(
        "♪ 音楽：例音 奏\n監督／試山 験太\n原画　試山験太　例田花　見本太一\n絵コンテ：阿例 二\n演出 見本太一\n"
        "Animation by Studio Example\nKey Animation – Hana Example, Bo Sample\n"
    )
    assert credits(sheet) == [
        (1, "音楽", "例音 奏"),
        (2, "監督", "試山 験太"),
        (3, "原画", "試山験太"),
        (3, "原画", "例田花"),
        (3, "原画", "見本太一"),
        (4, "絵コンテ", "阿例 二"),
        (5, "演出", "見本太一"),
        (6, "Animation", "Studio Example"),
        (7, "Key Animation", "Hana Example"),
        (7, "Key Animation", "Bo Sample"),
    ]
    assert (sheet.problems, sheet.notes) == ((), ())


def test_songs_on_a_line_are_read_with_who_sings_them_as_whom():
    sheet = read(
        "主題歌：「手紙」例音 奏\nオープニングテーマ「返事」\n作詞：例畑 亜紀\n歌：結城ハルカ（CV：髙橋 美咲）\n"
    )
    assert [(row.role, row.name, row.credited_as, row.song, row.song_kind) for row in sheet.rows] == [
        ("主題歌", "例音 奏", "", "手紙", "theme"),
        ("作詞", "例畑 亜紀", "", "返事", "opening"),
        ("歌", "髙橋 美咲", "結城ハルカ（CV：髙橋 美咲）", "返事", "opening"),
    ]


def test_an_english_infobox_has_lists_and_characters():
    sheet = read(
        "{{Infobox animanga/Video\n| director = {{ubl|[[Kenta Sample]]|Hana Example}}\n| producer = {{plainlist|\n* Bo Sample\n"
        "* Co Sample\n}}\n| studio = [[Example Studio]]\n}}\n===Cast===\n* [[Ada Sample]] as Lena\n"
    )
    assert [(row.role, row.character, row.name) for row in sheet.rows] == [
        ("director", "", "Kenta Sample"),
        ("director", "", "Hana Example"),
        ("producer", "", "Bo Sample"),
        ("producer", "", "Co Sample"),
        ("Cast", "Lena", "Ada Sample"),
    ]
    assert left_out(sheet) == [1, 7]


def test_a_list_of_two_columns_without_headings_is_read_as_a_text():
    sheet = read("監督,試山 験太\n原画,例田 花\n動画,見本 太一\n", filename="staff.csv")
    assert sheet.format == "text"
    assert credits(sheet) == [(1, "監督", "試山 験太"), (2, "原画", "例田 花"), (3, "動画", "見本 太一")]


def test_editions_and_scopes_hold_for_what_follows():
    sheet = read("＊TV放映版のクレジット\n■第2話\n監督：試山 験太\n■スタッフ\n脚本：例田 花（第五話）\n")
    assert [(row.role, row.episode, row.edition) for row in sheet.rows] == [
        ("監督", "2", "broadcast"),
        ("脚本", "5", "broadcast"),
    ]


def test_a_voice_in_brackets_behind_its_character_is_read():
    sheet = read("キャスト\n結城ハルカ（CV：髙橋 美咲）\n")
    assert [(row.role, row.character, row.name) for row in sheet.rows] == [
        ("キャスト", "結城ハルカ", "髙橋 美咲")
    ]


def test_a_label_that_nobody_stands_beside_and_a_name_without_a_role_are_told():
    sheet = read("監督\n\n脚本：\n例田 花\n原画\n")
    assert credits(sheet) == [(4, "脚本", "例田 花")]
    assert [str(note) for note in sheet.notes] == [
        "line 1: Nobody stands beside “監督”; the line is left out.",
        "line 5: Nobody stands beside “原画”; the line is left out.",
    ]
    alone = read("試山 験太\n")
    assert [str(note) for note in alone.notes] == [
        "line 1: “試山 験太” stands without a role, so it is left out: write the role before it, as in [role]name."
    ]


def test_a_role_does_not_go_on_over_prose_or_an_empty_line():
    sheet = read("監督：試山 験太\nよろしくお願いします！\n例田 花\n\n脚本：見本 太一\n\n渡例 三\n")
    assert credits(sheet) == [(1, "監督", "試山 験太"), (5, "脚本", "見本 太一")]
    assert left_out(sheet) == [2, 3, 7]


def test_characters_that_hide_something_are_a_problem_of_their_line():
    sheet = read("監督：試山\u202e験太\n脚本：例田 花\n")
    assert credits(sheet) == [(2, "脚本", "例田 花")]
    assert [problem.line for problem in sheet.problems] == [1]


def test_a_text_that_is_too_long_is_refused_as_a_whole():
    (problem,) = read("監\n" * (MAX_PAGE_LINES + 1)).problems
    assert str(problem) == "line 1: The text is longer than 200000 characters or 10000 lines: divide it."


def test_markup_is_taken_off_and_lines_stay_where_they_are():
    text = (
        "'''[[A|B]]''' {{ルビ|例|れい}}<ref name=x>y</ref><!-- a\nb -->\n[https://example.com C] {{不明|x}}\n"
    )
    assert strip_markup(text) == "B 例\n\nC \n"


def test_episodes_are_numbers_and_ranges():
    assert list_episode_runs((1, 2, 3, 5, 7, 8)) == ["1-3", "5", "7-8"]
    assert list_episode_runs(()) == []


@pytest.mark.parametrize("text", ["hello", "one, two\nthree, four\n", "{}", "<html></html>", "1;2\n"])
def test_what_holds_no_credit_gives_none(text):
    sheet = read(text, filename="file")
    assert sheet.rows == ()
    assert sheet.problems or sheet.notes


def test_rows_of_a_text_say_where_they_stand():
    assert read("監督：試山 験太\n").rows == (CreditSheetRow(1, role="監督", name="試山 験太"),)
