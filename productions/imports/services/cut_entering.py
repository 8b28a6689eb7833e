"""A planned list of cuts or of an edit entered as one batch, which can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Production
from productions.imports.models import ImportBatch
from productions.imports.services.cut_list_import import apply_cut_list
from productions.imports.services.cut_planning import CutFile, PlannedCuts, plan_cut_file
from productions.imports.services.entering import SheetRefused, list_obstacles
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.import_redaction import keep_filename
from productions.imports.services.placement_import import PlacementPlan, apply_placements
from productions.ledger.services.writing import create_entity
from productions.operations.services.turns import take_import_turn
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Stale
from productions.users import access
from productions.users.models import User


@transaction.atomic
def enter_cut_file(
    production: Production,
    file: CutFile,
    *,
    by: User | None,
    now: datetime,
    answers: Mapping[str, str] | None = None,
    accepted: str | None = None,
) -> tuple[ImportPlan, ImportBatch]:
    """Enter a list as one batch (editors), as its plan is at this moment; returns both. `answers` and `accepted` as in `enter_file`.

    Raises NotAllowed; Stale where the plan is another one by now; SheetRefused; Refusal.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    take_import_turn(str(production.uid))
    planned = plan_cut_file(production, file, answers=answers)
    if accepted is None:
        left = list_obstacles(planned.plan)
    else:
        if not accepted or not planned.plan.digest.startswith(accepted):
            raise Stale(_("The plan is another one by now; look at it again, and accept that."))
        if planned.plan.open_choices:
            planned = plan_cut_file(production, file, answers=answers, accepts_proposals=True)
        left = []
    if left:
        raise SheetRefused(left, planned.plan)
    filename = keep_filename(production, file.filename)
    made = apply_planned(planned, by=by, now=now, reason=filename)
    batch = ImportBatch(
        kind=file.kind,
        filename=filename,
        digest=file.digest,
        production=production,
        imported_by=by,
        imported_at=now,
        figures={"problems": len(planned.plan.problems), **planned.plan.count_groups()},
        made=made,
    )
    return planned.plan, create_entity(batch, by=by, now=now)


def apply_planned(planned: PlannedCuts, *, by: User | None, now: datetime, reason: str) -> dict[str, Any]:
    """Store the plan; returns what the batch keeps, so that it can be taken back."""
    source = planned.source
    if not isinstance(source, PlacementPlan):
        return dict(apply_cut_list(source, by=by, now=now, reason=reason).made)
    before = describe_placed_cuts(source)
    apply_placements(source, by=by, now=now, create_cuts=planned.adds_cuts, reason=reason)
    made = Cut.objects.live().filter(production=source.production, episode=source.episode)
    added = made.filter(number__in=source.unknown_numbers) if planned.adds_cuts else made.none()
    return {"cut": list(added.values_list("pk", flat=True)), "timeline": before}


def describe_placed_cuts(source: PlacementPlan) -> dict[str, Any]:
    """The time line as it is, in keys and numbers."""
    placed = CutPlacement.objects.of_part(source.production, source.episode).filter(edition=source.edition)
    return {
        "episode": source.episode.pk if source.episode else None,
        "edition": source.edition,
        "placements": [list(row) for row in placed.values_list("cut_id", "record_in", "length", "source_in")],
    }
