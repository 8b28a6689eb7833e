"""Rule H4: `credited_as` is a name, never a placeholder for people or the name of a machine.

In 2023 a background designer was credited as "AI (+Human)". A text is refused when, after NFKC, casefold and
dropping brackets and joiners, the whole of it or every token of it is a word that names nobody. What the
screen really said is kept in `printed_as`.
"""

import re
import unicodedata
from functools import lru_cache

from productions.shared.sentences import Sentence

NOBODY_EN = """
x ai a.i genai gen-ai aigc generative generated artificial intelligence machine machines robot bot
computer software tool tools model algorithm human humans person people persons staff crew team member
members various variousartists artist artists others other more and et al etc unknown unnamed anonymous
anon uncredited nobody none no name noname nil null na n/a n.a tbd tba tbc tbn todo pending placeholder
someone somebody withheld undisclosed secret hidden assistant assisted with by of the an plus using
aided co company companies studio employee employees worker workers freelancer freelancers volunteer
volunteers not yet applicable assistance available announced determined to be named credited
""".split()

NOBODY_JA = """
人間 人 ヒト ひと にんげん ニンゲン 人工知能 生成ai 生成 機械 マシン ロボット ボット ツール
モデル コンピュータ コンピューター スタッフ すたっふ 一同 スタッフ一同 制作スタッフ 製作スタッフ 制作
製作 社員 社員一同 有志 有志一同 関係者 関係者一同 担当 担当者 作業者 ほか 他 外 その他 そのほか
他多数 ほか多数 多数 大勢 みなさん 皆さん 皆様 各位 諸氏 名 人々 匿名 匿名希望 無名 名無し 名なし
ななし 氏名非公表 非公表 非公開 未公表 未公開 未定 未詳 不明 不詳 該当なし なし 無し 無 無記名 仮
空欄 調整中 確認中 準備中 アシスタント 助手 補助 支援 による 協力 エーアイ ａｉ 画像生成 自動生成
自動 誰か 某 某氏 人物 氏 さん 社内 社内スタッフ 社内作業 自社 内製 社外 外注 外注先 未決定 未入力 未記入 未発注 未手配 未回答
打診中 検討中 調査中 回答待ち 返答待ち 連絡待ち 入力待ち 要確認 保留 後日 後報 追って連絡 別途 該当者なし 〇〇 ○○ ◯◯ ●● △△
""".split()

BRACKETS_AND_JOINERS = re.compile(
    r"[\s()\[\]{}<>«»‹›（）［］｛｝〈〉《》「」『』【】〔〕〖〗“”\"'‘’`"
    r"+＋&＆/／\\|｜,，、。;；:：・･·•‧＝=×✕*＊#~〜～^_…‥!?！？—–―ー\-‐−]+"
)
COUNT_PATTERN = re.compile(
    r"^(?:他|ほか|外|その他|約|計|total|\+)*\d+(?:名様|名|人|people|persons|person|humans|staff|more|others)*$"
)
PENDING_PATTERN = re.compile(r"(?:未定|未確定|確認中|調整中|交渉中|選考中|選定中|募集中|手配中|依頼中)$")
"""How words end that say that somebody is still to be found: 担当未定, キャスト調整中."""
INITIALS_PATTERN = re.compile(r"\b((?:\w\.)+\w?)(?=\W|$)")


def fold_placeholder(text: str) -> str:
    """NFKC and casefold; `A.I.` becomes `ai`; invisible characters drop out."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    flat = unicodedata.normalize("NFKC", visible.casefold())
    return INITIALS_PATTERN.sub(lambda match: match.group(1).replace(".", ""), flat)


def system_key(name: str) -> str:
    """An AI system's name folded for comparison: `Stable Diffusion-XL` and `ＳＴＡＢＬＥ diffusion xl` are one."""
    return "".join(split_tokens(name))


def split_tokens(text: str) -> list[str]:
    """The words of a text between brackets, joiners and spaces."""
    return [
        token.strip(".") for token in BRACKETS_AND_JOINERS.split(fold_placeholder(text)) if token.strip(".")
    ]


NOBODY = frozenset(unicodedata.normalize("NFKC", word) for word in (*NOBODY_EN, *NOBODY_JA))
NOBODY_WHOLE = frozenset("".join(split_tokens(word)) for word in NOBODY)

NAMES_TOO = frozenset(
    {"by", "an", "to", "co", "be", "the", "of", "with", "more", "robot", "x", "外", "氏", "さん"}
)
"""Short words that are also somebody's name when they stand alone (外, An, More, the studio ROBOT)."""


NO_LETTERS = Sentence(
    "“%(text)s” has no letters: enter the person's name, or leave the contributor empty and say why nobody is named; "
    "what the screen said goes into “printed as”."
)
EMPTY = Sentence(
    "The name is empty: enter the person's name, or leave the contributor empty and say why nobody is named; what the "
    "screen said goes into “printed as”."
)
A_SYSTEM = Sentence(
    "“%(text)s” is the name of an AI system: enter the person's name, or leave the contributor empty and say why nobody "
    "is named; what the screen said goes into “printed as”."
)
NAMES_NOBODY = Sentence(
    "“%(text)s” names nobody: enter the person's name, or leave the contributor empty and say why nobody is named; what "
    "the screen said goes into “printed as”."
)


@lru_cache(maxsize=4096)
def placeholder_reason(text: str, *, systems: frozenset[str] = frozenset()) -> Sentence | None:
    """Why `text` is no name, in one sentence that says what to do, or None when it may be one.

    `systems` holds the `system_key` of every registered AI system.
    """
    tokens = split_tokens(text)
    if not tokens:
        return NO_LETTERS.given(text=text.strip()) if text.strip() else EMPTY
    if "".join(tokens) in systems or covered_by(tokens, systems):
        return A_SYSTEM.given(text=text.strip())
    if text.strip().casefold() in NAMES_TOO:
        return None
    if "".join(tokens) in NOBODY_WHOLE or all(is_nobody(token, systems) for token in tokens):
        return NAMES_NOBODY.given(text=text.strip())
    return None


def covered_by(tokens: list[str], systems: frozenset[str]) -> bool:
    """Whether the tokens are AI systems' names and placeholders from beginning to end."""
    if not systems:
        return False
    reach = [True] + [False] * len(tokens)
    used = [False] * (len(tokens) + 1)
    for start in range(len(tokens)):
        if not reach[start]:
            continue
        if is_nobody(tokens[start], frozenset()):
            reach[start + 1] = True
            used[start + 1] = used[start + 1] or used[start]
        for end in range(start + 1, len(tokens) + 1):
            if "".join(tokens[start:end]) in systems:
                reach[end] = used[end] = True
    return reach[-1] and used[-1]


def is_nobody(token: str, systems: frozenset[str]) -> bool:
    """Whether one token names nobody: a listed word, a count of people, somebody to be found, or listed words run together."""
    if token in NOBODY or token in systems:
        return True
    return bool(COUNT_PATTERN.match(token) or PENDING_PATTERN.search(token)) or runs_together(token)


def runs_together(token: str) -> bool:
    """Placeholders without a gap between them: `aiと人間`, `生成aiスタッフ`, `ほか10名`."""
    parts = [part for part in re.split(r"と|及び|および|や|の|による|\d+", token) if part]
    if len(parts) > 1 and all(part in NOBODY for part in parts):
        return True
    mixed = re.findall(r"[a-z]+|[^a-z\d]+", token)
    return len(mixed) > 1 and all(part in NOBODY for part in mixed)
