"""Whether AI was used in the credits of cells, as the sheet's dialog answers it: never the machine without the person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from productions.ai.models import AISystem
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.models.works import Production
from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use, update_ai_use
from productions.entry.services.cells import CellKey, build_cells, describe_cells
from productions.entry.services.corrected_uses import find_corrected, list_corrections, set_back_use
from productions.entry.services.credit_facts import filter_place, read_facts
from productions.entry.services.sheet_places import SheetCuts, SheetPlace
from productions.ledger.models import Event
from productions.operations.services.transactions import run_in_transaction
from productions.people.models.people import Contributor
from productions.removals.services.ai_answer_removal import take_back_ai_answers
from productions.shared.choices import (
    AIBasis,
    AIState,
    AITask,
    Extent,
    MembershipLevel,
    Oversight,
    SourceType,
)
from productions.shared.placeholders import system_key
from productions.shared.refusals import Refusal, Stale
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import Role

MAX_CREDITS = 500
EARLIEST_DAY = date(1950, 1, 1)
"""An earlier day is a slip of the pen; the first days of all cannot be read back from the database."""


@dataclass(frozen=True, slots=True)
class AIAnswer:
    """The dialog's answer for credits (uid → revision as seen, None where it was not said). `vendor` registers a system that is not known yet."""

    credits: dict[UUID, int | None]
    answer: str
    system: str = ""
    vendor: str = ""
    task: str = ""
    source: str = ""
    oversight: str = ""
    extent: str = Extent.PARTIAL
    validated_by: UUID | None = None
    validated_on: date | None = None


def read_ai_answer(body: dict[str, Any]) -> AIAnswer:
    """Raises Refusal for what no page of ours sends, and for what is left out."""
    try:
        credits = {UUID(each["uid"]): each.get("version") for each in body["credits"]}
        words = {
            name: str(body.get(name) or "").replace("\0", "").strip()
            for name in ("system", "vendor", "task", "source", "oversight")
        }
        person = UUID(body["validated_by"]) if body.get("validated_by") else None
        day = date.fromisoformat(body["validated_on"]) if body.get("validated_on") else None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal(_("This request cannot be read; reload the page.")) from error
    if day is not None and day < EARLIEST_DAY:
        raise Refusal(_("That day is too long ago; look at its year."))
    answer = body.get("answer")
    if answer not in (AIState.NONE, AIState.USED) or not credits:
        raise Refusal(_("Say for which credits, and whether AI was used."))
    if len(credits) > MAX_CREDITS:
        raise Refusal(_("Answer for at most %d credits at once.") % MAX_CREDITS)
    extent = str(body.get("extent") or Extent.PARTIAL)
    return AIAnswer(credits, answer, **words, extent=extent, validated_by=person, validated_on=day)


def answer_ai(
    place: SheetPlace, answer: AIAnswer, *, by: User, now: datetime
) -> tuple[list[dict[str, Any]], list[UUID]]:
    """Record the answer for all of the credits, or for none (editors). Raises NotAllowed, Stale, Refusal.

    Returns their cells, and what `take_back_answer` would take back (uids).
    """
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    rows = Credit.objects.current().filter(filter_place(place))
    made = run_in_transaction(partial(record_answer, place.production, rows, answer, by=by, now=now))
    return read_answered_cells(place, answer.credits), made


def take_back_answer(
    place: SheetPlace, entries: Sequence[UUID], *, by: User, now: datetime
) -> list[dict[str, Any]]:
    """Undo an answer (editors; approvers where its credits are confirmed by now); returns the cells. Raises NotAllowed, Stale."""
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    rows = Credit.objects.filter(filter_place(place))
    credits = run_in_transaction(partial(remove_answer, rows, entries, by=by, now=now))
    return read_answered_cells(place, credits)


def read_answered_cells(place: SheetPlace, credits: Iterable[UUID]) -> list[dict[str, Any]]:
    """The cells of the credits (uids) as they are now."""
    cuts = SheetCuts.read(place)
    rows = Credit.objects.filter(filter_place(place), uid__in=list(credits))
    keys = {CellKey(cut, role) for cut, role in rows.order_by().values_list("cut", "role")}
    here = Q(cut__in={key.cut for key in keys}) | Q(last_cut__isnull=False)
    cells = build_cells(read_facts(filter_place(place) & here), cuts)
    codes = dict(Role.objects.filter(pk__in={key.role for key in keys}).values_list("pk", "code"))
    return list(describe_cells({key: cells[key] for key in keys if key in cells}, cuts, codes))


def record_answer(
    production: Production, rows: CreditQuerySet[Credit], answer: AIAnswer, *, by: User, now: datetime
) -> list[UUID]:
    """Record the answer for its credits, which are among `rows`, in the transaction that is open; returns the uids of what is new, and of
    the events that corrected what was said before."""
    credits = find_answered(rows, answer)
    person = find_validator(answer, by=by)
    if answer.answer == AIState.NONE:
        return [each.uid for each in declare_none(credits, person, answer, by=by, now=now)]
    values = build_use_values(answer, person)
    system = find_system(production, answer, by=by, now=now)
    uses = AIUse.objects.live().filter(credit__in=credits, ai_system=system, task=answer.task)
    known = {use.credit_id: use for use in uses.order_by("-pk")}
    made, corrected = [], []
    for credit in credits:
        use = known.get(credit.pk)
        if use is None:
            made.append(record_ai_use(credit, ai_system=system, task=answer.task, by=by, now=now, **values))
        else:
            use.credit = credit
            corrected.append(update_ai_use(use, by=by, now=now, **values))
    return [*(use.uid for use in made), *list_corrections(corrected, now=now)]


def remove_answer(
    rows: CreditQuerySet[Credit], entries: Sequence[UUID], *, by: User, now: datetime
) -> list[UUID]:
    """Take back what an answer entered or corrected for credits among `rows`, in the transaction that is open; returns the uids of the credits.

    What somebody else changed in it since goes with nobody's undo: Stale.
    """
    if len(entries) > MAX_CREDITS:
        raise Refusal(_("Answer for at most %d credits at once.") % MAX_CREDITS)
    corrected = find_corrected(AIUse.objects.live().filter(credit__in=rows), entries)
    found: list[AIUse | AIDeclaration] = []
    for model in (AIUse, AIDeclaration):
        held: Any = model.objects.live().filter(uid__in=entries, credit__in=rows)
        found += held.select_for_update(of=("self",)).select_related("credit__production").order_by("pk")
    later = Event.objects.filter(entity_uid__in=entries).exclude(action="created").exclude(actor=by)
    if len(found) + len(corrected) < len(entries) or later.exists():
        raise Stale(_("Somebody changed what was said about AI meanwhile; look at the cells again."))
    for event, use in corrected:
        set_back_use(use, event, by=by, now=now)
    take_back_ai_answers(found, by=by, now=now, reason=_("The answer was taken back in the sheet."))
    return [entry.credit.uid for entry in (*found, *(use for _event, use in corrected))]


def find_answered(rows: CreditQuerySet[Credit], answer: AIAnswer) -> Sequence[Credit]:
    """The credits, each with its person, locked. Raises Stale where one is gone or was changed, Refusal where nobody is named."""
    held = rows.current().select_for_update(of=("self",)).with_links()
    credits = list(held.filter(uid__in=answer.credits).order_by("pk"))
    seen = answer.credits
    if len(credits) < len(seen) or any(seen[each.uid] not in (None, each.revision) for each in credits):
        raise Stale(_("Somebody changed these credits meanwhile; look at the cells again."))
    unnamed = [each for each in credits if each.contributor_id is None and each.withheld_statement_id is None]
    if answer.answer == AIState.USED and unnamed:
        raise Refusal(_("Name the person first: an AI is used by somebody."), rule="H2")
    return credits


def find_validator(answer: AIAnswer, *, by: User) -> Contributor | None:
    """Who checked the result, or says that none was used. Raises Refusal."""
    if answer.validated_by is None:
        return None
    person: Contributor | None = Contributor.objects.visible_to(by).filter(uid=answer.validated_by).first()
    if person is None:
        raise Refusal(_("Whoever was chosen is not there any more; choose again."))
    return person


def declare_none(
    credits: Iterable[Credit], person: Contributor | None, answer: AIAnswer, *, by: User, now: datetime
) -> list[AIDeclaration]:
    """Declare that none was used, in the name of the person who says so (H14)."""
    if person is None:
        raise Refusal(_("Choose the person who says that no AI was used."), rule="H14")
    made = []
    for credit in credits:
        is_own = credit.contributor_id == person.pk
        declared = declare_ai(
            credit,
            answer=AIState.NONE,
            declared_by=person,
            declared_at=read_moment(answer.validated_on, now),
            wording=_("No AI was used in this work."),
            basis=AIBasis.OWN_STATEMENT if is_own else AIBasis.OTHER,
            note="" if is_own else _("Said by them, and entered in the cut sheet."),
            by=by,
            now=now,
        )
        made.append(declared)
    return made


def build_use_values(answer: AIAnswer, person: Contributor | None) -> dict[str, Any]:
    """The values of a use. Raises Refusal with a sentence for each question that is open."""
    open_questions = [
        (answer.system, _("Say which system was used.")),
        (answer.task in AITask.values, _("Say what it was used for.")),
        (answer.source in SourceType.values, _("Answer what the AI did.")),
        (answer.oversight in Oversight.values, _("Say how a person looked after it.")),
        (answer.extent in Extent.values, _("Say how much of the result is the AI's.")),
        (
            answer.oversight != Oversight.HUMAN_VALIDATED or (person and answer.validated_on),
            _("Say who checked the result, and on which day."),
        ),
    ]
    if missing := [sentence for said, sentence in open_questions if not said]:
        raise Refusal(*missing)
    day = answer.validated_on
    if day is not None and day > localdate():
        raise Refusal(_("The day on which it was checked is in the future."))
    return {
        "source_type": answer.source,
        "oversight": answer.oversight,
        "extent": answer.extent,
        "validated_by": person,
        "validated_at": read_moment(day, None) if person and day else None,
    }


def read_moment(day: date | None, now: datetime | None) -> Any:
    """The day as a moment: its beginning, and never after `now`; that, where no day is said."""
    moment = make_aware(datetime.combine(day, time())) if day is not None else now
    return min(moment, now) if moment is not None and now is not None else moment


def find_system(production: Production, answer: AIAnswer, *, by: User, now: datetime) -> AISystem:
    """The system of this name; one that is not known yet is registered with its vendor. Raises Refusal."""
    key = system_key(answer.system)
    seen = AISystem.objects.visible_to(by).filter(name_key=key).order_by("-pk")
    known: AISystem | None = seen.first()
    if known is not None:
        return known
    if not answer.vendor:
        raise Refusal(_("The AI system “%s” is new: give its vendor.") % answer.system)
    return register_ai_system(
        name=answer.system, vendor=answer.vendor, version="", production=production, by=by, now=now
    )
