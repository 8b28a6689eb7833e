"""A file entered in one go: read, planned, and stored where the plan leaves nothing open."""

from collections.abc import Callable
from datetime import datetime

from productions.catalogue.models.works import Production
from productions.imports.services.entering import SheetRefused, enter_file, list_obstacles
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.planning import plan_file, read_import_file
from productions.interchange.problems import Problem
from productions.users.models import User


def plan_credit_sheet(production: Production, data: bytes, *, filename: str, by: User | None) -> ImportPlan:
    """What a file would do now (editors). Nothing is written, and no lock is taken. Raises NotAllowed."""
    return plan_file(production, read_import_file(production, data, filename=filename, by=by), by=by).plan


def import_credit_sheet(
    production: Production,
    data: bytes,
    *,
    filename: str,
    by: User | None,
    now: datetime,
    dry_run: bool = False,
    tell: Callable[[Problem], None] | None = None,
) -> int:
    """Enter the credits of a file as drafts; returns how many are new.

    It is planned in memory first, so that a file that is not entered takes no lock. Raises NotAllowed; SheetRefused with every problem and
    open choice of the whole file. With `dry_run` all is tried and taken back. `tell` hears of what was read otherwise than it stands, of
    lines without a credit, and of what is entered beside credits.
    """
    file = read_import_file(production, data, filename=filename, by=by)
    plan = plan_file(production, file, by=by).plan
    if not plan.is_ready:
        raise SheetRefused(list_obstacles(plan), plan)
    plan, _batch = enter_file(production, file, by=by, now=now, dry_run=dry_run)
    if tell is not None:
        for note in (*plan.notes, *plan.announced, *plan.offers, *plan.hints):
            tell(note)
    return plan.count_groups()["new"]
