"""One word for one thing in the Japanese catalogue: what the trade says, decided once."""

import re

import pytest

from productions.shared.choices import Edition
from tests.locale.messages import catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[\d.]*[a-zA-Z]|%[sd]|{\w+}")

WORDS = {
    r"\bAI use": "AI使用|AIの使用|使用",
    r"\balias": "別名",
    r"\bapprovers?\b": "承認者",
    r"\bclaims?\b": "申し立て",
    r"\bcuts?\b(?! (out|off|Pro))": "カット",
    r"\bdeclarations?\b": "申告",
    r"\bdepartments?\b": "部門",
    r"\bdisputed?\b": "異議申し立て",
    r"\bdrafts?\b": "下書き",
    r"\bdumps?\b": "ダンプ",
    r"\bepisodes?\b": r"話数|第%\(number\)s話",
    r"\bexports\b": "書き出し",
    r"\bfeed\b": "変更フィード",
    r"\binvitations? (ends|has ended)": "招待",
    r"\bissues?\b(?! release|d)": "稿|発行|訂正事項",
    r"\bledger\b": "台帳",
    r"\blegal names?\b": "戸籍名",
    r"\bmerged?\b(?! ranges?\b)": "統合",
    r"\bnotices?\b": "但し書き",
    r"\bprimary\b": "代表",
    r"\bproposals?\b": "提案",
    r"\bpseudonym": "ペンネーム",
    r"\bregistrars?\b": "登録管理者",
    r"\broles?\b": "役職",
    r"\btemplates?\b": "テンプレート",
    r"\btokens?\b": "トークン",
    r"\buser name": "ユーザー名",
    r"\bvocabulary\b": "役職一覧",
    r"\bwebhooks?\b": "ウェブフック",
    r"\bwho(ever)? runs (this|the) site\b": "サイトの管理者",
    r"\bwish(es)?\b": "希望",
    r"\bwithh[eo]ld\b(?! since$)": "非公表",
    r"\bworking copy\b": "作業用ロール",
    r"^remov(e|ed|al)$|\bremoved? by\b|\bremoved entries\b": "削除",
}
"""What a text says in English, and what its translation then says."""

UNWANTED = {
    "だれ": "誰",
    "なに": "何, or 内容",
    "除去": "削除; 外す for a second factor, 取り下げる for what somebody said",
    "題名": "タイトル",
    "係争": "異議申し立て中",
    "認容": "認める for a claim, 採用 for a proposal",
    "未決": "判断待ち",
    "利用者": "ユーザー",
    "主たる": "代表",
    "筆名": "ペンネーム",
    "発行版": "発行稿: 版 is an edition",
    "版数": "稿番号: 版 is an edition",
    "作業コピー": "作業用ロール",
    "用語集": "役職一覧",
    "更新フィード": "変更フィード",
    "ドキュメント": "文書",
    "印字": "記載",
    "明記": "記載",
    "運用者": "サイトの管理者",
    "コマ": "フレーム",
    "書いてください": "入力してください",
    "入れてください": "入力してください",
    "記入してください": "入力してください",
    "確かめて": "確認して",
}
"""Words that another one is said for, and which."""


def english_of(message):
    """The text without the names of its placeholders."""
    return PLACEHOLDER.sub("", message.text)


@pytest.mark.parametrize("pattern", WORDS)
def test_one_thing_has_one_word(pattern):
    said = {
        message.text: japanese
        for message, japanese in catalogue().items()
        if re.search(pattern, english_of(message), re.IGNORECASE)
    }
    assert said
    assert {text: words for text, words in said.items() if not re.search(WORDS[pattern], words)} == {}


@pytest.mark.parametrize("word", UNWANTED)
def test_a_word_is_not_said_for_which_there_is_another(word):
    assert [japanese for japanese in catalogue().values() if word in japanese] == []


def test_an_edition_is_a_han_and_an_issue_a_kou():
    """版 is the showing that a roll belongs to; the numbered issues of one roll are 第N稿."""
    editions = {edition.label for edition in Edition}
    for message, japanese in catalogue().items():
        english = english_of(message)
        about_editions = "edition" in english.lower() or english in editions
        assert bool(re.search("(?<!組)版", japanese)) == about_editions, (message.text, japanese)
        if re.search(r"\b(issue|issues)\b.*\bbefore\b|\bearlier issues\b|\bissue %", message.text):
            assert "稿" in japanese, (message.text, japanese)


def test_digits_and_latin_letters_stand_without_spaces():
    """Only a path or a mark that has to be copied has a space beside it."""
    spaced = [
        japanese
        for japanese in catalogue().values()
        if re.search(r"[ぁ-んァ-ヶ一-龥、。] [%0-9A-Za-z]|[%0-9A-Za-z] [ぁ-んァ-ヶ一-龥]", japanese)
        and not re.search(r"%\(folder\)s|%\(file\)s|xn-- |[{}]", japanese)
    ]
    assert spaced == []
