"""Cells of names of known meaning, read, and the names that cases have in them."""

from pathlib import Path

from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.name_cells.cell_reader import read_name_cell
from productions.interchange.name_cells.name_cell import NameCell, NamePart
from productions.interchange.sheets.credit_sheet import read_credit_sheet

CASES = Path(__file__).parents[1] / "data" / "cases"
KNOWN = frozenset(
    {
        "A／B",
        "丙　＆　丁（仮）",
        "ヒデ＆ロザンナ",
        "三国志様",
        "甲、乙",
        "Doe, Jane",
        "Mary Roe",
        "Prince",
        "Madonna",
    }
)


def read(text: str, **options: bool) -> NameCell:
    return read_name_cell(text, labels=load_shipped_labels(), is_known=KNOWN.__contains__, **options)


def names(*texts: str) -> list[NamePart]:
    return [NamePart(text) for text in texts]


def company(name: str, **others: str) -> NamePart:
    return NamePart(name, is_organization=True, **others)


def surname_first(name: str, **others: str) -> NamePart:
    return NamePart(name, is_surname_first=True, **others)


def list_case_names(filename: str) -> list[str]:
    return [row.name for row in read_credit_sheet((CASES / filename).read_bytes(), filename=filename).rows]


CELLS = [
    # The names of case 16.
    ("試山 験太（スタジオ例）", [NamePart("試山 験太", affiliation="スタジオ例")], "affiliation"),
    ("髙例 一（たかれい はじめ）", [NamePart("髙例 一", reading="たかれい はじめ")], "reading"),
    ("例田 花 様", [NamePart("例田 花", honorific="様")], "honorific"),
    ("見本 太一さん", [NamePart("見本 太一", honorific="さん")], "honorific"),
    ("広例 正志 (#1～#4)", [NamePart("広例 正志", episodes="1-4")], "range"),
    ("例田 花（青年期）", [NamePart("例田 花", character="青年期")], "character"),
    ("例崎 二郎※新人", [NamePart("例崎 二郎", note="新人")], "note"),
    ("株式会社例背景", [company("株式会社例背景")], "organization"),
    ("スタジオ例撮影", [company("スタジオ例撮影")], "organization"),
    ("(株)例アニメ 進行 一", [NamePart("進行 一", affiliation="(株)例アニメ")], "affiliation"),
    # Names in a row.
    ("試山 験太、例田 花", names("試山 験太", "例田 花"), "split"),
    ("試山 験太，例田 花", names("試山 験太", "例田 花"), "split"),
    ("試山 験太；例田 花;見本 太一", names("試山 験太", "例田 花", "見本 太一"), "split"),
    ("試山 験太／例田 花", names("試山 験太", "例田 花"), "split"),
    ("試山 験太 / 例田 花", names("試山 験太", "例田 花"), "split"),
    ("試山験太＆例田花", names("試山験太", "例田花"), "split"),
    ("試山 験太・例田 花・見本 太一", names("試山 験太", "例田 花", "見本 太一"), "split"),
    ("甲山 一\n乙川 二", names("甲山 一", "乙川 二"), "split"),
    ("試山、例田", names("試山", "例田"), "split"),
    ("김민수, 이영희", names("김민수", "이영희"), "split"),
    ("李 承熙、金 玟秀", names("李 承熙", "金 玟秀"), "split"),
    ("マイケル・サンプル／例田 花", names("マイケル・サンプル", "例田 花"), "split"),
    ("レイ・サンプル、ジョン・サンプル", names("レイ・サンプル", "ジョン・サンプル"), "split"),
    ("𠮷例 二、葛󠄀例 一", names("𠮷例 二", "葛󠄀例 一"), "split"),
    ("東例アニメーション・例映像", [company("東例アニメーション"), company("例映像")], "split organization"),
    # Western names.
    ("John Sample, Jane Sample", names("John Sample", "Jane Sample"), "split"),
    ("John Q. Sample, Jane Sample and Jim O'Sample", names("John Q. Sample", "Jane Sample", "Jim O'Sample"), "split"),
    ("John Sample and Jane Sample", names("John Sample", "Jane Sample"), "split"),
    ("John Sample & Jane Sample", names("John Sample", "Jane Sample"), "split"),
    ("José Núñez / Zoë Ångström", names("José Núñez", "Zoë Ångström"), "split"),
    ("Sample, Jane; Doe, John", [surname_first("Sample, Jane"), surname_first("Doe, John")], "split order"),
    ("Sample, Jane & Doe, John", [surname_first("Sample, Jane"), surname_first("Doe, John")], "split order"),
    ("Roe, Mary", [surname_first("Roe, Mary")], "order"),
    ("Doe, Jane", names("Doe, Jane"), ""),
    ("Prince, Madonna", names("Prince", "Madonna"), "split"),
    ("John Sample, Jr.", names("John Sample, Jr."), ""),
    ("Example Co., Ltd.", [company("Example Co., Ltd.")], "organization"),
    ("John Sample (Example Studios)", [NamePart("John Sample", affiliation="Example Studios")], "affiliation"),
    ("John Sample (as Johnny Sample)", [NamePart("John Sample", note="as Johnny Sample")], "note"),
    ("John Sample (eps 1, 3)", [NamePart("John Sample", episodes="1,3")], "range"),
    # One name with a mark in it.
    ("A／B", names("A／B"), ""),
    ("A／B、例田 花", names("A／B", "例田 花"), "split"),
    ("例田 花／A／B", names("例田 花", "A／B"), "split"),
    ("甲、乙", names("甲、乙"), ""),
    ("丙　＆　丁（仮）", names("丙　＆　丁（仮）"), ""),
    ("ヒデ＆ロザンナ", names("ヒデ＆ロザンナ"), ""),
    ("藤子・F・不二雄", names("藤子・F・不二雄"), ""),
    ("ヴィクトル・大森", names("ヴィクトル・大森"), ""),
    ("例☆太", names("例☆太"), ""),
    ("☆例太", names("☆例太"), ""),
    ("例田♂花♡", names("例田♂花♡"), ""),
    ("例👍子", names("例👍子"), ""),
    ("ﾀﾒｼ ｶﾅ", names("ﾀﾒｼ ｶﾅ"), ""),
    ("ガザニ ベル", names("ガザニ ベル"), ""),
    ("正（柾）木 太郎", names("正（柾）木 太郎"), ""),
    ("藤子不二雄Ⓐ", names("藤子不二雄Ⓐ"), ""),
    ("試山　験太", names("試山　験太"), ""),
    ("\n試山 験太", names("試山 験太"), ""),
    ("例田\n花", names("例田 花"), ""),
    ("【例田 花】", names("例田 花"), ""),
    ("例田 花（", names("例田 花"), ""),
    # What stands around a name.
    ("例田 花（例田花事務所）、試山 験太（スタジオ例）",
     [NamePart("例田 花", affiliation="例田花事務所"), NamePart("試山 験太", affiliation="スタジオ例")], "split affiliation"),
    ("試山 験太\n（スタジオ例）", [NamePart("試山 験太", affiliation="スタジオ例")], "affiliation"),
    ("スタジオ例 試山験太", [NamePart("試山験太", affiliation="スタジオ例")], "affiliation"),
    ("試山 験太＠スタジオ例", [NamePart("試山 験太", affiliation="スタジオ例")], "affiliation"),
    ("㈱例アニメ 進行 一", [NamePart("進行 一", affiliation="㈱例アニメ")], "affiliation"),
    ("株式会社 例背景", [company("株式会社 例背景")], "organization"),
    ("例アニメ（株）", [company("例アニメ（株）")], "organization"),
    ("株式会社例背景 御中", [company("株式会社例背景", honorific="御中")], "honorific organization"),
    ("髙例 一（タカレイ ハジメ）", [NamePart("髙例 一", reading="タカレイ ハジメ")], "reading"),
    ("試山 験太（Kenta Tameshiyama）", [NamePart("試山 験太", reading="Kenta Tameshiyama")], "reading"),
    ("Mai Nguyễn（マイ・グエン）", [NamePart("Mai Nguyễn", reading="マイ・グエン")], "reading"),
    ("試山 験太 様・見本 太一 殿", [NamePart("試山 験太", honorific="様"), NamePart("見本 太一", honorific="殿")], "split honorific"),
    ("見本 太一先生", [NamePart("見本 太一", honorific="先生")], "honorific"),
    ("試山 験太（スタジオ例）様", [NamePart("試山 験太", affiliation="スタジオ例", honorific="様")], "affiliation honorific"),
    ("三国志様", names("三国志様"), ""),
    ("様子 一", names("様子 一"), ""),
    ("例田 花*", [NamePart("例田 花", note="*")], "note"),
    ("※例田 花", [NamePart("例田 花", note="※")], "note"),
    ("例田 花（新人）", [NamePart("例田 花", note="新人")], "note"),
    ("例田 花（旧姓 試山）", [NamePart("例田 花", note="旧姓 試山")], "note"),
    ("例田 花（12枚）", [NamePart("例田 花", note="12枚")], "note"),
    ("例田 花（c001-010）", [NamePart("例田 花", note="c001-010")], "note"),
    ("試山 験太（スタジオ例）※新人", [NamePart("試山 験太", affiliation="スタジオ例", note="新人")], "affiliation note"),
    ("広例 正志 #1～#4", [NamePart("広例 正志", episodes="1-4")], "range"),
    ("#1-3 広例 正志", [NamePart("広例 正志", episodes="1-3")], "range"),
    ("広例 正志（第1話、第3話）", [NamePart("広例 正志", episodes="1,3")], "range"),
    ("広例 正志 1話、3話", [NamePart("広例 正志", episodes="1,3")], "range"),
    ("結城ハルカ（CV：髙橋 美咲）", [NamePart("髙橋 美咲", character="結城ハルカ")], "character"),
]  # fmt: skip
"""Cell, the names in it, and the codes of what is told; all of these are plain."""
