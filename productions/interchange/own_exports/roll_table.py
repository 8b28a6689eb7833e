"""The table of a roll (its CSV and XLSX), read back: one line a printed line, with the episodes and cuts of all its credits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from productions.interchange.own_exports.printed_groups import list_song_rights, read_song_heading
from productions.interchange.own_exports.unnamed_words import read_unnamed_words
from productions.interchange.shapes.column_mapping import map_table_columns
from productions.interchange.shapes.table_findings import TableFindings, read_parts
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.spellings import fold_word
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

SHAPE_NAME = "roll_table"
ROLL_TABLE_COLUMNS = {
    "uid": ("", "uid", "記録番号"),
    "department": ("", "department", "部門"),
    "role": ("role", "role", "役職コード"),
    "label": ("", "role label", "役職"),
    "role_as_printed": ("role_as_printed", "printed role", "役職（表記）"),
    "character": ("character", "character", "役名"),
    "name": ("name", "name", "氏名"),
    "kind": ("kind", "kind", "種別"),
    "affiliation": ("affiliation", "studio", "所属"),
    "headcount": ("headcount", "people", "人数"),
    "named_count": ("named_count", "named", "うち記名人数"),
    "absence_reason": ("absence_reason", "why unnamed", "無記名の理由"),
    "printed_as": ("printed_as", "printed as", "画面表記"),
    "on_screen": ("on_screen", "on screen", "画面掲載"),
    "episodes": ("episode", "episodes", "話数"),
    "cuts": ("cut", "cuts", "カット"),
    "tools": ("", "tools", "使用ツール"),
    "contracted_by": ("contracted_by", "contracted by", "発注元"),
    "joint": ("", "joint line", "連名"),
    "joiner": ("joined", "joiner", "つなぎ"),
    "song": ("song", "song", "楽曲"),
    "rights": ("song_rights", "song rights", "楽曲の権利表記"),
    "segment": ("segment", "segment", "コーナー"),
    "name_breaks": ("name_breaks", "name breaks", "名前の改行"),
    "name_language": ("name_language", "name language", "名前の言語"),
}
"""Part → the field that it fills ("" for none), its heading in English and in Japanese.

The headings are those of `productions.rollkit.texts.printed_lines`, which readers do not import; a test compares."""
PART_OF_HEADING = {
    fold_word(word): part for part, (_field, *words) in ROLL_TABLE_COLUMNS.items() for word in words
}
OWN_MARKS = tuple(
    frozenset(map(fold_word, mark))
    for mark in (("role label", "printed role", "tools"), ("役職コード", "役職（表記）", "使用ツール"))
)

TOOL_LEFT_OUT = Sentence("“%(text)s” says which tools were used, and is no credit; it is left out.")
COUNTS_DISAGREE = Sentence(
    "The line stands for %(credits)d credits, of which %(found)d could be told apart by episode and cut; see what is entered."
)
_EPISODE_CUT = compile_late(r"#(?P<episode>[^\s-]+)-(?P<cut>.+)")


def knows_roll_table(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a table of a roll."""
    folded = {fold_word(heading) for heading in headings}
    return any(mark <= folded for mark in OWN_MARKS)


def guess_roll_part(heading: str) -> tuple[str, str] | None:
    part = PART_OF_HEADING.get(fold_word(heading))
    return None if part is None else (part, ROLL_TABLE_COLUMNS[part][0])


def read_roll_table(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits of the table; rows of tools are told as left out."""
    columns, wrong = map_table_columns(sheet.headings, sheet.heading_line, options.columns, guess_roll_part)
    left_out = {column.heading for column in columns if not column.field}
    kept = tuple(problem for problem in sheet.problems if problem.column not in left_out)
    findings = TableFindings.of_sheet(replace(sheet, problems=kept), wrong)
    headings = {column.field: column.heading for column in columns if column.field}
    joint = ""
    rights: set[tuple[str, str]] = set()
    for row in findings.walk_rows(sheet):
        parts = read_parts(row, columns)
        joint = read_roll_line(findings, row, parts, headings, joint=joint, rights=rights)
    return findings.build_sheet(SHAPE_NAME, columns)


def read_roll_line(
    findings: TableFindings,
    row: SheetRow,
    parts: dict[str, str],
    headings: Mapping[str, str],
    *,
    joint: str,
    rights: set[tuple[str, str]],
) -> str:
    """The credits of one line; returns the number of its joint line. `rights` are the songs' lines that were read before."""
    uids = parts.pop("uid", "").split()
    above, mark = joint, parts.pop("joiner", "")
    joint = parts.pop("joint", "")
    tools = parts.pop("tools", "")
    if tools and not parts.get("role"):
        findings.tell_note(row.line, TOOL_LEFT_OUT.given(text=shorten_for_message(tools)))
        return joint
    song = read_song_heading(parts.pop("song", ""))
    lines_of_rights = parts.pop("rights", "")
    places = list(list_line_places(parts.pop("episodes", ""), parts.pop("cuts", "")))
    if uids and (found := count_places(places)) != len(uids):
        findings.tell_note(row.line, COUNTS_DISAGREE.given(credits=len(uids), found=found))
    values = {name: text for name, text in parts.items() if name not in ("department", "label")} | song
    values["joined"] = mark or " " if joint and joint == above else ""
    if unnamed := read_unnamed_words(values.get("name", "")):
        values |= {"name": "", **{name: text for name, text in unnamed.items() if not values.get(name)}}
    for place in places:
        findings.add_row(row.line, values | place, headings)
    for right in list_song_rights(song, lines_of_rights):
        if (right["song"], right["song_rights"]) not in rights:
            rights.add((right["song"], right["song_rights"]))
            findings.add_row(row.line, right, headings)
    return joint


def count_places(places: Sequence[Mapping[str, str]]) -> int:
    """How many credits the places of a line make: a list of cuts is one for each."""
    return sum(place.get("cut", "").count(",") + 1 for place in places)


def list_line_places(episodes: str, cuts: str) -> Iterator[dict[str, str]]:
    """Where a line holds: a place for each range, for the cuts of each episode, and for each episode without a cut.

    `#1-012` is a cut of episode 1, `3~5` a range; cuts without an episode are of the only one that is named.
    """
    whole = [each for each in episodes.split() if each]
    of_episode: dict[str, list[str]] = {}
    for text in cuts.split():
        found = _EPISODE_CUT.fullmatch(text)
        episode = found["episode"] if found else whole[0] if len(whole) == 1 else ""
        of_episode.setdefault(episode, []).append(found["cut"] if found else text)
    for episode, listed in of_episode.items():
        single = [cut for cut in listed if "~" not in cut]
        if single:
            yield {"episode": episode, "cut": ",".join(single)}
        yield from ({"episode": episode, "cut": cut.replace("~", "-")} for cut in listed if "~" in cut)
    rest = [episode for episode in whole if episode not in of_episode]
    yield from ({"episode": episode.replace("~", "-")} for episode in rest)
    if not of_episode and not rest:
        yield {}
