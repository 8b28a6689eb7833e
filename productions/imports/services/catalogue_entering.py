"""A planned catalogue entered as one batch, and taken back film by film."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.imports.models import ImportBatch
from productions.imports.services.catalogue_planning import CatalogueFile, plan_catalogue
from productions.imports.services.entering import SheetRefused, list_obstacles
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.imports import import_catalogue
from productions.imports.services.undone_import import UndoneImport, tell_changed_since
from productions.ledger.models import Event
from productions.people.models.people import Contributor
from productions.removals.services.credit_removal import remove_credits
from productions.removals.services.people_removal import remove_unused_people
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import NotAllowed, Refusal, Stale
from productions.users.models import User


def require_accepted(plan: ImportPlan, accepted: str | None) -> None:
    """Raise SheetRefused where a plan has problems that nobody has seen, Stale where what was seen is another plan by now."""
    if accepted is None:
        if left := list_obstacles(plan):
            raise SheetRefused(left, plan)
    elif not accepted or not plan.digest.startswith(accepted):
        raise Stale(_("The plan is another one by now; look at it again, and accept that."))


@transaction.atomic
def enter_catalogue(
    file: CatalogueFile, *, by: User | None, now: datetime, accepted: str | None = None
) -> tuple[ImportPlan, ImportBatch]:
    """Enter the films that are not there yet (whoever may create productions), all in one batch; returns the plan and the batch.

    What a rule refuses of a film is told in the plan's notes. Raises NotAllowed, SheetRefused, Stale; Refusal where no film is new.
    """
    plan = plan_catalogue(file)
    require_accepted(plan, accepted)
    told = set(map(str, plan.problems))
    run = import_catalogue(
        file.found, filename=file.filename, digest=file.digest, by=by, now=now, public=file.public
    )
    if run.batch.pk is None:
        raise Refusal(_("Every film of the catalogue is there already."))
    plan.notes = tuple(problem for problem in run.problems if str(problem) not in told)
    return plan, run.batch


def undo_catalogue(
    batch: ImportBatch, undone: UndoneImport, *, by: User | None, now: datetime, reason: str
) -> None:
    """Remove the films of a catalogue with their credits, and who was entered for them and stands nowhere else.

    A film that somebody changed since stays, told, and so does one that `by` may not remove.
    """
    films = Production.objects.live().filter(pk__in=batch.made.get("production", ()))
    touched = Event.objects.filter(production__in=films).exclude(at=batch.imported_at)
    changed = set(touched.values_list("production_id", flat=True))
    removed: list[Production] = []
    for film in films.order_by("pk"):
        if film.pk in changed:
            undone.left.append(tell_changed_since(film))
            continue
        try:
            with transaction.atomic():
                remove_film(film, by=by, now=now, reason=reason)
        except (NotAllowed, Refusal) as refusal:
            undone.left.append(f"“{film}”: {' '.join(refusal.reasons)}")
        else:
            removed.append(film)
    undone.removed += len(removed)
    for film in removed:  # once all their credits are gone: one person may have been in several
        people = Contributor.objects.live().filter(entered_for=film).values_list("pk", flat=True)
        remove_unused_people(film, list(people), by=by, now=now, reason=reason)


def remove_film(film: Production, *, by: User | None, now: datetime, reason: str) -> None:
    """A production out of the record with its credits."""
    credits = Credit.objects.current().filter(production=film).with_links().select_for_update(of=("self",))
    remove_credits(list(credits.order_by("pk")), by=by, now=now, reason=reason)
    remove_entity(film, by=by, now=now, reason=reason)
