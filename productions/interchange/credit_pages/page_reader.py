"""Pages of text read into rows: staff of a wiki, the description of a video, an ending as it stands on the screen.

Read: `役職：名前`, `役職 - 名前` in lists, entries of an infobox, a label on a line of its own with names below it, names in columns,
`役名……声優` under the heading of a cast. What the credit-text reader reads in one line (`[役職]名前`, `Directed by Name`) is read
by it. What is no credit (headings, prose, addresses, dates) is told by its line and left out.
"""

import re
from dataclasses import replace

from productions.interchange.credit_pages.page_headings import (
    is_framed_heading,
    read_entry,
    read_heading,
    take_song,
    take_titled_song,
)
from productions.interchange.credit_pages.page_markup import PageLine, list_page_lines
from productions.interchange.credit_pages.page_reading import (
    NO_NAMES,
    PageReading,
    add_names,
    add_read_text,
    add_voice,
    take_raw_line,
)
from productions.interchange.credit_pages.page_words import (
    VOICE_LABEL,
    LabelledLine,
    is_cast_label,
    is_known_label,
    is_label_line,
    is_no_credit_key,
    is_prose,
    is_voice_word,
    looks_like_name,
    may_be_name,
    split_label,
    split_labelled_parts,
    split_played_character,
    split_spoken_label,
    split_voiced_character,
    starts_with_label_bracket,
)
from productions.interchange.credit_text.text_reader import MAX_TEXT_CHARACTERS, read_credit_text
from productions.interchange.credit_text.two_columns import detect_column_separator
from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.matching.written_language import KANA_PATTERN
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.interchange.sheets.sheet import format_cell_place
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.names import text_problem
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

SHAPE_NAME = "text"
MAX_PAGE_LINES = 10_000
"""Lines of a text; each is read by itself."""
MIN_EMPTY_LABELS, EMPTY_LABELS_A_NAME = 10, 4
"""A text with so many labels of nobody, and so many to each name, is a list of labels."""
NO_NAME = Sentence("“%(text)s” stands in a list of labels and is taken for no name; the line is left out.")
TOO_LONG = Sentence(
    "The text is longer than %(characters)d characters or %(lines)d lines: divide it.",
    characters=MAX_TEXT_CHARACTERS,
    lines=MAX_PAGE_LINES,
)


def looks_like_credit_text(text: str, filename: str) -> bool:
    """Whether a text that is no known table holds credits as a text: a line of it at least, or it is a text by its name."""
    beginning = text.lstrip()[:2]
    if not beginning or beginning[0] == "<" or (beginning[0] == "{" and beginning != "{{"):
        return False
    if filename.casefold().endswith((".txt", ".md", ".wiki", ".text")):
        return True
    return bool(list_known_rows(text[:20_000]))


def list_known_rows(text: str) -> tuple[CreditSheetRow, ...]:
    """The credits of a text whose role the vocabulary knows."""
    labels = load_shipped_labels()
    return tuple(row for row in read_credit_page(text).rows if is_known_label(row.role, labels))


def read_credit_page(text: str) -> CreditSheet:
    """The credits of a text. Never raises for what it holds."""
    labels = load_shipped_labels()
    if len(text) > MAX_TEXT_CHARACTERS or text.count("\n") > MAX_PAGE_LINES:
        problem = Problem(format_cell_place(1), TOO_LONG, 1)
        return CreditSheet(problems=(problem,), format=SHAPE_NAME)
    reading = PageReading(labels, is_japanese=bool(KANA_PATTERN.search(text)))
    lines = list(list_page_lines(text))
    plain = [line.text for line in lines if line.text]
    if detect_column_separator(plain, labels):
        add_read_text(reading, read_credit_text("\n".join(line.text for line in lines)), lines)
        return reading.findings.build_sheet(SHAPE_NAME)
    reading.has_label_lines = any(is_label_line(text, labels) for text in plain)
    for index, line in enumerate(stop_at_deadline(lines)):
        if reading.findings.full:
            break
        read_page_line(
            reading, line, following=next((each for each in lines[index + 1 : index + 4] if each.text), None)
        )
    reading.begin("", 0, alone=False)
    return doubt_list_of_labels(reading.findings.build_sheet(SHAPE_NAME))


def doubt_list_of_labels(sheet: CreditSheet) -> CreditSheet:
    """The sheet; of a text in which most labels have nobody, what stands below the others is no name but a label that is not known."""
    empty = sum(
        isinstance(note.message, Sentence) and note.message.text == NO_NAMES.text for note in sheet.notes
    )
    if empty < MIN_EMPTY_LABELS or empty < EMPTY_LABELS_A_NAME * len(sheet.rows):
        return sheet
    told = [
        Problem(format_cell_place(row.line), NO_NAME.given(text=shorten_for_message(row.name)), row.line)
        for row in sheet.rows
    ]
    notes = sorted([*sheet.notes, *told], key=lambda note: note.line or 0)
    return replace(sheet, rows=(), notes=tuple(notes))


def read_page_line(reading: PageReading, line: PageLine, following: PageLine | None) -> None:
    """One line of the page, in the order: empty, not to be shown, an entry, a heading, a term, labels with names, a label, names."""
    if not line.text and not line.key:
        reading.after_blank = True
        if not reading.alone:
            reading.begin("", line.line, alone=False)
        return
    if wrong := text_problem(line.text, limit=2_000):
        reading.findings.tell_problem(line.line, str(wrong))
    elif line.key:
        read_entry(reading, line)
    elif line.is_heading or is_framed_heading(reading, line.text):
        read_heading(reading, line)
    elif take_song(reading, line):
        reading.begin("", line.line, alone=False)
    elif line.is_term:
        reading.begin("", line.line, alone=False)
        reading.term = line.text
    elif not any(map(str.isalnum, line.text)):
        pass
    else:
        read_content_line(reading, line, following)
    reading.after_blank = False


def read_content_line(reading: PageReading, line: PageLine, following: PageLine | None) -> None:
    text = line.text
    if 0 < line.depth <= reading.label_depth and reading.has_deeper_names:
        reading.begin("", line.line, alone=False)
    reading.has_deeper_names = line.depth > reading.label_depth > 0
    if starts_with_label_bracket(text):
        take_raw_line(reading, line.line, text)
        return
    if text[-1] in "：:":
        text = text.rstrip("：: ")
        line = replace(line, text=text)
        if not text or not is_label_line(text, reading.labels):
            reading.leave_out(line.line, text)
            return
    if is_prose(text) and split_label(text) is None:
        reading.begin("", line.line, alone=False)
        reading.leave_out(line.line, text)
        return
    role = reading.label if is_cast_label(reading.label, reading.labels) else reading.cast
    voiced = split_voiced_character(text) or (split_played_character(text) if role else None)
    if voiced:
        add_voice(reading, line.line, role or VOICE_LABEL, *voiced)
        return
    if spoken := split_spoken_label(text, reading.labels):
        reading.begin(spoken.label, line.line, alone=False)
        add_names(reading, line.line, spoken.label, spoken.names)
        return
    for part in split_labelled_parts(text):
        pair = split_label(part)
        if pair and read_pair(reading, line, pair):
            continue
        if part == text and read_lone_line(reading, line, following):
            continue
        take_raw_line(reading, line.line, part)


def read_pair(reading: PageReading, line: PageLine, pair: LabelledLine) -> bool:
    """A line in two: a role and names, a character and a voice. Returns whether it was read."""
    label, names = pair.label, pair.names
    known = is_known_label(label, reading.labels)
    if is_no_credit_key(label):
        reading.leave_out(line.line, f"{label}：{names}")
        return True
    if reading.term and is_voice_word(label):
        add_voice(reading, line.line, label, reading.term, names)
        return True
    role = reading.label or reading.cast
    in_cast = bool(role) and is_cast_label(role, reading.labels) and (reading.cast or reading.alone)
    if in_cast and not known and may_be_name(names):
        add_voice(reading, line.line, role, label, names)
        reading.named = True
        return True
    if take_titled_song(reading, line.line, label, names):
        return True
    if not known and is_known_label(names, reading.labels):
        label, names, known = names, label, True
    if not known and not (pair.is_sure or line.depth):
        return False
    if not known and (is_prose(names) or not may_be_name(names)):
        reading.leave_out(line.line, line.text)
        return True
    if "：" not in line.text and ":" not in line.text and not known and is_prose(label):
        return False
    reading.begin(label, line.line, alone=False)
    add_names(reading, line.line, label, names)
    return True


def read_lone_line(reading: PageReading, line: PageLine, following: PageLine | None) -> bool:
    """A line without a mark: a label of the names below, or names. Returns whether it was read."""
    text = line.text
    opens_list = following is not None and following.depth > line.depth > 0 and not split_label(text)
    if is_label_line(text, reading.labels) or opens_list:
        reading.begin(text, line.line, alone=True, depth=line.depth)
        if is_cast_label(text, reading.labels):
            reading.cast = ""
        return True
    if reading.after_blank and begins_unknown_block(reading, line, following):
        reading.begin(text, line.line, alone=True)
        return True
    label = reading.label or (reading.cast if looks_like_name(text) else "")
    if (
        label
        and not is_prose(text)
        and may_be_name(text)
        and (reading.alone or line.is_indented or looks_like_name(text))
    ):
        add_names(reading, line.line, label, text)
        return True
    return False


def begins_unknown_block(reading: PageReading, line: PageLine, following: PageLine | None) -> bool:
    """Whether a line after an empty one is a label that nobody knows: labels stand alone on this page, and a line follows at once."""
    text = line.text
    at_once = following is not None and following.line == line.line + 1 and not split_label(following.text)
    if not (reading.has_label_lines and reading.alone and at_once) or is_prose(text) or len(text) > 40:
        return False
    return not looks_like_name(text) and not re.search(r"[ 　]", text)
