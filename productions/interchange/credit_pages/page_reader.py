"""Pages of text read into rows: staff of a wiki, the description of a video, an ending as it stands on the screen.

Read: `役職：名前`, `役職 - 名前` in lists, entries of an infobox, a label on a line of its own with names below it, names in columns,
`役名……声優` under the heading of a cast. What the credit-text reader reads in one line (`[役職]名前`, `Directed by Name`) is read
by it. What is no credit (headings, prose, addresses, dates) is told by its line and left out.
"""

import re
from dataclasses import dataclass, field, replace

from productions.interchange.credit_pages.page_markup import PageLine, list_page_lines
from productions.interchange.credit_pages.page_rows import list_episode_runs, list_statement_rows
from productions.interchange.credit_pages.page_words import (
    LabelledLine,
    is_cast_label,
    is_known_label,
    is_label_line,
    is_no_credit_key,
    is_prose,
    is_voice_word,
    join_columns,
    may_be_name,
    split_label,
    split_pairs,
)
from productions.interchange.credit_text.organizations import is_organization, looks_like_japanese_person
from productions.interchange.credit_text.scopes import read_edition, read_scope
from productions.interchange.credit_text.statements import CreditText, Statement
from productions.interchange.credit_text.text_reader import MAX_TEXT_CHARACTERS, read_credit_text
from productions.interchange.credit_text.two_columns import LIST_HEADINGS, detect_column_separator
from productions.interchange.matching.label_parts import CLOSING_BRACKETS
from productions.interchange.matching.role_labels import RoleLabels, load_shipped_labels
from productions.interchange.problems import Problem
from productions.interchange.shapes.table_findings import TableFindings
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.sheet_headings import CODE_OF_WORD, CODE_SPELLINGS, fold_word
from productions.interchange.sheets.sheet_reader import format_cell_place
from productions.interchange.sheets.song_cells import SONG_PATTERN
from productions.shared.names import text_problem
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

SHAPE_NAME = "text"
CAST_LABEL = "声の出演"
"""The role of voices under a heading that names no role (登場人物)."""

CAST_HEADINGS = re.compile(
    r"(?:主な|メイン|サブ)?(?:登場)?(?:人物|キャラクター)|登場人物・?キャスト|characters?(?: ?(?:&|and) ?cast)?|voice cast",
    re.IGNORECASE,
)
STAFF_HEADINGS = re.compile(
    r"(?:制作|製作|アニメ|アニメーション|メイン|作品)?(?:スタッフ|クレジット)(?:リスト|一覧)?|staff(?: list)?|crew|credits?|スタッフ[・/／&＆]?キャスト|staff ?(?:/|&|and) ?cast",
    re.IGNORECASE,
)
_FRAMED = re.compile(
    r"[【［\[＜<〈《〔(（「『=\-―─～~*★☆■●▼◆◇◎○・\s]*(?P<text>.*?)[】］\]＞>〉》〕)）」』=\-―─～~*★☆\s：:]*"
)

LEFT_OUT = Sentence("“%(text)s” is no credit; it is left out.")
NO_ROLE = Sentence(
    "“%(text)s” stands without a role, so it is left out: write the role before it, as in [role]name."
)
NO_NAMES = Sentence("Nobody stands beside “%(text)s”; the line is left out.")


@dataclass(slots=True)
class PageReading:
    """Where we are on a page. `label` is the role of the names to come, `alone` whether it had a line of its own;
    `cast` the label of a cast under whose heading we are; `term` the character that a list describes."""

    labels: RoleLabels
    findings: TableFindings = field(default_factory=TableFindings)
    label: str = ""
    label_line: int = 0
    label_depth: int = 0
    alone: bool = False
    named: bool = True
    has_deeper_names: bool = False
    after_blank: bool = True
    has_label_lines: bool = False
    cast: str = ""
    term: str = ""
    scope: str = ""
    edition: str = ""
    song: dict[str, str] = field(default_factory=dict)
    song_kind: str = ""
    told: set[str] = field(default_factory=set)

    def begin(self, label: str, line: int, *, alone: bool, depth: int = 0) -> None:
        """A label; one before it that nobody stood beside is told."""
        if not self.named and self.label:
            self.findings.tell_note(self.label_line, NO_NAMES.given(text=shorten_for_message(self.label)))
        self.label, self.label_line, self.label_depth = label, line, depth
        self.alone, self.named = alone, not label

    def leave_out(self, line: int, text: str, message: Sentence = LEFT_OUT) -> None:
        self.findings.tell_note(line, message.given(text=shorten_for_message(text)))


def looks_like_credit_text(text: str, filename: str) -> bool:
    """Whether a text that is no known table holds credits as a text: a line of it at least, or it is a text by its name."""
    beginning = text.lstrip()[:2]
    if not beginning or beginning[0] == "<" or (beginning[0] == "{" and beginning != "{{"):
        return False
    if filename.casefold().endswith((".txt", ".md", ".wiki", ".text")):
        return True
    return bool(text_rows(text[:20_000]))


def text_rows(text: str) -> tuple[CreditSheetRow, ...]:
    """The credits of a text whose role the vocabulary knows."""
    labels = load_shipped_labels()
    return tuple(row for row in read_credit_page(text).rows if is_known_label(row.role, labels))


def read_credit_page(text: str) -> CreditSheet:
    """The credits of a text. Never raises for what it holds."""
    labels = load_shipped_labels()
    if len(text) > MAX_TEXT_CHARACTERS:
        message = str(read_credit_text(text).problems[0].message)
        return CreditSheet(problems=(Problem(format_cell_place(1), message, 1),), format=SHAPE_NAME)
    reading = PageReading(labels)
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
    return reading.findings.build_sheet(SHAPE_NAME)


def read_page_line(reading: PageReading, line: PageLine, following: PageLine | None) -> None:
    """One line of the page, in the order: empty, not to be shown, an entry, a heading, a term, labels with names, a label, names."""
    if not line.text:
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


def take_song(reading: PageReading, line: PageLine) -> bool:
    """Whether a line is a song alone: its kind and title, or its title under a heading of songs."""
    found = SONG_PATTERN.fullmatch(line.text)
    kind = CODE_OF_WORD["song_kind"].get(fold_word(found["label"])) if found and found["label"] else None
    if found is None or (kind is None and (found["label"] or not reading.song_kind)):
        return False
    label = found["label"].strip()
    usual = CODE_SPELLINGS["song_kind"][kind] if kind else None
    reading.song = {
        "song": found["title"],
        "song_kind": kind or reading.song_kind,
        "song_label": label if usual and label not in (usual.en, usual.ja) else "",
    }
    return True


def read_entry(reading: PageReading, line: PageLine) -> None:
    """`|監督=試山 験太` of a template: a credit where the key is a role."""
    reading.begin("", line.line, alone=False)
    key = line.key.rstrip("0123456789０１２３４５６７８９ ")
    if not is_no_credit_key(key) and is_known_label(key, reading.labels) and may_be_name(line.text):
        add_names(reading, line.line, key, line.text)
    else:
        reading.leave_out(line.line, f"{line.key} = {line.text}")


def unframe(text: str) -> str:
    """A heading without the marks around it."""
    found = _FRAMED.fullmatch(text) if len(text) <= 80 else None
    return found["text"].strip() if found else text


def is_framed_heading(reading: PageReading, text: str) -> bool:
    """Whether a line alone is the heading of a staff or a cast, with marks around it or without."""
    bare = unframe(text)
    return bool(
        STAFF_HEADINGS.fullmatch(bare)
        or CAST_HEADINGS.fullmatch(bare)
        or read_scope(bare)
        or read_edition(text)
    )


def read_heading(reading: PageReading, line: PageLine) -> None:
    """A heading: of an edition, a part, a cast, a role, or of anything else, which ends what was above."""
    bare = unframe(line.text)
    edition, scope = read_edition(line.text), read_scope(bare)
    reading.begin("", line.line, alone=False)
    reading.term, reading.song = "", {}
    reading.song_kind = CODE_OF_WORD["song_kind"].get(fold_word(bare), "")
    if edition:
        reading.edition = edition
    elif scope is not None:
        reading.scope = next(iter(list_episode_runs(scope.episodes)), "")
        if not reading.scope:
            reading.leave_out(line.line, line.text)
    elif is_cast_label(bare, reading.labels) or CAST_HEADINGS.fullmatch(bare):
        reading.cast = bare if is_cast_label(bare, reading.labels) else CAST_LABEL
    elif reading.song_kind:
        reading.cast = ""
        reading.leave_out(line.line, line.text)
    elif is_known_label(bare, reading.labels):
        reading.cast = ""
        reading.begin(bare, line.line, alone=True)
    else:
        reading.cast = ""
        if not STAFF_HEADINGS.fullmatch(bare):
            reading.scope = ""
        reading.leave_out(line.line, line.text)


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
    for part in split_pairs(text):
        pair = split_label(part)
        if pair and read_pair(reading, line, pair, is_whole=part == text):
            continue
        if part == text and read_lone_line(reading, line, following):
            continue
        take_raw_line(reading, line.line, part)


def starts_with_label_bracket(text: str) -> bool:
    """`[役職]名前`: the credit-text reader's own form."""
    return text[0] in "[［【" and CLOSING_BRACKETS[text[0]] in text[1:-1]


def read_pair(reading: PageReading, line: PageLine, pair: LabelledLine, *, is_whole: bool) -> bool:
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


def looks_like_name(text: str) -> bool:
    """Whether a line looks like a person's or an organization's name, or like two to four words of a Western one."""
    return (
        looks_like_japanese_person(text)
        or is_organization(text)
        or bool(re.fullmatch(r"(?:[A-ZÀ-Þ][\w.'’-]*\s?){2,4}", text))
    )


def add_names(reading: PageReading, line: int, label: str, names: str) -> None:
    """The people beside a label, read by the credit-text reader with the label in brackets before them."""
    reading.named = True
    listed = join_columns(names)
    marks = ("[", "]") if not set(label) & set("[]［］") else ("", "：")
    add_statements(reading, line, read_credit_text(f"{marks[0]}{label}{marks[1]}{listed}"), role=label)


def add_voice(reading: PageReading, line: int, label: str, character: str, names: str) -> None:
    """Who voices a character."""
    found = read_credit_text(f"[{label}]{join_columns(names)}")
    add_statements(reading, line, found, role=label, character=character)


def take_raw_line(reading: PageReading, line: int, text: str) -> None:
    """A line as the credit-text reader reads it by itself."""
    add_statements(reading, line, read_credit_text(text))
    if not reading.alone:
        reading.begin("", line, alone=False)


def add_statements(
    reading: PageReading, line: int, found: CreditText, *, role: str = "", character: str = ""
) -> None:
    """The rows of what was read in one line; what is none is told."""
    credits = [each for each in found.statements if each.kind != "note" and (each.role.label or role)]
    for statement in credits:
        given = (
            replace(statement, role=replace(statement.role, label=role))
            if role and statement.role_repeated
            else statement
        )
        rows = list_statement_rows(
            given, line, role=role, character=character, scope=reading.scope, edition=reading.edition
        )
        reading.findings.rows.extend(replace(row, **reading.song) for row in rows)
    spans = {(statement.start, statement.end) for statement in credits}
    for problem in found.problems:
        if problem.breaks_off:
            reading.findings.tell_problem(line, problem.message)
        elif (problem.start, problem.end) in spans and problem.message not in reading.told:
            reading.told.add(problem.message)
            reading.findings.tell_note(line, problem.message)
    for statement in found.statements:
        if statement not in credits and any(map(str.isalnum, statement.text)):
            tell_note_statement(reading, line, statement)


def tell_note_statement(reading: PageReading, line: int, statement: Statement) -> None:
    message = NO_ROLE if looks_like_name(statement.text) else LEFT_OUT
    reading.leave_out(line, statement.text, message)


def add_read_text(reading: PageReading, found: CreditText, lines: list[PageLine]) -> None:
    """The rows of a list of two columns, which is read as a whole."""
    starts = []
    place = 0
    for line in lines:
        starts.append((place, line.line))
        place += len(line.text) + 1
    numbers = iter(starts)
    current, upcoming = next(numbers), next(numbers, None)
    for statement in found.statements:
        while upcoming is not None and upcoming[0] <= statement.start:
            current, upcoming = upcoming, next(numbers, None)
        if statement.text.casefold().strip(" \"'") not in LIST_HEADINGS:
            add_statements(reading, current[1], CreditText((statement,), ()))
    for problem in found.problems:
        number = next((number for start, number in reversed(starts) if start <= problem.start), 1)
        if problem.breaks_off:
            reading.findings.tell_problem(number, problem.message)
        else:
            reading.findings.tell_note(number, problem.message)
