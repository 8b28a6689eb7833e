"""What was done to a text that had no room in one line: broken, narrowed (長体), made smaller; or that nothing was enough."""

from collections.abc import Iterable
from dataclasses import dataclass

from productions.rollkit.errors import RollRefused
from productions.shared.name_breaks import write_name_breaks
from productions.shared.sentences import Sentence

TOO_WIDE = Sentence(
    "“%(text)s” is %(width)d px wide in %(font)s at %(size)d px, narrowed to %(narrow)d %%, and its column %(room)d px."
)
TOO_WIDE_BUT_BREAKABLE = Sentence(
    "“%(text)s” is %(width)d px wide in %(font)s at %(size)d px, narrowed to %(narrow)d %%, and its column %(room)d px. It fits when it is broken: enter %(breaks)s as the name breaks of its credit."
)


@dataclass(frozen=True, slots=True)
class Fitting:
    """`text` is the whole of it, `credits` the uids of those that it is printed for. `lines` is more than 1 where a name was broken, `narrow` the percent
    of its width, `size` the smaller type in pixels, or None.

    `unread`: its reading had no room above it, or could not be divided where the name is broken.
    `over`: not even so does it fit. It is then `width` pixels wide in `font` at `at` pixels, and its column `room`. `breaks`: after so many characters
    it would have to be broken by hand to fit. `label`: it is no name but a role, a heading or a character, which captions say line by line.
    """

    text: str
    credits: tuple[str, ...] = ()
    lines: int = 1
    narrow: int = 100
    size: int | None = None
    over: bool = False
    width: int = 0
    room: int = 0
    at: int = 0
    font: str = ""
    unread: bool = False
    breaks: tuple[int, ...] = ()
    label: bool = False

    @property
    def sentence(self) -> Sentence:
        """Why the line is refused, and the break that would do."""
        return (TOO_WIDE_BUT_BREAKABLE if self.breaks else TOO_WIDE).given(
            text=self.text,
            width=self.width,
            font=self.font,
            size=self.at,
            narrow=self.narrow,
            room=self.room,
            breaks=write_name_breaks(self.breaks),
        )


class LineTooWide(RollRefused):
    """Texts are wider than their columns, however they are set: `fittings` are all of them, in their order, each once."""

    remedies = (
        Sentence(
            "Set a break in the name by hand, credit it in a shorter form, let the template narrow more or set smaller type, or use another format."
        ),
    )

    def __init__(self, *fittings: Fitting) -> None:
        first, *others = [fitting.sentence for fitting in fittings]
        super().__init__(first, others=tuple(others))
        self.fittings = fittings


def require_fitting_lines(fittings: Iterable[Fitting]) -> None:
    """Raise LineTooWide with every text that is too wide for its column."""
    if over := [fitting for fitting in fittings if fitting.over]:
        raise LineTooWide(*over)
