"""What a line of a roll is for: its episodes and cuts, one by one or as ranges."""

from collections.abc import Iterable

from productions.rollkit.document.inputs import CreditInfo
from productions.rollkit.document.line_range import LineRange


def get_cut_order(credit: CreditInfo) -> tuple[str, str]:
    return (credit.episode, credit.cut_sort_key)


def format_cut_name(credit: CreditInfo, cut: str = "") -> str:
    """The cut, or another one of the credit's range, with its episode, as `#1 012A`; cuts of a film stand alone."""
    number = cut or credit.cut
    return f"#{credit.episode} {number}" if credit.episode and number else number


def list_cut_names(credit: CreditInfo) -> list[str]:
    """Every cut that a credit is of, those of its range too."""
    cuts = credit.range_cuts if credit.last_cut else (credit.cut,)
    return [format_cut_name(credit, cut) for cut in cuts if cut]


def list_line_episode(credit: CreditInfo, episode: str) -> str:
    """The episode that a credit is of: of a range the one whose roll it is, and none in the roll of the whole."""
    return episode if credit.last_episode else credit.episode


def list_episode_ranges(credits: Iterable[CreditInfo], episode: str) -> tuple[LineRange, ...]:
    """The ranges of episodes, each once; none in the roll of an episode, where they are that episode."""
    if episode:
        return ()
    found = (LineRange(credit.episode, credit.last_episode) for credit in credits if credit.last_episode)
    return tuple(dict.fromkeys(found))


def list_cut_ranges(credits: Iterable[CreditInfo], episode: str) -> tuple[LineRange, ...]:
    """The ranges of cuts, each once; the roll of their own episode does not say which it is."""
    found = (
        LineRange(credit.cut, credit.last_cut, "" if credit.episode == episode else credit.episode)
        for credit in credits
        if credit.last_cut
    )
    return tuple(dict.fromkeys(found))
