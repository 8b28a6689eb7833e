"""What stands small beside a name: where it holds, how many people it stands for, what the screen said."""

from collections.abc import Iterator

from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line
from productions.rollkit.roll_catalogue import say_text


def format_line_detail(line: Line, lang: str, *, working: bool, chain: bool = False) -> str:
    """What stands small beside a name: its ranges, people behind a company, and on a working copy what the screen said.

    `chain`: first of all who gave the work on.
    """
    members = line.members if isinstance(line, JoinedLine) else (line,)
    notes = [note for each in members for note in list_line_notes(each, lang, working=working)]
    if chain:
        notes[:0] = [format_giver(each.contracted_by, lang) for each in members if each.contracted_by]
    # Thousands of lines have none, and the words between them need not be looked for.
    return (
        say_text(lang, "note_separator").join(note for note in dict.fromkeys(notes) if note) if notes else ""
    )


def format_giver(name: str, lang: str) -> str:
    """The company that gave the work on."""
    return say_text(lang, "line.giver", name=name)


def list_line_notes(line: Line, lang: str, *, working: bool) -> Iterator[str]:
    """What is said of one person or company; some of it may be empty."""
    if line.episode_ranges or line.cut_ranges:
        mark = say_text(lang, "range_mark")
        yield from (f"#{each.first}{mark}#{each.last}" for each in line.episode_ranges)
        for each in line.cut_ranges:
            yield f"{f'#{each.episode} ' if each.episode else ''}{each.first}{mark}{each.last}"
    if line.is_named and line.kind != "person":
        yield format_group_size(line, lang)
    if line.printed_as and working:
        yield say_text(lang, "line.on_screen", text=line.printed_as)


def format_group_size(line: Line, lang: str) -> str:
    """How many people a company stands for and how many of them are named (H6); empty when not known."""
    if line.headcount is None or line.named is None:
        return ""
    share = "none" if line.named == 0 else "all" if line.named == line.headcount else "some"
    return say_text(lang, f"group_size.{share}", count=line.headcount, named=line.named)
