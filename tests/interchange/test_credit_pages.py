"""Texts that are no tables: a section of a wiki, the description of a video, an ending read off the screen."""

from productions.interchange.files.file_reader import read_credit_file
from tests.interchange.page_reading import CASES, credits, left_out, read


def test_a_section_of_a_wiki_is_read_line_by_line():
    sheet = read_credit_file((CASES / "22_wiki_staff.txt").read_bytes(), filename="22_wiki_staff.txt")
    assert (sheet.format, sheet.problems) == ("text", ())
    assert credits(sheet) == [
        (2, "原作", "例作 太郎"),
        (3, "監督", "試山 験太"),
        (4, "シリーズ構成・脚本", "例田 花"),
        (5, "キャラクターデザイン・総作画監督", "見本 太一"),
        (6, "音楽", "例音 奏"),
        (7, "アニメーション制作", "スタジオ例"),
    ]
    assert [(row.affiliation, row.kind) for row in sheet.rows][-2:] == [
        ("例レコード", ""),
        ("", "organization"),
    ]
    assert [str(note) for note in sheet.notes] == ["line 1: “スタッフ” is no credit; it is left out."]


WIKI = """{{Infobox animanga/TVAnime
|タイトル=試作アニメ
|監督=[[試山 験太]]<ref>公式</ref>
|シリーズ構成=例田 花（第1話 - 第3話）
|音楽=例音 奏<br />例音 響
|アニメーション制作=[[スタジオ例|例スタジオ]]
|話数=全12話
}}
== 登場人物 ==
; 結城ハルカ
: 声 - [[髙橋 美咲]]
: 主人公。
== スタッフ ==
* 銃器設定 - 見本 太一
* 原画
** 渡例 三
** 阿例 二
* アニメーション制作 - 例スタジオ
== 主題歌 ==
; 「手紙」
: 作詞 - 例畑 亜紀 / 作曲 - 例音 奏
=== 第1話 ===
* 脚本 - 例田 花
"""


def test_templates_lists_characters_songs_and_episodes_of_a_wiki_are_read():
    sheet = read(WIKI)
    assert sheet.problems == ()
    assert credits(sheet) == [
        (3, "監督", "試山 験太"),
        (4, "シリーズ構成", "例田 花"),
        (5, "音楽", "例音 奏"),
        (5, "音楽", "例音 響"),
        (6, "アニメーション制作", "例スタジオ"),
        (11, "声", "髙橋 美咲"),
        (14, "銃器設定", "見本 太一"),
        (16, "原画", "渡例 三"),
        (17, "原画", "阿例 二"),
        (18, "アニメーション制作", "例スタジオ"),
        (21, "作詞", "例畑 亜紀"),
        (21, "作曲", "例音 奏"),
        (23, "脚本", "例田 花"),
    ]
    rows = {(row.line, row.role): row for row in sheet.rows}
    assert rows[4, "シリーズ構成"].episode == "1-3"
    assert rows[11, "声"].character == "結城ハルカ"
    assert (rows[21, "作詞"].song, rows[21, "作詞"].song_kind) == ("手紙", "theme")
    assert rows[23, "脚本"].episode == "1"
    assert left_out(sheet) == [1, 2, 7, 12, 13, 19]


VIDEO = """「試作」第1話を公開しました！
公開日：2024年5月1日
0:00 オープニング

■STAFF
監督：試山 験太 / 原画：例田 花、見本 太一
Director: Kenta Sample
動画：スタジオ例 https://example.com/a
撮影：@sample_photo 例野 撮

■CAST
結城ハルカ：髙橋 美咲
黒猫ヴァン…𠮷田 健太郎

ご視聴ありがとうございました。
#試作 #アニメ
チャンネル登録：https://youtube.com/x
"""


def test_the_description_of_a_video_is_read_and_prose_is_told():
    sheet = read(VIDEO)
    assert sheet.problems == ()
    assert credits(sheet) == [
        (6, "監督", "試山 験太"),
        (6, "原画", "例田 花"),
        (6, "原画", "見本 太一"),
        (7, "Director", "Kenta Sample"),
        (8, "動画", "スタジオ例"),
        (9, "撮影", "例野 撮"),
        (12, "CAST", "髙橋 美咲"),
        (13, "CAST", "𠮷田 健太郎"),
    ]
    assert [row.character for row in sheet.rows][-2:] == ["結城ハルカ", "黒猫ヴァン"]
    assert left_out(sheet) == [1, 2, 3, 5, 15, 17]


ENDING = """声の出演
結城ハルカ……髙橋 美咲
黒猫ヴァン　　𠮷田 健太郎
劇団例

監督
試山 験太

作画監督
見本 太一　　例田 花

特殊小道具係
阿例 二
渡例 三

原画　　中例 一　　Zed Sample
　　　　あれい 花

アニメーション制作
スタジオ例
"""


def test_an_ending_read_off_the_screen_has_names_below_and_beside_labels():
    sheet = read(ENDING)
    assert sheet.problems == ()
    assert credits(sheet) == [
        (2, "声の出演", "髙橋 美咲"),
        (3, "声の出演", "𠮷田 健太郎"),
        (4, "声の出演", "劇団例"),
        (7, "監督", "試山 験太"),
        (10, "作画監督", "見本 太一"),
        (10, "作画監督", "例田 花"),
        (13, "特殊小道具係", "阿例 二"),
        (14, "特殊小道具係", "渡例 三"),
        (16, "原画", "中例 一"),
        (16, "原画", "Zed Sample"),
        (17, "原画", "あれい 花"),
        (20, "アニメーション制作", "スタジオ例"),
    ]
    assert [row.character for row in sheet.rows][:3] == ["結城ハルカ", "黒猫ヴァン", ""]
    assert [str(note) for note in sheet.notes] == [
        "line 13: The role is not in the vocabulary: 特殊小道具係. It is kept as printed."
    ]
