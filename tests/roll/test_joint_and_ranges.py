"""Ranges and joint lines as rolls print them, in every way of printing."""

from csv import DictReader
from dataclasses import replace
from io import BytesIO, StringIO

import pytest

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.document.sealed import read_sealed
from productions.rollkit.document.unsealing import open_sealed
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.writers import as_cinecred, as_csv, as_html, as_sheet, as_txt, as_xlsx
from tests.roll.samples import DIRECTOR, GENERATOR, KEY, WORK, WORKING, credit

JOINT = {"joint": "line-1", "joiner": "・"}
RANGE = {
    "episode": "1",
    "cut": "C001",
    "cut_sort_key": "c00000001",
    "last_cut": "C012",
    "range_cuts": ("C001", "C002", "C012"),
}
CREDITS = (
    credit("1", DIRECTOR, "例田 花", **JOINT),
    credit("2", DIRECTOR, "見本 太一", affiliation="例スタジオ", contracted_by="元請社", **JOINT),
    credit("3", KEY, "広例 正志", episode="1", last_episode="6"),
    credit("4", KEY, "例崎 二郎", **RANGE),
    credit("5", KEY, "例崎 二郎", episode="1", cut="C020", cut_sort_key="c00000020"),
)  # fmt: skip


def roll(*credits, episode=""):
    work = replace(WORK, episode_number=episode)
    return compose_document(work, WORKING, credits or CREDITS, cuts_total=4, complete=False)


def write(writer, document, lang="ja"):
    out = BytesIO()
    writer.write(document, out, lang=lang)
    return out.getvalue().decode("utf-8-sig")


def test_paper_has_a_joint_line_in_one_and_ranges_beside_names():
    ja, en = (write(as_txt, roll(), lang) for lang in ("ja", "en"))
    assert "例田 花・見本 太一（例スタジオ）" in ja
    assert "例田 花・見本 太一 (例スタジオ)" in en
    assert "広例 正志（#1～#6）" in ja
    assert "広例 正志 (#1–#6)" in en
    assert "例崎 二郎（#1 C001～C012）" in ja
    assert "例崎 二郎（C001～C012）" in write(as_txt, roll(episode="1"))
    assert "<p>例田 花・見本 太一（例スタジオ）</p>" in write(as_html, roll())
    assert "例田 花・見本 太一" in write(as_sheet, roll())


def test_tables_keep_the_people_of_a_joint_line_apart():
    first, second, *rest = DictReader(StringIO(write(as_csv, roll(), "en")))
    assert [(row["name"], row["joint line"], row["joiner"], row["contracted by"]) for row in (first, second)] == [
        ("例田 花", "1", "・", ""), ("見本 太一", "1", "・", "元請社"),
    ]  # fmt: skip
    assert [(row["name"], row["joint line"], row["episodes"], row["cuts"]) for row in rest] == [
        ("例崎 二郎", "", "1", "#1-C020 #1-C001~C012"), ("広例 正志", "", "1~6", ""),
    ]  # fmt: skip
    assert "例田 花・" not in write(as_cinecred, roll())
    as_xlsx.write(roll(), BytesIO())


def test_a_roll_without_them_has_the_columns_that_it_had():
    plain = write(as_csv, roll(credit("1", DIRECTOR, "例田 花")), "en")
    assert plain.splitlines()[0].endswith("episodes,cuts,tools")


def test_every_cut_of_a_range_counts_for_its_tools():
    document = roll(credit("4", KEY, "例崎 二郎", ai_uses=(GENERATOR,), **RANGE))
    (tool,) = document.departments[0].tools
    assert tool.cuts == ("#1 C001", "#1 C002", "#1 C012")
    assert (
        document.facts.cuts_generative,
        document.facts.ai_cuts_used,
        document.facts.ai_cuts_not_asked,
    ) == (3, 3, 1)
    assert open_sealed(read_sealed(document.to_bytes())) == document


@pytest.mark.parametrize("name", SHIPPED_TEMPLATES)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_shipped_template_sets_the_joint_line_as_one(name, lang):
    reel = build_reel(
        roll(), ScreenSpec(template=replace(SHIPPED_TEMPLATES[name], running_ms=None)), lang=lang
    )
    texts = [cell["text"] for page in reel.pages for cell in page["cells"] if "text" in cell]
    assert any("例田 花・見本 太一" in text for text in texts)


def test_a_joint_line_without_room_is_broken_between_names():
    names = ["ラインハルト＝フォン・サンプル三世", "ヴィクトル・大森", "エカチェリーナ・サンプルスカヤ"]
    given = [
        credit(str(n), DIRECTOR, name, joint="j", joiner="＆", position=n) for n, name in enumerate(names)
    ]
    reel = build_reel(roll(*given), ScreenSpec())
    texts = [cell["text"] for page in reel.pages for cell in page["cells"] if "text" in cell]
    assert [text for text in texts if any(name in text for name in names)] == [
        "ラインハルト＝フォン・サンプル三世＆", "ヴィクトル・大森＆", "エカチェリーナ・サンプルスカヤ",
    ]  # fmt: skip


def test_two_names_under_a_heading_for_two_roles_are_printed_under_it_once():
    """色指定・検査 with two names is four credits; in the order given, the roles alternate."""
    spec, check = (
        RoleInfo(code, "color", "Color", "色彩", 60, code, label, order)
        for code, label, order in (("color_spec", "色指定", 20), ("finishing_check", "仕上げ検査", 30))
    )
    people = [(role, name) for name in ("田村 翔", "森田 誠") for role in (spec, check)]
    document = roll(
        *(
            credit(str(n), role, name, role_as_printed="色指定・検査", billing=n)
            for n, (role, name) in enumerate(people)
        ),
        credit("9", replace(check, code="finishing", label_ja="仕上げ"), "田村 翔", billing=9),
    )
    told = [line.split() for line in write(as_txt, document).splitlines() if "田" in line]
    assert told == [["色指定・検査", "田村", "翔"], ["森田", "誠"], ["仕上げ", "田村", "翔"]]
    reel = build_reel(document, ScreenSpec(template=SHIPPED_TEMPLATES["film roll"]), lang="ja")
    said = [cell["text"] for cell in reel.pages[0]["cells"]]
    assert said[said.index("色指定・検査") :][:5] == [
        "色指定・検査",
        "田村 翔",
        "森田 誠",
        "仕上げ",
        "田村 翔",
    ]
    assert len(list(DictReader(StringIO(write(as_csv, document))))) == 5


@pytest.mark.parametrize("name", SHIPPED_TEMPLATES)
def test_a_heading_for_roles_of_two_blocks_is_printed_once(name):
    design, setting = (
        RoleInfo(code, "design", "Design", "デザイン・設定", 40, code, label, order)
        for code, label, order in (
            ("character_design", "キャラクターデザイン", 10),
            ("prop_design", "プロップデザイン", 20),
        )
    )
    chief = replace(KEY, code="chief_animation_director", label_ja="総作画監督", label_en="Chief", order=10)
    both = {"role_as_printed": "キャラクターデザイン・総作画監督"}
    document = roll(
        credit("1", design, "神谷 智", **both),
        credit("2", setting, "例崎 二郎"),
        credit("3", chief, "神谷 智", **both),
        credit("4", KEY, "広例 正志"),
    )
    template = replace(SHIPPED_TEMPLATES[name], running_ms=None)
    reel = build_reel(document, ScreenSpec(template=template), lang="ja")
    said = "".join(cell["text"] for page in reel.pages for cell in page["cells"] if "text" in cell)
    assert said.count("神谷") == said.count("総作画監督") == 1
    assert said.count("例崎") == said.count("広例") == 1
