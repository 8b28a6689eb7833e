"""Reels made by hand, for what is written from them."""

from dataclasses import replace

from productions.rollkit.layout.reel import CardShot, Cue, Marker, Reel
from productions.rollkit.screen_spec import ScreenSpec


def cell(text, y, column="middle"):
    """A text in a row of 48 px."""
    left = 190 if column == "left" else 192
    return {"column": column, "x": left, "y": y, "width": 1536, "height": 48, "size": 34, "white": 255,
            "weight": 400, "text": text}  # fmt: skip


def cards(count, *, frames=48, delivery=ScreenSpec()):  # noqa: B008
    """`count` cards of a director each, 48 frames long."""
    return Reel(
        title="見本",
        lang="en",
        digest="0" * 64,
        delivery=delivery,
        pages=tuple(
            {"width": 1920, "height": 1080,
             "cells": [cell("Director", 500, "left"), cell(f"Name {n}", 500), cell(f"Other {n}", 548)]}
            for n in range(count)
        ),
        shots=tuple(CardShot(n, n * frames, frames, 8, 8) for n in range(count)),
        markers=(Marker(0, "Direction"),),
        cues=tuple(
            Cue(n * frames, (n + 1) * frames, "Director", f"{name} {n}")
            for n in range(count)
            for name in ("Name", "Other")
        ),
    )  # fmt: skip


def with_cues(reel, *cues):
    return replace(reel, cues=tuple(Cue(*values) for values in cues), markers=())
