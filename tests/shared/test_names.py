"""Names: cleaning, refusing what hides, keys to search, order and compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.shared.names import (
    clean_text,
    compute_name_identity,
    identity_key,
    lookalike_key,
    organization_key,
    search_key,
    sort_key,
    text_problem,
)
from productions.shared.readings import family_and_given


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("牧原亮太郎", None),
        ("محمد", None),
        ("O'Brien-Smith", None),
        ("👩‍🎨", None),
        ("a\0b", "Character 2 is a NUL byte (U+0000); remove it."),
        ("ab\u202ec", "Character 3 is a mark that turns the writing direction (U+202E); remove it."),
        ("a\u200bb", "Character 2 is an invisible character (U+200B); remove it."),
        ("a\u200db", "Character 2 is an invisible joiner (U+200D); remove it."),
        ("a\x1bb", "Character 2 is a control character (U+001B); remove it."),
        ("\ud800", "Character 1 is half of a broken character (U+D800); remove it."),
        ("x" * 10_000, "The text has 10,000 characters; at most 200 fit here."),
    ],
)
def test_hidden_characters_and_endless_names_are_named(text, problem):
    found = text_problem(text)
    assert (found and str(found)) == problem


def test_cleaning_keeps_the_name_and_tidies_the_spaces():
    assert clean_text("  髙橋　 花 ") == "髙橋 花"


@pytest.mark.parametrize(
    ("one", "other"),
    [("マキハラ リョウタロウ", "まきはらりょうたろう"), ("ＷＩＴ ＳＴＵＤＩＯ", "wit studio"), ("ジャン・リュック", "じゃんりゅっく"),
     ("ﾏｷﾊﾗ", "まきはら"), ("A‐B", "a-b")],
)  # fmt: skip
def test_search_finds_any_spelling(one, other):
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("見本 花", "見本\u3000花"), ("見本 花", "見本花"), ("ＷＩＴ ＳＴＵＤＩＯ", "WIT STUDIO"), ("ｶﾞｲﾅｯｸｽ", "ガイナックス"),
        ("ジャン・リュック", "ジャン･リュック"), ("ジャン・リュック", "ジャン·リュック"), ("ジャン・リュック", "ジャンリュック"),
        ("ジャン＝リュック", "ジャン゠リュック"), ("Jean‐Luc", "Jean-Luc"), ("O’Sample", "O'Sample"), ("三〜四", "三～四"),
        ("Ｓｔｕｄｉｏ　Ａ．Ｐ．Ｐ．Ｐ．", "Studio A.P.P.P."), ("葛城", "葛\U000e0100城"), ("か\u3099", "が"),
    ],
)  # fmt: skip
def test_typesetting_makes_no_other_person(one, other):
    assert identity_key(one) == identity_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高橋", "髙橋"), ("渡辺", "渡邊"), ("渡辺", "渡邉"), ("渡邊", "渡邉"), ("斎藤", "斉藤"), ("斎藤", "齋藤"), ("斉藤", "齊藤"),
        ("山崎", "山﨑"), ("浜田", "濱田"), ("沢城", "澤城"), ("ヴァン", "バン"), ("ヴ", "ブ"), ("ルヴュー", "ルビュー"),
        ("マヤ", "まや"), ("yui", "YUI"), ("Studio A.P.P.P.", "Studio APPP"), ("J.C.STAFF", "JCSTAFF"),
    ],
)  # fmt: skip
def test_what_search_finds_may_be_somebody_else(one, other):
    assert search_key(one) == search_key(other)
    assert identity_key(one) != identity_key(other)


@pytest.mark.parametrize(
    "text",
    [
        "例", "株式会社例", "例株式会社", "㈱例", "(株)例", "例（株）", "株式会社　例", "有限会社例", "㈲例", "合同会社例", "例 Inc.", "例, Inc",
        "例 Co.,Ltd.", "例 Co., Ltd.", "例 CO.,LTD", "例 Co.Ltd.", "例 LLC", "例 GmbH", "例 Pte. Ltd.", "例 K.K.", "一般社団法人例",
    ],
)  # fmt: skip
def test_a_legal_form_makes_no_other_organization(text):
    assert organization_key(text) == "例"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Zinc", "Zinc"), ("Inc.", "Inc."), ("株式会社", "株式会社"), ("A.S.A", "A.S.A"), ("カンパニー", "カンパニー"),
        ("例株式会社東京支社", "例株式会社東京支社"), ("J.C.STAFF", "J.C.STAFF"), ("スタジオ・例", "スタジオ例"),
    ],
)  # fmt: skip
def test_what_is_no_legal_form_beside_a_name_stays(text, key):
    assert organization_key(text) == key


def test_a_persons_name_has_no_legal_form():
    assert compute_name_identity("見本 Co", of_organization=False) == "見本Co"


def test_order_follows_the_reading():
    assert sorted(["まきはら", "アイ", "いとう"], key=sort_key) == ["アイ", "いとう", "まきはら"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("髙橋", "高橋"), ("山﨑", "山崎"), ("渡邊", "渡邉"), ("齋藤", "斎藤"), ("ニーナ", "ニ一ナ")],
)
def test_names_that_look_alike_share_a_key(one, other):
    assert lookalike_key(one) == lookalike_key(other)
    assert identity_key(one) != identity_key(other)


@given(st.text())
def test_any_text_has_its_keys(text):
    assert search_key(search_key(text)) == search_key(text)
    assert identity_key(identity_key(text)) == identity_key(text)
    assert organization_key(organization_key(text)) == organization_key(text)
    text_problem(text)
    lookalike_key(text)


@pytest.mark.parametrize(
    ("romaji", "kana", "words"),
    [
        ("Ryotaro Makihara", "まきはら りょうたろう", ("Makihara", "Ryotaro")),
        ("Makihara, Ryōtarō", "まきはら りょうたろう", ("Makihara", "Ryōtarō")),
        ("Jun Ohno", "おおの じゅん", ("Ohno", "Jun")),
        ("Syoji Kombu", "コンブ しょうじ", ("Kombu", "Syoji")),
        ("Ken'ichi Hattori", "はっとり けんいち", ("Hattori", "Ken'ichi")),
        ("Itchō Abe", "あべ いっちょう", ("Abe", "Itchō")),
        ("Mari Mari", "まり まり", None),
        ("Taro Mihon", "", None),
        ("Taro Mihon", "みほん じろう", None),
        ("Taro J. Mihon", "みほん たろう", None),
        ("WIT STUDIO", "うぃっと すたじお", None),
    ],
)
def test_family_and_given_name_are_told_apart_by_the_kana_reading_only(romaji, kana, words):
    assert family_and_given(romaji, kana) == words
