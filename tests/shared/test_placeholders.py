"""Rule H4: what is nobody's name, and what is somebody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.shared.placeholders import placeholder_reason, system_key

SYSTEMS = frozenset(map(system_key, ("Stable Diffusion XL", "Midjourney", "Reiga Paint")))

REFUSED = (
    """
AI|ai|ＡＩ|A.I.|Ａ．Ｉ．|AI (+Human)|ＡＩ（＋Ｈｕｍａｎ）|AI+人間|AI & Human|Human (AI)|AI×人間|AI／人間|[AI]|「AI」|AI・人間|AIと人間
Human|human|人間|人|人工知能|生成AI|AIアシスタント|AI-assisted|Generative AI|AI Artist|AI tool|AI staff|by AI|エーアイ|machine|bot
スタッフ|スタッフ一同|スタッフ 一同|制作スタッフ|有志一同|Staff|staff|crew|Various|Various Artists|皆様|関係者
ほか|他|ほか多数|他3名|ほか10名|10名|３名|その他|and others|et al.|others
N/A|n/a|N.A.|TBD|tba|未定|不明|unknown|not yet named|なし|No Name|名無し|anonymous|匿名|匿名希望|uncredited|none|非公表
-|―|???|（）|…|  |・|Stable Diffusion XL|stable-diffusion xl|Ｍｉｄｊｏｕｒｎｅｙ|Midjourney + Human|Human & Stable Diffusion XL|Reiga-Paint|AI (Reiga Paint)
AI with human assistance|AI x Human
社内|社内スタッフ|外注|自社|要確認|交渉中|担当未定|キャスト未定（調整中）|○○|〇〇|後日|該当者なし
""".strip()
    .replace("\n", "|")
    .split("|")
)

ACCEPTED = (
    """
愛|アイ|藍|相|Ai Kayano|Ai Yazawa|ＡＩＣ|AIR|Aika|AIKO|Staff Sgt|牧原亮太郎|An Li|外|Thomas More|ROBOT|人間椅子|人見知|他田|多数決男
Human Chang|Max Human-Smith|Ana Human Lopez|Bot Chan Lee|Robot Taro|ボット太郎|機械仕掛|モデル花子|ヒト・ハナ|スタッフ・アイ|匿名子|無名塾
A. I. Tanaka|Studio Ponoc|STUDIO 4℃|Team Chibi|有志会|Ian|Xu|Xiao An|名取|協力太郎|仮屋崎|Company Man|Nona|Nil Ademi|生田斗真|Ha
Tba Kim|Y|R2|V|某田|小外|髙橋|𠮷田|김민수|محمد|O'Brien|Jean-Luc|Reiga Painter|Stable Tanaka|Diffusion Smith|Midjourney Taro|Hito Steyerl|X|Max|Alex X. Li|斎藤　工
社内田|外注太郎|未定子|定 未|自社 太郎|調整 花|保留川
""".strip()
    .replace("\n", "|")
    .split("|")
)


def test_the_lists_are_long():
    assert min(len(REFUSED), len(ACCEPTED)) >= 60


@pytest.mark.parametrize("text", REFUSED)
def test_h4_refuses(text):
    assert placeholder_reason(text, systems=SYSTEMS) is not None


@pytest.mark.parametrize("text", ACCEPTED)
def test_h4_accepts(text):
    assert placeholder_reason(text, systems=SYSTEMS) is None


def test_the_sentence_says_what_to_do():
    assert str(placeholder_reason("AI (+Human)")) == (
        "“AI (+Human)” names nobody: enter the person's name, or leave the contributor empty and say why nobody is "
        "named; what the screen said goes into “printed as”."
    )


@given(
    st.sampled_from(["AI", "Human", "人間", "スタッフ", "匿名", "Midjourney", "TBD"]),
    st.sampled_from(
        ["{}", "({})", "［{}］", "「{}」", "{} + {}", "{}／{}", "  {}  ", "{}・{}", "<{}>", "{}!"]
    ),
    st.booleans(),
)
def test_no_decoration_makes_a_name_of_it(word, frame, wide):
    text = frame.replace("{}", word)
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert placeholder_reason(text, systems=SYSTEMS) is not None


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    assert placeholder_reason(text, systems=SYSTEMS) is None or text.strip() in (
        str(placeholder_reason(text, systems=SYSTEMS) or "")
    )
