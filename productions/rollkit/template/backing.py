"""What stands behind texts so that they can be read over a picture: an edge around letters, their shadow, a plate."""

from dataclasses import dataclass, field
from typing import Literal

from productions.rollkit.dataclass_json import ADDED


@dataclass(frozen=True, slots=True)
class Backing:
    """Over a picture. 0 and `none`: nothing, as on black.

    `outline` is the width of the edge around letters (縁取り), `shadow` how far to the right and below their shadow falls, both in the
    colour `edge`. A `plate` (座布団) stands behind the `texts` of a card, `margin` around them, or behind the whole `place` on the screen that
    the template has for them; it is `plate_colour`, and `plate_percent` of the picture's light is lost to it.
    `shadow_blur` is how far a shadow fades out around letters, `plate_blur` how far a plate does around itself; 0: their edges are hard.
    """

    outline: int = 0
    shadow: int = 0
    edge: str = "#000000"
    plate: Literal["none", "texts", "place"] = "none"
    plate_colour: str = "#000000"
    plate_percent: int = 70
    margin: int = 48
    shadow_blur: int = field(default=0, metadata=ADDED)
    plate_blur: int = field(default=0, metadata=ADDED)
