"""The JSON objects of a catalogue: one a line, or the entries of one array over any lines.

Each object is read by itself and bounded, so that nothing broken takes the others with it and no file fills the memory.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from productions.interchange.problems import Problem
from productions.shared.late_patterns import compile_late

MAX_LINE_CHARACTERS = 1_000_000
"""A longer line, or object of an array (characters), is no film; the longest film seen has 5,000."""

MAX_LINE_BYTES = 4 * MAX_LINE_CHARACTERS
LINE_TOO_LONG = f"The line has more than {MAX_LINE_CHARACTERS:,} characters; it is passed over."
NUL = "\0"

_ARRAY_BEGINS = compile_late(r"\[\s*(?:\{|$)")
_STRING_OR_BRACE = compile_late(r'"(?:[^"\\]|\\.)*"?|[{}]')
_BETWEEN = compile_late(r"[\s,\[\]]*")

JsonObject = dict[str, object]
Found = tuple[int, JsonObject | Problem]
"""The number of a line from 1, and the object that begins there or what is wrong."""


def read_json_records(lines: Iterable[bytes | str]) -> Iterator[Found]:
    """Every object and every problem, in order. Empty lines count and are passed over."""
    numbered = ((number, _decode_line(line, number)) for number, line in enumerate(lines, start=1))
    for number, text in numbered:
        if not text:
            continue
        if isinstance(text, str) and _ARRAY_BEGINS.match(text):
            yield from _read_array(chain([(number, text)], numbered))
            return
        yield number, parse_record(text, number) if isinstance(text, str) else text
        break
    for number, text in numbered:
        if text:
            yield number, parse_record(text, number) if isinstance(text, str) else text


def _decode_line(line: bytes | str, number: int) -> str | Problem:
    """The text of a line, trimmed."""
    place = f"line {number}"
    if len(line) > MAX_LINE_BYTES:
        return Problem(place, LINE_TOO_LONG, number)
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
    except UnicodeDecodeError as error:
        return Problem(place, f"Byte {error.start + 1} is not UTF-8; save the file as UTF-8.", number)
    return text.removeprefix("\ufeff").strip()


@dataclass(slots=True)
class _OpenObject:
    """An object of an array that is not closed yet: the line where it begins, its pieces, and the depth of braces."""

    line: int = 0
    depth: int = 0
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, piece: str) -> None:
        self.size += len(piece)
        if self.size <= MAX_LINE_CHARACTERS:
            self.pieces.append(piece)

    def take_text(self) -> str | None:
        """The text, None when it was too long; the next object begins empty."""
        text = "\n".join(self.pieces) if self.size <= MAX_LINE_CHARACTERS else None
        self.pieces, self.size = [], 0
        return text


def _read_array(numbered: Iterable[tuple[int, str | Problem]]) -> Iterator[Found]:
    current = _OpenObject()
    for number, text in numbered:
        if isinstance(text, str):
            yield from _read_array_line(current, text, number)
        else:
            yield number, text
    if current.depth:
        message = "The file ends inside this record; complete it."
        yield current.line, Problem(f"line {current.line}", message, current.line)


def _read_array_line(current: _OpenObject, text: str, number: int) -> Iterator[Found]:
    begin = 0
    for found in _STRING_OR_BRACE.finditer(text):
        if found[0] == "{":
            if current.depth == 0:
                yield from _report_between(text[begin : found.start()], number)
                begin, current.line = found.start(), number
            current.depth += 1
        elif found[0] == "}" and current.depth:
            current.depth -= 1
            if current.depth == 0:
                current.add(text[begin : found.end()])
                begin = found.end()
                yield current.line, _parse_open_object(current)
    if current.depth:
        current.add(text[begin:])
    else:
        yield from _report_between(text[begin:], number)


def _report_between(text: str, number: int) -> Iterator[Found]:
    """What stands between the objects of an array and is neither comma nor bracket."""
    if not _BETWEEN.fullmatch(text):
        message = f"“{text.strip()[:40]}” is no JSON object; write {{…}} with madb_id and title."
        yield number, Problem(f"line {number}", message, number)


def _parse_open_object(current: _OpenObject) -> JsonObject | Problem:
    text = current.take_text()
    if text is None:
        return Problem(f"line {current.line}", LINE_TOO_LONG, current.line)
    return parse_record(text, current.line)


def parse_record(text: str, number: int) -> JsonObject | Problem:
    """The JSON object of a line, or of several lines from that number on."""
    place = f"line {number}"
    if len(text) > MAX_LINE_CHARACTERS:
        return Problem(place, LINE_TOO_LONG, number)
    if NUL in text:
        message = f"Character {text.index(NUL) + 1} is a NUL byte (U+0000); remove it."
        return Problem(place, message, number)
    try:
        found = json.loads(text, object_pairs_hook=_build_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        message = f"This is no JSON: {error.msg} at character {error.colno}. Write one object a line."
        return Problem(place, message, number)
    except (ValueError, RecursionError) as error:
        message = "brackets are nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Problem(place, f"The line cannot be read: {message}.", number)
    if not isinstance(found, dict):
        return Problem(place, "The line is no JSON object; write {…} with madb_id and title.", number)
    return found


def _build_object(pairs: list[tuple[str, object]]) -> JsonObject:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {twice[:40]} stands twice")
    return found


def _refuse_constant(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON value")
