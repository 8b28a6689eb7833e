"""What a roll is refused for, whoever finds it: layout, timing, fonts, delivery."""


class RollRefused(Exception):
    """The roll cannot be made as asked: one clear sentence, and `remedies`, each a sentence, the first to try first.

    `ja` are the sentence and its remedies in Japanese, where they are written.
    """

    remedies: tuple[str, ...] = ()

    def __init__(self, reason: str, *, remedies: tuple[str, ...] = (), ja: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.remedies = remedies or self.remedies
        self.ja = ja

    def said(self, lang: str) -> tuple[str, ...]:
        """The sentence and its remedies; in English where they are written in no other language."""
        return self.ja if lang == "ja" and self.ja else (str(self), *self.remedies)

    @property
    def told(self) -> str:
        """All of it in English."""
        return " ".join(self.said("en"))
