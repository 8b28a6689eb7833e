"""What a roll is refused for, whoever finds it: layout, timing, fonts, delivery."""

from productions.shared.sentences import ENGLISH, Language, Sentence


class RollRefused(Exception):
    """The roll cannot be made as asked: one clear `reason`, `others` of its kind, and `remedies`, each a sentence, the first to try first."""

    remedies: tuple[Sentence, ...] = ()

    def __init__(
        self, reason: Sentence, *, others: tuple[Sentence, ...] = (), remedies: tuple[Sentence, ...] = ()
    ) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.others = others
        self.remedies = remedies or self.remedies

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every reason, then the remedies."""
        return (self.reason, *self.others, *self.remedies)

    def said(self, language: Language = ENGLISH) -> tuple[str, ...]:
        """The reasons and their remedies in a language; in English where none is given."""
        return tuple(sentence.said(language) for sentence in self.sentences)

    @property
    def told(self) -> str:
        """All of it in English."""
        return " ".join(self.said())
