"""The demo's data: two real productions and one invented, entered through the same verbs as any other."""

from datetime import datetime

from productions.management.demo.bunny import load_bunny
from productions.management.demo.case import load_case
from productions.management.demo.series import load_series
from productions.models import Production


def load_demo(*, now: datetime) -> list[Production]:
    """Enter what is missing; a second call changes nothing. The invented series comes last."""
    return [load_case(now=now), load_bunny(now=now), load_series(now=now)]
