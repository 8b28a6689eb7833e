"""What writers share: flat rows for sheets, and the notices under the title."""

from collections.abc import Iterator

from productions.rollkit.document.joint_lines import is_joint
from productions.rollkit.document.line_range import LineRange
from productions.rollkit.document.model import Line, RoleBlock, RollDocument
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.dispute_notices import list_dispute_notices
from productions.rollkit.texts.group_headings import format_segment_heading, format_song_heading
from productions.rollkit.texts.printed_sections import has_groups
from productions.rollkit.texts.training_notice import list_training_notices
from productions.shared.name_breaks import mark_name
from productions.shared.site_languages import pick_localised_text

TABLE_COLUMNS = (
    "credits",
    "department",
    "role",
    "label",
    "heading",
    "character",
    "name",
    "kind",
    "affiliation",
    "headcount",
    "named",
    "absence_reason",
    "printed_as",
    "on_screen",
    "episodes",
    "cuts",
    "tools",
)
"""The columns of CSV and XLSX by what they hold; the catalogues have their headings."""
GROUP_COLUMNS = (
    "song",
    "rights",
    "segment",
)
"""More columns, of rolls that have songs or segments."""
JOINT_COLUMNS = ("joint", "joiner")
"""Those of a roll with joint lines: which one, counted from 1, and what stands between its names."""
CONTRACT_COLUMNS = ("contracted_by",)
"""Those of a roll in which somebody gave work on."""

NAME_COLUMNS = ("name_breaks", "name_language")
"""Those of a roll with names that may be broken, or whose language is recorded."""


def list_table_columns(document: RollDocument) -> tuple[str, ...]:
    """The columns of a roll: what few rolls have comes last, where it is there."""
    lines = [
        line for department in document.departments for block in department.blocks for line in block.lines
    ]
    return (
        *TABLE_COLUMNS,
        *(CONTRACT_COLUMNS if any(line.contracted_by for line in lines) else ()),
        *(JOINT_COLUMNS if any(is_joint(line) for line in lines) else ()),
        *(GROUP_COLUMNS if has_groups(document) else ()),
        *(column for column in NAME_COLUMNS if any(getattr(line, column) for line in lines)),
    )


def list_column_headings(document: RollDocument, lang: str) -> list[str]:
    return [say_text(lang, f"column.{key}") for key in list_table_columns(document)]


def build_table_rows(document: RollDocument, lang: str) -> Iterator[list[str]]:
    """One row a line: every line of the document, printed or not, then one row a tool (H10)."""
    columns = list_table_columns(document)
    numbers: dict[str, int] = {}
    for department in document.departments:
        label = roll_texts.format_department(department, lang)
        for block in department.blocks:
            for line in block.lines:
                row = build_line_cells(label, block, line, lang)
                if is_joint(line):
                    row |= {
                        "joint": str(numbers.setdefault(line.joint, len(numbers) + 1)),
                        "joiner": line.joiner,
                    }
                yield [row.get(key, "") for key in columns]
        for tool in department.tools:
            said = {"department": label, "tools": roll_texts.format_tool(tool, document.facts, lang)}
            yield [said.get(key, "") for key in columns]


def build_line_cells(department: str, block: RoleBlock, line: Line, lang: str) -> dict[str, str]:
    """The cells of one line by what they hold; ranges are `1~6`, which no episode or cut is called."""
    song, segment = block.song, block.segment
    return {
        "credits": " ".join(line.credits),
        "department": department,
        "role": block.role,
        "label": pick_localised_text(block, "label", lang),
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
        "episodes": " ".join(
            [*line.episodes, *(f"{each.first}~{each.last}" for each in line.episode_ranges)]
        ),
        "cuts": " ".join(
            cut.replace(" ", "-") for cut in [*line.cuts, *map(write_cut_range, line.cut_ranges)]
        ),
        "contracted_by": line.contracted_by,
        "song": format_song_heading(song, lang) if song else "",
        "rights": " / ".join(song.rights) if song else "",
        "segment": format_segment_heading(segment, lang) if segment else "",
        "name_breaks": mark_name(line.name, line.name_breaks),
        "name_language": line.name_language,
    }


def write_cut_range(cuts: LineRange) -> str:
    written = f"{cuts.first}~{cuts.last}"
    return f"#{cuts.episode} {written}" if cuts.episode else written


def list_notices(document: RollDocument, lang: str) -> list[str]:
    """What stands under the title: the issue, that the work is invented, an override."""
    found = [roll_texts.format_issue_line(document, lang)]
    if document.work.invented:
        found.append(roll_texts.format_invented_line(lang))
    if text := roll_texts.format_override(document, lang):
        found.append(text)
    return found


def list_paper_notices(document: RollDocument, lang: str) -> list[str]:
    """The same on paper, with what its makers say about the use of the work for AI, and with what is disputed.

    Disputes are not on the screen: else whoever disputes a credit could write into the film.
    """
    return [
        *list_notices(document, lang),
        *list_training_notices(document, lang),
        *list_dispute_notices(document, lang),
    ]
