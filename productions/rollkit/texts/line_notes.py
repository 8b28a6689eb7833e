"""What stands small beside a name: where it holds, how many people it stands for, what the screen said."""

from collections.abc import Iterator

from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line
from productions.rollkit.texts.roll_texts import format_people_count

RANGE_MARKS = {"en": "–", "ja": "～"}


def format_line_detail(line: Line, lang: str, *, working: bool, chain: bool = False) -> str:
    """What stands small beside a name: its ranges, people behind a company, and on a working copy what the screen said.

    `chain`: first of all who gave the work on.
    """
    members = line.members if isinstance(line, JoinedLine) else (line,)
    notes = [note for each in members for note in list_line_notes(each, lang, working=working)]
    if chain:
        notes[:0] = [format_giver(each.contracted_by, lang) for each in members if each.contracted_by]
    return (
        ("、" if lang == "ja" else "; ").join(note for note in dict.fromkeys(notes) if note) if notes else ""
    )


def format_giver(name: str, lang: str) -> str:
    """The company that gave the work on."""
    return f"発注元 {name}" if lang == "ja" else f"for {name}"


def list_line_notes(line: Line, lang: str, *, working: bool) -> Iterator[str]:
    """What is said of one person or company; some of it may be empty."""
    yield from (f"#{each.first}{RANGE_MARKS[lang]}#{each.last}" for each in line.episode_ranges)
    for each in line.cut_ranges:
        yield f"{f'#{each.episode} ' if each.episode else ''}{each.first}{RANGE_MARKS[lang]}{each.last}"
    if line.is_named and line.kind != "person":
        yield format_group_size(line, lang)
    if line.printed_as and working:
        yield f"画面表記「{line.printed_as}」" if lang == "ja" else f"on screen: “{line.printed_as}”"


def format_group_size(line: Line, lang: str) -> str:
    """How many people a company stands for and how many of them are named (H6); empty when not known."""
    if line.headcount is None or line.named is None:
        return ""
    if lang == "ja":
        return f"{line.headcount}名、{describe_named_in_japanese(line.named, line.headcount)}"
    if line.headcount == 1:
        return f"1 person, {'named' if line.named else 'not named'}"
    return f"{format_people_count(line.headcount)}, {line.named} of them named"


def describe_named_in_japanese(named: int, headcount: int) -> str:
    """How many of a group are named; none and all have words of their own."""
    if named == 0:
        return "氏名の記載なし"
    if named == headcount:
        return "氏名を記載" if headcount == 1 else "全員の氏名を記載"
    return f"うち{named}名の氏名を記載"
