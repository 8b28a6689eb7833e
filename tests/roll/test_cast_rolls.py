"""A cast on a roll: the character beside the name, in every form, format and language, and never with a withheld name."""

import csv
import io
from dataclasses import replace

import pytest

from productions.interchange.cinecred.cinecred_sheet import read_any_credit_sheet
from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.errata import list_errata
from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.document.unsealing import read_document, redact_sealed
from productions.rollkit.document.written_words import choose_heading
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.shipped_templates import SHIPPED_NAMES, load_shipped_template
from productions.rollkit.template.validation import TemplateRefused, parse_template
from productions.rollkit.writer_registry import WRITERS
from tests.roll.reading import WITHOUT_TEXT, text_of
from tests.roll.samples import FIRST, KEY, WORK, credit
from tests.roll.test_templates import PLAIN

VOICE = RoleInfo("voice", "cast", "Cast", "出演", 10, "Voice", "声の出演", 10)
LONG = "局長・ラインハルト＝フォン・シュヴァルツェンベルク三世"
HERO = {"character": "結城ハルカ", "character_language": "ja", "character_en": "Haruka Yuki"}


def make_roll(*credits):
    return compose_document(WORK, FIRST, credits, cuts_total=0, complete=True)


@pytest.fixture
def cast():
    return make_roll(
        credit("1", VOICE, "髙橋 美咲", billing=1, **HERO),
        credit("2", VOICE, "栁瀬 日子", billing=2, character_ja="商人／妹", character_en="Merchant / Sister"),
        credit("3", VOICE, "見本 一", billing=3),
        credit("4", VOICE, "大森", billing=4, character=LONG, character_language="ja"),
    )


def list_rows(document, lang, template):
    parts = lay_out_parts(document, lang=lang, template=parse_template(template))
    return [[cell.text for cell in row.cells] for part in parts for row in part.rows if row.cells]


def test_the_character_stands_left_and_the_name_right_of_the_gutter(cast):
    rows = list_rows(cast, "ja", {**PLAIN, "blocks": [{"holds": "rest"}]})
    assert rows[rows.index(["声の出演"]) + 1 :][:6] == [
        ["結城ハルカ", "髙橋 美咲"],
        ["商人／妹", "栁瀬 日子"],
        ["見本 一"],
        ["局長・ラインハルト＝フォン・", "大森"],
        ["シュヴァルツェンベルク三世"],
        *rows[-1:],
    ]


def test_an_english_roll_has_the_english_names_of_the_characters(cast):
    rows = list_rows(cast, "en", {**PLAIN, "blocks": [{"holds": "rest"}]})
    assert ["Haruka Yuki", "髙橋 美咲"] in rows
    assert ["Merchant / Sister", "栁瀬 日子"] in rows
    assert [LONG[:14], "大森"] in rows  # nobody gave an English name: what was written prints


@pytest.mark.parametrize("form", ["grid", "flow", "paragraph", "song"])
def test_other_forms_have_it_behind_the_name(cast, form):
    block = {"holds": "rest", "form": form, "columns": 3}
    said = "".join(text for row in list_rows(cast, "ja", {**PLAIN, "blocks": [block]}) for text in row)
    assert ("髙橋 美咲" if form == "grid" else "髙橋 美咲（結城ハルカ）") in said
    assert "（結城ハルカ）" in said
    assert LONG in said


def test_no_character_is_too_long_for_any_column():
    endless = "ラインハルト" * 40 + "Schwarzenberg" * 20
    document = make_roll(credit("1", VOICE, "大森", character=endless))
    for form in ("columns", "grid"):
        template = parse_template({**PLAIN, "blocks": [{"holds": "rest", "form": form, "columns": 4}]})
        parts = lay_out_parts(document, lang="ja", template=template)
        cells = [cell for part in parts for row in part.rows for cell in row.cells]
        assert all(measure_text(cell.text, cell.look) <= cell.width for cell in cells)
        assert endless in "".join(cell.text for cell in cells if cell.text != "大森")


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", SHIPPED_NAMES)
def test_every_shipped_template_sets_a_long_cast(name, lang):
    cast = [
        credit(
            str(n), VOICE, f"見本 {n}", billing=n, character=f"{LONG}の{n}番目の弟子", character_language="ja"
        )
        for n in range(20)
    ]
    staff = [credit(f"k{n}", KEY, f"例田 {n}", billing=100 + n) for n in range(220)]
    reel = build_reel(make_roll(*cast, *staff), ScreenSpec(template=load_shipped_template(name)), lang=lang)
    said = "".join(cue.text for cue in reel.cues)
    assert all(f"見本 {n}" in said and f"{n}番目の弟子" in said for n in range(20))


def test_cards_written_downwards_have_the_character_above_the_name(cast):
    template = {**PLAIN, "kind": "cards", "writing": "vertical", "blocks": [{"holds": "rest"}]}
    assert ["商人／妹", "栁瀬 日子"] in list_rows(cast, "ja", template)


@pytest.mark.parametrize("name", sorted(WRITERS.keys() - WITHOUT_TEXT))
def test_every_format_names_the_character(cast, name):
    text = "".join(text_of(name, cast, "ja").split())
    assert "結城ハルカ" in text
    assert LONG in text or name in {"screen", "svg", "srt", "ttml", "fcpxml"}  # broken over lines there


def test_the_way_back_through_cinecred_keeps_characters_and_their_language(cast):
    sheet = read_any_credit_sheet(text_of("cinecred", cast, "ja").encode(), filename="Credits.csv")
    assert sheet.problems == ()
    assert [(row.role, row.character, row.character_language, row.name) for row in sheet.rows] == [
        ("voice", "結城ハルカ", "ja", "髙橋 美咲"),
        ("voice", "商人／妹", "", "栁瀬 日子"),
        ("voice", "", "", "見本 一"),
        ("voice", LONG, "ja", "大森"),
    ]


def test_the_designers_sheet_has_a_column_for_it(cast):
    rows = list(csv.DictReader(io.StringIO(text_of("sheet", cast, "en"))))
    assert [(row["Character"], row["Name"]) for row in rows[:2]] == [
        ("Haruka Yuki", "髙橋 美咲"), ("Merchant / Sister", "栁瀬 日子"),
    ]  # fmt: skip


def test_a_withheld_line_has_no_character_whatever_it_is_composed_of():
    withheld = {"absence_reason": "withheld_by_contributor", "attribution": "withheld"}
    del withheld["attribution"]
    document = make_roll(credit("1", VOICE, "", **withheld, **HERO), credit("2", VOICE, "見本 一"))
    assert "ハルカ" not in document.to_bytes().decode()
    assert "Haruka" not in document.to_bytes().decode()


def test_an_earlier_issue_leaves_the_character_out_with_the_name(cast):
    sealed = redact_sealed(cast.sealed, frozenset({"c-髙橋 美咲"}), frozenset({"髙橋 美咲"}))
    text = sealed.to_bytes().decode()
    assert "ハルカ" not in text
    assert "Haruka" not in text
    assert sealed.digest == cast.digest
    (line,) = [
        line
        for department in read_document(sealed.to_bytes()).departments
        for block in department.blocks
        for line in block.lines
        if not line.is_named
    ]
    assert (line.character, line.character_en) == ("", "")


def test_a_document_of_before_keeps_its_digest():
    """What came later is left out where it is empty."""
    text = make_roll(credit("1", VOICE, "髙橋 美咲")).to_bytes().decode()
    assert "character" not in text
    assert "heading_language" not in text


def test_another_character_is_no_erratum_of_the_person(cast):
    """Errata are told by person in clear words, and a character in them would outlive a wish not to be named."""
    recast = make_roll(credit("1", VOICE, "髙橋 美咲", character="星野先生"))
    before = make_roll(credit("1", VOICE, "髙橋 美咲", **HERO))
    assert list_errata(before, recast) == ()


def test_headings_join_where_nobody_says_another_language():
    lines = [
        credit("1", KEY, "見本 一", billing=1, role_as_printed="第一原画", role_language="ja"),
        credit("2", KEY, "見本 二", billing=2, role_as_printed="第一原画"),
    ]
    (block,) = make_roll(*lines).departments[0].blocks
    assert (block.heading, block.heading_language, len(block.lines)) == ("第一原画", "ja", 2)
    assert (choose_heading(block, "ja"), choose_heading(block, "en")) == ("第一原画", "Key animation")
    (unsure,) = make_roll(lines[0], replace(lines[1], role_language="zh")).departments[0].blocks
    assert (unsure.heading_language, choose_heading(unsure, "en")) == ("", "第一原画")


def test_one_heading_for_several_roles_is_printed_once():
    written = {"role_as_printed": "シリーズ構成・脚本", "role_language": "ja"}
    script = replace(KEY, code="screenplay", label_en="Screenplay", label_ja="脚本", order=60)
    credits = [credit("1", KEY, "横例", **written), credit("2", script, "横例", **written)]
    other = [credits[0], credit("2", script, "別人", **written)]
    for name in ("txt", "html", "pdf", "screen"):
        assert text_of(name, make_roll(*credits), "ja").count("シリーズ構成・脚本") == 1
        assert text_of(name, make_roll(*other), "ja").count("シリーズ構成・脚本") == 2
        assert "Screenplay" in text_of(name, make_roll(*credits), "en")


def test_one_heading_over_two_departments_is_printed_once():
    written = {"role_as_printed": "キャラクターデザイン・総作画監督", "role_language": "ja"}
    design = RoleInfo(
        "character_design", "design", "Design", "設定", 45, "Character design", "キャラクターデザイン", 10
    )
    credits = [
        credit("1", design, "横例", billing=1, **written),
        credit("2", KEY, "横例", billing=2, **written),
        credit("3", KEY, "見本", billing=3),
    ]
    document = make_roll(*credits)
    other = make_roll(credits[0], credit("2", KEY, "別人", billing=2, **written), credits[2])
    for name in ("txt", "html", "pdf", "screen"):
        text = text_of(name, document, "ja")
        assert (text.count(written["role_as_printed"]), text.count("横例")) == (1, 1), name
        assert text_of(name, other, "ja").count(written["role_as_printed"]) == 2, name
        assert "Key animation" in text_of(name, document, "en"), name
    assert [department.code for department in document.departments] == ["design", "animation"]
    for name in ("cinecred", "sheet", "csv"):
        assert text_of(name, document, "ja").count("横例") == 2, f"{name} loses a credit"


def test_who_gave_the_work_on_stands_beside_the_name_where_the_template_asks():
    lines = [
        credit("1", KEY, "例南 風", affiliation="原画例", contracted_by="スタジオ北例"),
        credit("2", KEY, "見本 二", contracted_by="スタジオ例"),
        credit("3", KEY, "見本 三"),
    ]

    def texts(lang, *, chain):
        template = parse_template({**PLAIN, "blocks": [{"holds": "rest", "chain": chain}]})
        parts = lay_out_parts(make_roll(*lines), lang=lang, template=template)
        return [cell.text for part in parts for row in part.rows for cell in row.cells]

    assert {"例南 風（原画例、発注元 スタジオ北例）", "見本 二（発注元 スタジオ例）", "見本 三"} <= set(
        texts("ja", chain=True)
    )
    assert {"例南 風 (原画例; for スタジオ北例)", "見本 二 (for スタジオ例)"} <= set(texts("en", chain=True))
    assert {"例南 風（原画例）", "見本 二"} <= set(texts("ja", chain=False))
    with pytest.raises(TemplateRefused, match="gave the work on"):
        parse_template({**PLAIN, "blocks": [{"holds": "title", "chain": True}]})


def test_a_character_that_is_too_wide_beside_an_empty_one_keeps_a_column():
    """Where one has no character and the other's has no room in one line, it is not set a letter a row."""
    document = make_roll(
        credit("1", VOICE, "見本 一", billing=1),
        credit("2", VOICE, "株式会社見本動画制作東京", billing=2, character=LONG, character_language="ja"),
    )
    wide = {"blocks": [{"holds": "rest", "size": 64, "pitch": 90, "across": 2}], "area": "left"}
    rows = list_rows(document, "ja", {**PLAIN, **wide})
    assert not {letter for letter in LONG if any(letter in row for row in rows)}
