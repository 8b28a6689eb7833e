"""What a reader found wrong: where, and one sentence."""

from dataclasses import dataclass

from productions.shared.sentences import ENGLISH, Language, Sentence, SentenceError


class UnreadableFile(SentenceError):
    """The file is none that is read here, or may be opened; the sentence says what to do, too."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in a file. `place` is for people (`line 12, column Role`); `line` counts from 1, in the sheet `worksheet` of a
    workbook of which several are read. `suggestions` are what probably should stand in the cell, the likeliest first."""

    place: str | Sentence
    message: str | Sentence
    line: int | None = None
    column: str = ""
    worksheet: str = ""
    suggestions: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.said(ENGLISH)

    def said(self, language: Language) -> str:
        """The place and the sentence in `language`, where the reader that found it has put them as sentences."""
        place, message = (
            text.said(language) if isinstance(text, Sentence) else text for text in (self.place, self.message)
        )
        return f"{place}: {message}"
