"""Whole frames for cards: a time that they share, the least that each needs of it, and the levels of a fade."""

from collections.abc import Sequence
from fractions import Fraction

from productions.rollkit.timing import TimingRefused
from productions.shared.sentences import Sentence


def describe_card_count(count: int) -> Sentence:
    """Cards in words: `3 cards`."""
    return Sentence("%(count)d card", "%(count)d cards", "count", count=count)


def describe_line_count(count: int) -> Sentence:
    """Lines in words: `12 lines`."""
    return Sentence("%(count)d line", "%(count)d lines", "count", count=count)


def describe_frame_count(count: int) -> Sentence:
    """Frames in words: `48 frames`."""
    return Sentence("%(count)d frame", "%(count)d frames", "count", count=count)


def share_card_frames(
    frames: int, alone: Sequence[int | None], least: Sequence[int] | None = None
) -> tuple[int, ...]:
    """The frames of each card, `frames` in all.

    An entry of `alone` is the number of frames that a card asked for, or None: those share the rest evenly, and
    the frames that are left over go to the first of them. One that needs more than that, by `least` (1 where nothing
    is said), has what it needs, and the others share what is left. Raises TimingRefused.
    """
    asked = sum(own for own in alone if own is not None)
    needs = [1] * len(alone) if least is None else least
    sharing = {index: need for index, (own, need) in enumerate(zip(alone, needs, strict=True)) if own is None}
    rest = frames - asked
    impossible = any(own is not None and own < 1 for own in alone)
    if impossible or rest < sum(sharing.values()) or (rest and not sharing):
        raise TimingRefused(
            Sentence(
                "%(cards)s cannot fill %(frames)s: those with a time of their own take %(asked)s, the rest is shared by "
                "%(sharing)s, and every card needs at least 1.",
                cards=describe_card_count(len(alone)),
                frames=describe_frame_count(frames),
                asked=describe_frame_count(asked),
                sharing=describe_card_count(len(sharing)),
            )
        )
    found = list(alone)
    while sharing:
        each, over = divmod(rest, len(sharing))
        long = {index: need for index, need in sharing.items() if need > each}
        if not long:
            for place, index in enumerate(sharing):
                found[index] = each + (place < over)
            break
        for index, need in long.items():
            found[index] = need
            del sharing[index]
        rest -= sum(long.values())
    return tuple(own for own in found if own is not None)


def compute_fade_levels(frames: int) -> tuple[Fraction, ...]:
    """The opacity of each frame of a fade in. None is 0 or 1: those belong to the frames around the fade."""
    if frames < 0:
        raise TimingRefused(Sentence("A fade lasts 0 frames or more, not %(frames)d.", frames=frames))
    return tuple(Fraction(step, frames + 1) for step in range(1, frames + 1))
