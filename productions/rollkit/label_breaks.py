"""Where a role, a heading or a character is broken: as a title designer does it, and by letters only where nothing else is left.

Each way is a list of pieces that together are the text, the best one first. No piece begins or ends with what no line does (`line_breaks`).
"""

import re
from collections.abc import Iterable

from productions.rollkit.line_breaks import (
    ALPHABETS,
    BREAK_MARKS,
    CLINGING_MARKS,
    CLOSING_MARKS,
    HIRAGANA,
    OPENING_MARKS,
    split_phrases,
)
from productions.shared.late_patterns import compile_late

PARTING_MARKS = BREAK_MARKS + "／、，"
"""What a label is broken behind, besides brackets that close."""
LATIN_OPENING_MARKS = "(‘“"
"""They open inside of words, too, as in `film(s)`."""
BROAD_MARKS = "".join(mark for mark in OPENING_MARKS if mark not in LATIN_OPENING_MARKS)
MARK_PATTERN = compile_late(
    rf"(?<=[{PARTING_MARKS}])(?![{PARTING_MARKS}{re.escape(CLINGING_MARKS)}])"
    rf"|(?<=[{CLOSING_MARKS}])(?![{PARTING_MARKS}{re.escape(CLINGING_MARKS)}{HIRAGANA}{ALPHABETS}])"
    rf"|(?<![{OPENING_MARKS}])(?=[{BROAD_MARKS}])"
    rf"|(?<![{OPENING_MARKS}{ALPHABETS}])(?=[{LATIN_OPENING_MARKS}])"
)
"""Between these two characters: behind marks and brackets that close, before brackets that open."""
TIED_PATTERN = compile_late(rf"(?:第?[0-9０-９一二三四五六七八九十]+|第|お|ご|その|[^{PARTING_MARKS}])$")
"""What a piece is not parted behind if it is no more than this: 第|2|原画 is 第2原画, and no line is a single letter."""

FOLLOWING_PATTERN = compile_late(rf"[{PARTING_MARKS}]|[{HIRAGANA}]$")
"""What a piece is not parted before: marks, and the particle behind a bracket that closes."""

ROLE_WORDS = tuple(
    "作画監督 美術監督 撮影監督 音響監督 音楽監督 特技監督 文芸監督 色彩監督 総監督 副監督 助監督 監督 演出 助手 補佐 協力 担当 "
    "監修 検査 管理 進行 主任 統括 設計 設定 指定 彩色 原画 動画 作画 美術 背景 撮影 編集 録音 音響 音楽 効果 特殊 制作 製作 "
    "総指揮 委員会 構成 脚本 原作 原案 考証 時代 企画 宣伝 配給 放送 販売 版権 出版 主題歌 挿入歌 作詞 作曲 編曲 次回 予告 "
    "アニメーション アニメーター アシスタント アソシエイト プロデューサー プロデュース プロダクション ディレクター デザイナー "
    "デザイン キャラクター メカニック メカニカル プロップ コンセプト エフェクト エグゼクティブ クリエイティブ テクニカル デジタル "
    "チーフ オンライン オフライン パイプライン ライン シリーズ オープニング エンディング スーパーバイザー スーパーバイジング コーディネーター マネージャー キャスティング "
    "オペレーション アーティスト サウンド ビジュアル モーション グラフィックス キャプチャー シークエンス ユニット カラー モニター "
    "スペシャル サンクス ナレーション ポスト コンサルタント レイアウト イメージ タイトル テーマ ソング ミュージック パートナーズ".split()
)
"""Words of the trade inside of runs of kanji or katakana, longest where one holds another (作画監督 before 作画)."""
WORD_PATTERN = compile_late(
    "|".join(sorted(ROLE_WORDS, key=len, reverse=True)) + rf"|(?:(?!{'|'.join(ROLE_WORDS)}).)+",
    re.DOTALL,
)


def list_label_breaks(text: str) -> list[list[str]]:
    """Ways in which the text may be broken between its words, the best first: at its marks and brackets, where its script changes, between words
    of the trade. Each parts it further than the one before.
    """
    marks = [piece for piece in MARK_PATTERN.split(text) if piece]
    phrases = join_tied(phrase for piece in marks for phrase in split_phrases(piece)[0])
    words = join_tied(word for phrase in phrases for word in split_role_words(phrase))
    ways: list[list[str]] = []
    for way in (marks, phrases, words):
        if len(way) > 1 and way not in ways:
            ways.append(way)
    return ways


def split_role_words(phrase: str) -> list[str]:
    """The words of the trade that it holds. A single letter goes with the word behind it (総作画監督), and at the end with the one before."""
    found: list[str] = []
    for word in WORD_PATTERN.findall(phrase):
        clings = word[0] in CLINGING_MARKS or (len(word) == 1 and len(found) > 0)
        if found and (clings or len(found[-1]) == 1):
            found[-1] += word
        else:
            found.append(word)
    return found


def join_tied(pieces: Iterable[str]) -> list[str]:
    """The pieces; numbers and prefixes with what they stand before."""
    found: list[str] = []
    for piece in pieces:
        if found and (TIED_PATTERN.match(found[-1]) or FOLLOWING_PATTERN.match(piece)):
            found[-1] += piece
        else:
            found.append(piece)
    return found
