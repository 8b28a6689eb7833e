"""Credit texts: one behaviour of real texts a test, and each way to write them."""

import pytest

from productions.interchange.credit_text.statements import CreditScope, CreditText, Statement
from productions.interchange.credit_text.text_reader import read_credit_text


def said(text: str, **options: object) -> list[tuple[object, ...]]:
    """What the statements of a text say: role codes, name to credit."""
    return [(*s.role.codes, s.credited_as) for s in read_credit_text(text, **options).statements]  # type: ignore[arg-type]


def one(text: str, **options: object) -> Statement:
    read: CreditText = read_credit_text(text, **options)  # type: ignore[arg-type]
    assert (len(read.statements), read.problems) == (1, ())
    return read.statements[0]


@pytest.mark.parametrize(
    "text",
    [
        "[監督]山田太郎　／　[音楽]鈴木花子",
        "［監督］山田太郎 ／ ［音楽］鈴木花子",
        "【監督】山田太郎／【音楽】鈴木花子",
        "「監督」山田太郎　／　「音楽」鈴木花子",
        "「監督]山田太郎　／　音楽]鈴木花子",
        "[監督]山田太郎　[音楽]鈴木花子",
        "[[監督]山田太郎]　／　（[音楽]鈴木花子）",
        "[監督山田太郎　／　[音楽鈴木花子]",
        "監督：山田太郎\n音楽：鈴木花子",
        "監督　山田太郎\n音楽　鈴木花子",
        "監督\t山田太郎\n音楽\t鈴木花子",
        "監督……山田太郎\r\n音楽 ... 鈴木花子",
        "山田太郎 - 監督\n鈴木花子 – 音楽",
        "監督;山田太郎\n音楽;鈴木花子",
        "Title,Name\n監督,山田太郎\n音楽,鈴木花子",
        '"監督","山田太郎"\n"音楽","鈴木花子"',
    ],
)
def test_every_way_to_write_role_and_name_reads_alike(text: str) -> None:
    assert [found for found in said(text) if found[0]] == [("director", "山田太郎"), ("music", "鈴木花子")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Directed by Jane Doe", [("director", "Jane Doe")]),
        ("Director: Jane Doe", [("director", "Jane Doe")]),
        (
            "Key Animation: Jane Doe, John Roe and Ann Poe",
            [("key_animation", n) for n in ("Jane Doe", "John Roe", "Ann Poe")],
        ),
        ("Jane Doe, Director", [("director", "Jane Doe")]),
        ("Music ..... Jane Doe Jr.", [("music", "Jane Doe Jr.")]),
        ("Producer: Spring House, Inc.", [("producer", "Spring House, Inc.")]),
    ],
)
def test_western_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_a_line_with_only_a_name_repeats_the_last_role() -> None:
    read = read_credit_text("Key Animation: Jane Doe\nJohn Roe")
    assert [(s.role.codes, s.credited_as, s.role_repeated) for s in read.statements] == [
        (("key_animation",), "Jane Doe", False),
        (("key_animation",), "John Roe", True),
    ]


def test_a_heading_line_gives_the_role_to_the_names_below() -> None:
    read = read_credit_text("BACKGROUNDS\nJane Doe\nJohn Roe")
    assert [(s.kind, s.role.codes, s.credited_as) for s in read.statements] == [
        ("note", (), ""),
        ("credit", ("background_art",), "Jane Doe"),
        ("credit", ("background_art",), "John Roe"),
    ]


def test_a_name_before_any_role_is_kept_and_reported() -> None:
    read = read_credit_text("山田太郎")
    assert [(s.kind, s.text) for s in read.statements] == [("note", "山田太郎")]
    assert [p.message for p in read.problems] == [
        "“山田太郎” stands without a role: write the role before it, as in [role]name."
    ]


def test_several_roles_in_one_bracket() -> None:
    assert said("[監督・脚本]山田太郎") == [("director", "screenplay", "山田太郎")]
    assert said("[キャラクターデザイン、作画監督]山田太郎") == [
        ("character_design", "animation_director", "山田太郎")
    ]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("[脚本]山田太郎[前編]", CreditScope("前編")),
        ("[脚本]山田太郎（第五話）", CreditScope("第五話", (5,))),
        ("[脚本]山田太郎[1～4話]", CreditScope("1～4話", (1, 2, 3, 4))),
        ("[脚本]山田太郎[5、6話]", CreditScope("5、6話", (5, 6))),
        ("[脚本]山田太郎（第一、二、五章）", CreditScope("第一、二、五章", (1, 2, 5))),
        ("［第4話脚本］山田太郎", CreditScope("第4話", (4,))),
        ("[[新作パート]脚本]山田太郎", CreditScope()),
        ("[脚本]山田太郎（「九十九」）", CreditScope("「九十九」")),
        ("[脚本]山田太郎（第1話～第9999話）", CreditScope("第1話～第9999話")),
    ],
)
def test_the_scope_after_the_name_or_in_the_role(text: str, scope: CreditScope) -> None:
    statement = one(text)
    assert (statement.role.codes, statement.credited_as, statement.scope) == (
        ("screenplay",),
        "山田太郎",
        scope,
    )


def test_a_scope_bracket_before_a_name_repeats_the_role() -> None:
    read = read_credit_text("[脚本]山田太郎[前編]　／　[後編]鈴木花子")
    assert [(s.role.codes, s.credited_as, s.scope.label) for s in read.statements] == [
        (("screenplay",), "山田太郎", "前編"),
        (("screenplay",), "鈴木花子", "後編"),
    ]


def test_two_editions_in_one_text() -> None:
    read = read_credit_text(
        "*TV放映版のクレジット ／ [監督]山田太郎 ／ *配信版のクレジット ／ [監督]鈴木花子"
    )
    assert [(s.kind, s.edition, s.credited_as) for s in read.statements] == [
        ("note", "broadcast", ""),
        ("credit", "broadcast", "山田太郎"),
        ("note", "streaming", ""),
        ("credit", "streaming", "鈴木花子"),
    ]


def test_the_company_after_the_name() -> None:
    statement = one("[原画]清水勝則（ザック・プロモーション）")
    assert (statement.credited_as, statement.affiliation, statement.contributor) == (
        "清水勝則",
        "ザック・プロモーション",
        "person",
    )


def test_a_role_after_the_name_is_the_role_printed() -> None:
    read = read_credit_text("[監督]外山草（演出）かまくらゆみ（演出）")
    assert [(s.role.label, s.role.codes, s.credited_as) for s in read.statements] == [
        ("監督（演出）", ("episode_director",), "外山草"),
        ("監督（演出）", ("episode_director",), "かまくらゆみ"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("大塚伸治・賀川愛", ["大塚伸治", "賀川愛"]),
        ("日髙有香、任薩妃", ["日髙有香", "任薩妃"]),
        ("集英社・東映動画", ["集英社", "東映動画"]),
        ("藤子・F・不二雄", ["藤子・F・不二雄"]),
        ("グループ・タック", ["グループ・タック"]),
        ("モンキー・パンチ", ["モンキー・パンチ"]),
        ("正（柾）木統三", ["正（柾）木統三"]),
        ("(株)スタジオ古留美", ["(株)スタジオ古留美"]),
        ("高*橋龍也", ["高橋龍也"]),
        ("出渕　裕", ["出渕 裕"]),
        ("手塚治虫※「塚」は右側中央部に点がつきます", ["手塚治虫"]),
        ("つのだ☆ひろ", ["つのだ☆ひろ"]),
        ("株式会社インコム 山田花太郎", ["山田花太郎"]),
    ],
)
def test_names_as_people_write_them(text: str, names: list[str]) -> None:
    assert [s.credited_as for s in read_credit_text(f"[原画]{text}").statements] == names


def test_an_editors_remark_on_a_name_is_kept_as_a_note() -> None:
    assert one("[原作]手塚治虫※「塚」は右側中央部に点がつきます").note == "※「塚」は右側中央部に点がつきます"


@pytest.mark.parametrize(
    ("name", "organization"),
    [
        ("ＡＩＣ", True),
        ("株式会社エコー", True),
        ("アオイスタジオ", True),
        ("Studio Kitchen", True),
        ("ROBOT", True),
        ("東 映", True),
        ("虫プロダクション", True),
        ("山田太郎", False),
        ("Leo Chu", False),
        ("愛", False),
    ],
)
def test_organizations_are_told_from_people(name: str, organization: bool) -> None:
    statement = one(f"[動画]{name}")
    expected = ("company", "organization") if organization else ("credit", "person")
    assert (statement.kind, statement.contributor) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("他", None),
        ("ほか", None),
        ("ほか多数", None),
        ("ほか10名", 10),
        ("スタッフ一同", None),
        ("and others", None),
        ("AI (+Human)", None),
        ("ＡＩ（＋Ｈｕｍａｎ）", None),
    ],
)
def test_people_not_named_are_others_and_never_a_name(text: str, count: int | None) -> None:
    statement = one(f"[背景]{text}")
    assert (statement.others, statement.others_count, statement.credited_as, statement.name) == (
        True,
        count,
        "",
        text,
    )


def test_and_others_after_a_name_is_a_credit_of_its_own() -> None:
    read = read_credit_text("[作画監督]堤規至ほか　／　[原画]山田太郎、他5名")
    assert [(s.credited_as, s.others, s.others_count) for s in read.statements] == [
        ("堤規至", False, None),
        ("", True, None),
        ("山田太郎", False, None),
        ("", True, 5),
    ]


def test_a_cast_list_has_characters() -> None:
    text = "[声の出演] ／ 【のび太】小原乃梨子 ／ 【】大山のぶ代 ／ 【ナレーター】山田太郎 ／ 【文秀】ムンス（藤原啓治） ／ [声の出演]ほか"
    read = read_credit_text(text, characters=True, default_role="voice")
    assert [(s.kind, s.role.codes, s.character, s.credited_as, s.note) for s in read.statements[1:]] == [
        ("cast", ("voice",), "のび太", "小原乃梨子", ""),
        ("cast", ("voice",), "", "大山のぶ代", ""),
        ("cast", ("narration",), "ナレーター", "山田太郎", ""),
        ("cast", ("voice",), "文秀", "藤原啓治", "ムンス"),
        ("cast", ("voice",), "", "", ""),
    ]


def test_a_title_beside_a_name_is_a_remark_and_alone_no_name() -> None:
    read = read_credit_text("[原作]山田太郎、「本」　／　[原作]「遊び」(アトラス)　／　[原作]「本」")
    assert [(s.kind, s.credited_as, s.note) for s in read.statements] == [
        ("credit", "山田太郎", "「本」"),
        ("company", "アトラス", "「遊び」"),
        ("note", "", "[原作]「本」"),
    ]
    assert [p.message for p in read.problems] == [
        "There is no name beside the role 原作: enter it, or say why nobody is named."
    ]


def test_a_scope_before_the_name_is_its_scope() -> None:
    statement = one("[脚本]（第五話）山田太郎")
    assert (statement.credited_as, statement.scope) == ("山田太郎", CreditScope("第五話", (5,)))
