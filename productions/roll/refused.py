"""What a roll is refused for, whoever finds it: layout, timing, fonts, delivery."""


class RollRefused(Exception):
    """The roll cannot be made as asked: one clear sentence, and `remedies`, each a sentence."""

    remedies: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The sentence and its remedies."""
        return " ".join((str(self), *self.remedies))
