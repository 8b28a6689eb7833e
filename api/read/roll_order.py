"""Credits in the order in which a roll has them (`ordering=roll`).

The order follows from all credits of the roll together, so each request arranges them all, from columns, and reads only the
page's entries (decision 79).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from rest_framework.exceptions import ValidationError

from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource
from api.read.key_plans import RankedPlan
from api.read.query_params import ListParams
from productions.credits.services.billing import read_billing
from productions.credits.services.ranges import RangeParts
from productions.models import Episode, Production
from productions.releases.services.roll_order import list_roll_keys
from productions.releases.services.roll_songs import RollGroups


def drop_name(source: ListSource) -> ListSource:
    """The same list, not narrowed to the entry that the address names."""
    return replace(source, named=None)


get_nameless_source = lru_cache(maxsize=MAX_CACHED_PLANS)(drop_name)


def make_roll_plan(
    source: ListSource, asked: ListParams, part: Production | Episode, *, kept: bool
) -> RankedPlan:
    """The roll of a production or episode, as it is asked for. Raises ValidationError where `edition` names several.

    The roll of an episode has also what is credited for the whole production, so the keys alone say what is listed.
    """
    editions = asked.values.get("edition", [""])
    if len(editions) > 1:
        raise ValidationError({"edition": ["A roll is of one edition; give one with ordering=roll."]})
    roll: dict[str, Any] = {
        "production": part.production if isinstance(part, Episode) else part,
        "episode": part if isinstance(part, Episode) else None,
        "edition": editions[0],
    }
    listed: Any = source.queryset
    rows = listed.of_roll(**roll)
    return RankedPlan(
        source=(get_nameless_source if kept else drop_name)(source),
        names=asked.names,
        shapes=tuple(pair for pair in asked.shapes if pair[0] != "edition"),
        descending=asked.ordering.startswith("-"),
        turned=asked.turned,
        kept=kept,
        keys=list_roll_keys(
            rows, read_billing(**roll), RollGroups(roll["production"]), RangeParts([roll["production"].pk])
        ),
    )


def find_roll_part(model: type[Production] | type[Episode], uid: UUID) -> Production | Episode | None:
    """Whose roll an address names; who may see the credits is not asked here."""
    rows: Any = model._base_manager.filter(uid=uid)
    return (rows.select_related("production") if model is Episode else rows).first()  # type: ignore[no-any-return]
