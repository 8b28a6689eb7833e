"""What a roll is refused for, with the credits that the sentences are about: a page leads to them."""

from collections.abc import Mapping

from productions.rollkit.errors import RollRefused
from productions.rollkit.fittings import LineTooWide
from productions.shared.refusals import Refusal, translate_for_reader


class RollRefusal(Refusal):
    """The roll cannot be made as asked; `of_delivery`: what was asked of its screen is at fault. `credits` are the uids of the credits by the
    sentence that is about them.
    """

    credits: Mapping[str, tuple[str, ...]]

    def __init__(self, error: RollRefused, *, of_delivery: bool = False) -> None:
        if of_delivery:
            super().__init__(fields={"delivery": error.sentences})
        else:
            super().__init__(*error.sentences)
        fittings = error.fittings if isinstance(error, LineTooWide) else ()
        self.credits = {translate_for_reader(each.sentence): each.credits for each in fittings}
