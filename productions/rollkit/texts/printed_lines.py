"""What writers share: flat rows for sheets, and the notices under the title."""

from collections.abc import Iterator

from productions.rollkit.document.model import Line, RoleBlock, RollDocument
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.dispute_notices import list_dispute_notices

TABLE_COLUMNS = (
    ("uid", "記録番号", "credits"),
    ("department", "部門", "department"),
    ("role", "役職コード", "role"),
    ("role label", "役職", "label"),
    ("printed role", "役職（表記）", "heading"),
    ("character", "役名", "character"),
    ("name", "氏名", "name"),
    ("kind", "種別", "kind"),
    ("studio", "所属", "affiliation"),
    ("people", "人数", "headcount"),
    ("named", "うち記名人数", "named"),
    ("why unnamed", "無記名の理由", "absence_reason"),
    ("printed as", "画面表記", "printed_as"),
    ("on screen", "画面掲載", "on_screen"),
    ("episodes", "話数", "episodes"),
    ("cuts", "カット", "cuts"),
    ("tools", "使用ツール", "tools"),
)
"""The columns of CSV and XLSX: English heading, Japanese heading, what it holds."""


def list_column_headings(lang: str) -> list[str]:
    return [ja if lang == "ja" else en for en, ja, _key in TABLE_COLUMNS]


def build_table_rows(document: RollDocument, lang: str) -> Iterator[list[str]]:
    """One row a line: every line of the document, printed or not, then one row a tool (H10)."""
    for department in document.departments:
        label = roll_texts.format_department(department, lang)
        for block in department.blocks:
            for line in block.lines:
                yield build_line_row(label, block, line, lang)
        for tool in department.tools:
            row = dict.fromkeys((key for _en, _ja, key in TABLE_COLUMNS), "")
            row |= {"department": label, "tools": roll_texts.format_tool(tool, document.facts, lang)}
            yield [row[key] for _en, _ja, key in TABLE_COLUMNS]


def build_line_row(department: str, block: RoleBlock, line: Line, lang: str) -> list[str]:
    row = {
        "credits": " ".join(line.credits),
        "department": department,
        "role": block.role,
        "label": roll_texts.pick_language((block.label_en, block.label_ja), lang),
        "heading": block.heading,
        "character": choose_character(line, lang),
        "name": roll_texts.format_line_name(line, lang),
        "kind": line.kind,
        "affiliation": line.affiliation,
        "headcount": "" if line.headcount is None else str(line.headcount),
        "named": "" if line.named is None else str(line.named),
        "absence_reason": line.absence_reason,
        "printed_as": line.printed_as,
        "on_screen": "1" if line.on_screen else "0",
        "episodes": " ".join(line.episodes),
        "cuts": " ".join(cut.replace(" ", "-") for cut in line.cuts),
        "tools": "",
    }
    return [row[key] for _en, _ja, key in TABLE_COLUMNS]


def list_notices(document: RollDocument, lang: str) -> list[str]:
    """What stands under the title: the issue, that the work is invented, an override."""
    found = [roll_texts.format_issue_line(document, lang)]
    if document.work.invented:
        found.append(roll_texts.format_invented_line(lang))
    if text := roll_texts.format_override(document, lang):
        found.append(text)
    return found


def list_paper_notices(document: RollDocument, lang: str) -> list[str]:
    """The same on paper, with what is disputed. Not on the screen: else whoever disputes a credit could write into the film."""
    return [*list_notices(document, lang), *list_dispute_notices(document, lang)]
