"""The fields of one JSON object: taken as text, with a problem for each that is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from productions.interchange.problems import Problem
from productions.shared.names import text_problem

MAX_FIELD_CHARACTERS = 200
"""Ids, numbers and other short texts fit in this many characters, as in the database."""
MAX_TITLE_CHARACTERS = 1_000
"""The same of titles."""

MAX_ENTRIES = 5_000


@dataclass(slots=True)
class JsonFields:
    """An object's fields, the place to name in problems, and the problems found so far."""

    found: Mapping[str, object]
    place: str
    line: int
    problems: list[Problem] = field(default_factory=list)
    whole_titles: list[str] = field(default_factory=list)
    """Titles that were too long, as they were given."""

    def build_problem(self, name: str, message: str) -> Problem:
        return Problem(f"{self.place}, {name}", message, self.line, name)

    def report(self, name: str, message: str) -> None:
        self.problems.append(self.build_problem(name, message))

    def report_unknown(self, known: frozenset[str]) -> None:
        for name in sorted(self.found.keys() - known):
            self.report(name[:40], "Nothing reads this field; remove it or correct its name.")

    def required(self, name: str, *, limit: int = MAX_FIELD_CHARACTERS) -> str:
        """A text that must be there; a missing, empty or broken one is a problem and reads as empty."""
        return self._require(name, self.text(name, limit=limit))

    def required_title(self, name: str) -> str:
        """A title that must be there."""
        return self._require(name, self.title(name))

    def _require(self, name: str, text: str) -> str:
        if not text and not any(problem.column == name for problem in self.problems):
            self.report(name, f"The film has no {name}; without it the line is no film.")
        return text

    def title(self, name: str) -> str:
        """A title, trimmed. A long one costs its end: that is a problem, and the whole is kept in `whole_titles`."""
        text = self._read_string(name).strip()
        wrong = text_problem(text, limit=len(text))
        if wrong:
            self.report(name, str(wrong))
            return ""
        if len(text) <= MAX_TITLE_CHARACTERS:
            return text
        short = text[:MAX_TITLE_CHARACTERS].rstrip()
        self.whole_titles.append(text)
        self.report(
            name,
            f"The title has {len(text):,} characters, and {MAX_TITLE_CHARACTERS:,} fit: it ends with “{short[-20:]}” now. "
            "Shorten it in another way if you like; the import rows have the whole.",
        )
        return short

    def text(self, name: str, *, limit: int = MAX_FIELD_CHARACTERS, numbers: bool = False) -> str:
        """A short text, trimmed, empty when it is missing. Too long or with hidden characters: a problem.

        `numbers`: a whole number of JSON is a text too.
        """
        found = self.found.get(name)
        if numbers and isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        text = self._read_string(name).strip()
        wrong = text_problem(text, limit=limit) if text else None
        if wrong:
            self.report(name, str(wrong))
            return ""
        return text

    def read_long_text(self, name: str) -> str:
        """A credit text as it stands; its reader looks at its characters. A list has one statement or text in each entry."""
        found = self.found.get(name)
        if not isinstance(found, list):
            return self._read_string(name)
        texts = [entry for entry in found[:MAX_ENTRIES] if isinstance(entry, str)]
        if len(texts) < len(found):
            self.report(name, f"Only the texts of this list are read: {len(texts)} of {len(found)}.")
        return "\n".join(texts)

    def minutes(self, name: str) -> int | None:
        """A running time in whole minutes; fractions and other words are a problem."""
        text = self.text(name, limit=40, numbers=True).removesuffix("分").strip()
        if not text:
            return None
        if text.isdecimal() and len(text) <= 5:
            return int(text)
        self.report(name, f"“{text}” is no running time; write whole minutes.")
        return None

    def entries(self, name: str) -> Iterator["JsonFields"]:
        """The objects of a list; a list that is none and an entry that is no object are problems."""
        found = self.found.get(name)
        if found is None:
            return
        if not isinstance(found, list) or len(found) > MAX_ENTRIES:
            self.report(name, f"This is no list of at most {MAX_ENTRIES:,} objects.")
            return
        for number, entry in enumerate(found, start=1):
            if isinstance(entry, dict):
                yield JsonFields(entry, f"{self.place}, entry {number}", self.line)
            else:
                self.report(name, f"Entry {number} is no object; write {{…}}.")

    def _read_string(self, name: str) -> str:
        found = self.found.get(name)
        if found is None:
            return ""
        if isinstance(found, str):
            return found
        self.report(name, f"This is {_describe_json_type(found)}, not text; write it in quotes.")
        return ""


def _describe_json_type(found: object) -> str:
    if isinstance(found, bool):
        return "true or false"
    if isinstance(found, int | float):
        return "a number"
    return "a list" if isinstance(found, list) else "an object"
