"""What a screen is to show, as a member of a body."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.write.field_readers import SelfReadingField, WrongValue
from productions.rollkit.screen_spec import (
    HD_RASTER,
    MASTER_FORMATS,
    MAX_ROLL_SECONDS,
    MAX_SIDE_PIXELS,
    MIN_SIDE_PIXELS,
    RASTERS,
)
from productions.rollkit.template.validation import MAX_FONTS
from productions.rollkit.timing import FRAME_RATES

RATE_CODES = [str(rate) for rate in FRAME_RATES]


class DeliveryIn(serializers.Serializer[Any]):
    """Raster, frame rate, speed and time of a roll for the screen. What is absent is as usual."""

    raster = serializers.CharField(
        default=str(HD_RASTER),
        help_text=f"Width and height in pixels: {', '.join(map(str, RASTERS))}, or one of your own, both even and from "
        f"{MIN_SIDE_PIXELS} to {MAX_SIDE_PIXELS}.",
    )
    rate = serializers.ChoiceField(
        choices=RATE_CODES,
        required=False,
        help_text="Frames a second as a fraction; absent: the production's.",
    )
    px = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        help_text="Pixels that a roll moves a frame; absent: 3 at 24 and 25 frames a second, 2 at 30, 1 from 50, "
        "twice as many from 2,160 lines.",
    )
    frames = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, help_text="Running time that is locked, in frames."
    )
    seconds = serializers.FloatField(
        required=False,
        allow_null=True,
        max_value=MAX_ROLL_SECONDS,
        help_text="The same in seconds; one of the two at most.",
    )
    drop = serializers.BooleanField(
        default=False, help_text="Drop-frame timecode, at 30000/1001 and 60000/1001."
    )
    burn_in = serializers.BooleanField(default=False, help_text="Show the timecode in the picture.")
    places = serializers.ChoiceField(
        choices=list(MASTER_FORMATS),
        default=MASTER_FORMATS[0],
        help_text="The master that a time line (`otio`, `fcp7`, `edl`) places; all have one name, and an OTIO file knows all.",
    )
    fonts = serializers.ListField(
        child=serializers.CharField(max_length=100),
        required=False,
        max_length=MAX_FONTS,
        help_text="Families that the production has, first choice first; what one lacks is set in the next, at last in the shipped ones, and "
        "noted. Absent: the shipped fonts.",
    )
    template = serializers.CharField(
        required=False,
        help_text="What the roll looks like: the name of one of the production's templates, or of one that comes with the "
        "program; absent: film roll. An object of name and version is exactly that version; one of more members is a "
        "template itself.",
    )


@extend_schema_field(DeliveryIn)
class ScreenSpecField(SelfReadingField, serializers.Field[Any, Any, Any, Any]):
    """An object that the verb reads: it knows what rolls are delivered in."""

    def read(self, value: Any) -> dict[str, Any]:
        """The object as it is. Raises Wrong."""
        if not isinstance(value, dict):
            raise WrongValue("Give an object with members.")
        return value
