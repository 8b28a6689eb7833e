"""Long roles, headings and characters: where they are broken, by pixels, and what is told of them."""

import pytest

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.fittings import Fitting, LineTooWide
from productions.rollkit.label_breaks import list_label_breaks
from productions.rollkit.texts.review_notes import list_review_notes
from tests.roll.long_names import reel
from tests.roll.samples import KEY, credit
from tests.roll.set_texts import read_set_texts
from tests.roll.test_templates import roll

WIDE = {"size": 44, "pitch": 64}
"""Type so large that the column of roles, 739 pixels, holds 16 letters."""


def reel_of_role(role, lang="ja", **values):
    document = roll(credit("1", KEY, "林 一", role_as_printed=role))
    return reel(document, lang, **{"type": WIDE, **values})


def list_places(found, column="left"):
    """The texts of a column, each with the percent of its width and its row."""
    cells = [cell for page in found.pages for cell in page["cells"] if cell["column"] == column]
    return [(cell["text"], cell.get("narrow", 100), cell["y"]) for cell in cells]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("キャラクターデザイン・総作画監督", [["キャラクターデザイン・", "総作画監督"], ["キャラクター", "デザイン・", "総作画監督"]]),
        ("作画監督（海外）補佐", [["作画監督", "（海外）", "補佐"]]),
        ("フォン＝シュヴァルツ", [["フォン＝", "シュヴァルツ"]]),
        ("演出／絵コンテ", [["演出／", "絵コンテ"]]),
        ("アニメーションプロデューサー", [["アニメーション", "プロデューサー"]]),
        ("総作画監督補佐", [["総作画監督", "補佐"]]),
        ("隣の家のおばあさん", [["隣の", "家のおばあさん"]]),
        ("第二原画協力", [["第二原画", "協力"]]),
        ("オンライン編集", [["オンライン", "編集"]]),
        ("「A」の母", [["「A」の", "母"]]),
        ("Effects (2nd unit)", [["Effects ", "(2nd ", "unit)"]]),
        ("film(s)", []),
        ("Director’s cut", [["Director’s ", "cut"]]),
        ("第2原画", []),
        ("お手伝い", []),
    ],
)  # fmt: skip
def test_a_label_is_parted_at_its_marks_then_where_its_script_changes_then_between_words_of_the_trade(
    text, ways
):
    assert list_label_breaks(text) == ways


def test_a_role_is_broken_behind_its_dot_and_not_where_the_column_happens_to_end():
    found = reel_of_role("キャラクターデザイン・総作画監督補佐")
    assert list_places(found) == [("キャラクターデザイン・", 100, 0), ("総作画監督補佐", 100, 64)]
    texts = {each.text.strip(): each for each in read_set_texts(found)}
    first, second = texts["キャラクターデザイン・"], texts["総作画監督補佐"]
    assert (first.x, second.x) == (931 - 11 * 44, 931 - 7 * 44)
    assert second.y - first.y == 64


def test_a_long_word_is_broken_between_the_words_that_it_is_made_of():
    found = reel_of_role("オープニングアニメーションスーパーバイジングプロデューサー")
    assert [text for text, *_place in list_places(found)] == [
        "オープニングアニメーション", "スーパーバイジングプロデューサー",
    ]  # fmt: skip


def test_a_bracket_begins_the_second_line_and_both_lines_are_narrowed_a_little_for_it():
    found = reel_of_role("キャラクターデザイン総作画監督補佐（海外スタジオ担当）")
    assert list_places(found) == [
        ("キャラクターデザイン総作画監督補佐", 98, 0), ("（海外スタジオ担当）", 98, 64),
    ]  # fmt: skip


def test_words_in_latin_letters_are_whole_and_the_lines_about_as_long_as_one_another():
    found = reel_of_role("Assistant Animation Director for the Opening", "en")
    assert list_places(found) == [("Assistant Animation", 100, 0), ("Director for the Opening", 100, 64)]


def test_a_word_without_a_seam_is_narrowed_before_it_is_broken_inside_with_kinsoku():
    narrowed, broken = (
        reel_of_role(word, type={**WIDE, "narrowest": 80}) for word in ("ロイ" * 9, "ョロッァーイ" * 4)
    )
    assert list_places(narrowed) == [("ロイ" * 9, 93, 0)]
    lines = [text for text, *_place in list_places(broken)]
    assert len(lines) == 2
    assert lines[1][0] not in "ョッァー"


def test_a_heading_and_a_studio_are_broken_as_a_role_is():
    role, studio = (
        "オープニングアニメーションエンディングアニメーション担当",
        "株式会社アニメーションスタジオ見本第二制作部",
    )
    found = reel(
        roll(credit("1", KEY, "林 一", role_as_printed=role, affiliation=studio)),
        type={"size": 92, "pitch": 120, "narrowest": 100},
        blocks=[{"holds": "rest", "form": "grid", "studios": "heading"}],
    )
    texts = [cell["text"] for page in found.pages for cell in page["cells"]]
    assert [text for text in texts if text in role] == [
        "オープニングアニメーション",
        "エンディングアニメーション担当",
    ]
    assert [text for text in texts if text in studio] == ["株式会社アニメーションスタジオ", "見本第二制作部"]


def test_a_character_is_broken_before_the_bracket_of_its_name():
    character = "風の谷の見本村に住む大きな犬「ポチ」"
    found = reel(
        roll(credit("1", KEY, "林 一", character=character, character_language="ja")),
        type={"size": 60, "pitch": 80},
    )
    assert [text for text, *_place in list_places(found)] == ["風の谷の見本村に住む大きな犬", "「ポチ」"]


def test_a_broken_role_is_told_as_a_broken_name_is_and_captions_say_it_as_ever():
    role = "キャラクターデザイン・総作画監督補佐"
    found = reel_of_role(role)
    assert found.fittings == (Fitting(role, lines=2, label=True),)
    ja = list_review_notes(
        roll(credit("1", KEY, "林 一", role_as_printed=role)), lang="ja", fittings=found.fittings
    )
    assert f"1行に収まらないため改行したもの：「{role}」（2行）。" in ja
    said = [line for caption in build_captions(found) for line in caption.lines]
    assert said == [f"{role}：", "林 一"]


def test_a_studio_in_two_lines_is_said_once_in_captions():
    studio = "株式会社アニメーションスタジオ見本第二制作部"
    found = reel(
        roll(credit("1", KEY, "林 一", affiliation=studio)),
        type={"size": 60, "pitch": 80},
        blocks=[{"holds": "rest", "form": "columns", "studios": "heading"}],
    )
    said = [line for caption in build_captions(found) for line in caption.lines]
    assert said == ["原画（株式会社アニメーションスタジオ 見本第二制作部）：", "林 一"]


def test_a_latin_word_that_has_no_room_at_all_is_refused():
    with pytest.raises(LineTooWide):
        reel_of_role("Supercalifragilistic" * 3, "en")
