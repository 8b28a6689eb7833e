"""Where a line may end: the classes of JLREQ, and the words of names."""

import pytest

from productions.rollkit.captions.caption_groups import CLINGING_PATTERN
from productions.rollkit.layout.text_measure import CLUSTER_PATTERN, UNBREAKABLE_PATTERN
from productions.rollkit.line_breaks import split_at_name_marks, split_phrases

JLREQ = {
    "cl-02": "’”）〕］｝〉》」』】｠〙〗»〟",
    "cl-03": "‐〜゠–",
    "cl-04": "！？‼⁇⁈⁉",
    "cl-05": "・：；",
    "cl-06": "。．",
    "cl-07": "、，",
    "cl-09": "ヽヾゝゞ々〻",
    "cl-10": "ー",
    "cl-11": "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
    "half-width": "｣｡､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ",
    "Latin": ")]}!?,.:;",
}
"""What does not begin a line, as JLREQ lists it in appendix A."""
CL_01 = "‘“（〔［｛〈《「『【｟〘〖«〝("
PATTERNS = {"screen": UNBREAKABLE_PATTERN, "word": CLUSTER_PATTERN, "caption": CLINGING_PATTERN}


@pytest.mark.parametrize("where", PATTERNS)
@pytest.mark.parametrize("name", JLREQ)
def test_no_line_begins_with_what_clings_to_the_line_before(where, name):
    assert [
        mark for mark in JLREQ[name] if PATTERNS[where].findall(f"山{mark}川") != [f"山{mark}", "川"]
    ] == []


@pytest.mark.parametrize("where", PATTERNS)
def test_no_line_ends_with_an_opening_mark(where):
    assert [mark for mark in CL_01 if PATTERNS[where].findall(f"山{mark}川") != ["山", f"{mark}川"]] == []


@pytest.mark.parametrize("where", PATTERNS)
def test_every_character_is_kept(where):
    text = "「山(」Foo (bar) 。・「（ «A» が゙!? 葛󠄀("
    assert "".join(PATTERNS[where].findall(text)) == text


@pytest.mark.parametrize("where", PATTERNS)
def test_marks_in_a_row_and_the_form_of_a_character_stay_with_it(where):
    find = PATTERNS[where].findall
    assert find("終わり……！？と") == ["終", "わ", "り……！？", "と"]
    assert find("葛󠄀城") == ["葛󠄀", "城"]
    assert find("か\u3099あ") == ["か\u3099", "あ"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ヴィクトル・大森", ["ヴィクトル・", "大森"]),
        ("フォン＝シュヴァルツ・B", ["フォン＝", "シュヴァルツ・", "B"]),
        ("Nguyễn Thị　Hồng", ["Nguyễn ", "Thị　", "Hồng"]),
        ("ﾌｧｸﾄﾘｰ･ｻﾝﾌﾟﾙ", ["ﾌｧｸﾄﾘｰ･", "ｻﾝﾌﾟﾙ"]),
        ("スタジオ", ["スタジオ"]),
        ("A・ー B", ["A・ー ", "B"]),
    ],
)
def test_a_name_is_parted_behind_its_dots_double_hyphens_and_spaces(name, words):
    assert split_at_name_marks(name) == words


def test_the_name_of_a_company_is_parted_where_its_script_changes_and_hiragana_stay_with_what_they_follow():
    phrases, kanji = split_phrases("株式会社 きらめきアニメーション（東京）の会ABC")
    assert phrases == ["株式会社 ", "きらめき", "アニメーション", "（東京）", "の", "会", "ABC"]
    assert kanji == ["株", "式", "会", "社 ", "きらめき", "アニメーション", "（東", "京）", "の", "会", "ABC"]
