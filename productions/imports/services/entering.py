"""A planned file entered as one batch: new credits, changes, removals that were asked for, and what each row of the file became."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from productions.ai.models import AISystem
from productions.ai.services.ai_systems import register_ai_system
from productions.cast.services.named_characters import store_characters
from productions.catalogue.models.works import Production
from productions.credits.services.billing import append_to_billing
from productions.credits.services.bulk_changes import change_credits
from productions.credits.services.bulk_credits import RowsRefused, enter_credits
from productions.credits.services.joint_lines import join_credits
from productions.credits.services.withheld_names import list_names_withheld_in
from productions.imports.models import ImportBatch
from productions.imports.services.batch_rows import store_import_rows
from productions.imports.services.choices import make_choice_key
from productions.imports.services.file_places import tell_at
from productions.imports.services.import_plan import ImportPlan, PlannedCredit
from productions.imports.services.import_redaction import keep_filename
from productions.imports.services.planning import PlannedImport, ReadFile, plan_file
from productions.imports.services.row_people import NEW, SAME_AS
from productions.interchange.problems import Problem
from productions.ledger.services.bulk_insert import pause_garbage_collection
from productions.ledger.services.stand_ins import take_key
from productions.ledger.services.writing import create_entity
from productions.operations.services.turns import lock_identities, take_import_turn
from productions.people.services.named_contributors import find_contributors, store_drafted_people
from productions.removals.services.removal import remove_entity
from productions.shared.choices import MembershipLevel
from productions.shared.intake_choices import ChoiceKind, ImportKind, PlanGroup
from productions.shared.refusals import READER_LANGUAGE, Refusal, Stale
from productions.users import access
from productions.users.models import User


class SheetRefused(Refusal):
    """Nothing of the file was stored, because of `problems`, each with its line, or of choices that are open; `plan` has both."""

    def __init__(self, problems: Iterable[Problem], plan: ImportPlan | None = None) -> None:
        self.problems = list(problems)
        self.plan = plan
        super().__init__(*(problem.said(READER_LANGUAGE) for problem in self.problems))


def list_obstacles(plan: ImportPlan) -> list[Problem]:
    """Why the file is not entered before somebody has looked at its plan: its problems and open choices, by line."""
    asked = [tell_at(choice, choice.question, choice.column) for choice in plan.open_choices]
    return sorted([*plan.problems, *asked], key=lambda each: each.line or 0)


@pause_garbage_collection()
@transaction.atomic
def enter_file(
    production: Production,
    file: ReadFile,
    *,
    by: User | None,
    now: datetime,
    answers: Mapping[str, str] | None = None,
    accepted: str | None = None,
    dry_run: bool = False,
) -> tuple[ImportPlan, ImportBatch]:
    """Enter a file as one batch (editors), as its plan is at this moment; returns both.

    `answers` are by the key or the kind of a choice. Without `accepted`, a file is entered only if nothing is open and nothing wrong. With
    it (the digest of the plan that somebody has seen) open choices are answered as proposed, and what is a problem is left out. Raises
    NotAllowed; Stale where the plan is another one by now; SheetRefused.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    take_import_turn(str(production.uid))
    planned = plan_under_lock(production, file, by=by, answers=answers)
    if accepted is not None:
        if not accepted or not planned.plan.digest.startswith(accepted):
            raise Stale(_("The plan is another one by now; look at it again, and accept that."))
        if planned.plan.open_choices:
            planned = plan_file(production, file, by=by, answers=answers, accepts_proposals=True)
        left = [tell_at(choice, choice.question, choice.column) for choice in planned.plan.open_choices]
    else:
        left = list_obstacles(planned.plan)
    if left:
        raise SheetRefused(left, planned.plan)
    batch = store_planned(production, file, planned, by=by, now=now)
    if dry_run:
        transaction.set_rollback(True)
    return planned.plan, batch


def plan_under_lock(
    production: Production, file: ReadFile, *, by: User | None, answers: Mapping[str, str] | None
) -> PlannedImport:
    """The plan, with the names that it enters held until the transaction ends, so that nobody else enters them."""
    planned = plan_file(production, file, by=by, answers=answers)
    new = {key: name.name for key, name in planned.decided.new.items()}
    lock_identities(new.values())
    if new and find_contributors(new, production=production, by=by):
        return plan_file(production, file, by=by, answers=answers)
    return planned


def store_planned(
    production: Production, file: ReadFile, planned: PlannedImport, *, by: User | None, now: datetime
) -> ImportBatch:
    """Store what the plan says, in its order."""
    plan = planned.plan
    new = [one for one in plan.credits if one.group == PlanGroup.NEW]
    made = store_stand_ins(production, planned, by=by, now=now)
    try:
        entered = enter_credits(production, [one.values for one in new], by=by, now=now)
    except RowsRefused as refused:
        raise refuse_lines(new, refused, plan) from refused
    for one, credit in zip(new, entered, strict=True):
        one.credit = credit
    append_to_billing(production, entered, by=by, now=now)
    join_planned_lines(production, new, by=by, now=now)
    change_planned(production, plan, by=by, now=now)
    for one in plan.credits:
        if one.removed and one.credit is not None:
            remove_entity(one.credit, by=by, now=now, reason=_("It is not in the file any more."))
    batch = create_entity(
        build_batch(production, file, planned, entered=len(entered), made=made, by=by, now=now),
        by=by,
        now=now,
    )
    store_import_rows(batch, plan, list_names_withheld_in(production))
    return batch


def build_batch(
    production: Production,
    file: ReadFile,
    planned: PlannedImport,
    *,
    entered: int,
    made: dict[str, list[int]],
    by: User | None,
    now: datetime,
) -> ImportBatch:
    """What is kept of the import: `entered` counts its new credits, `made` has the keys of `store_stand_ins`."""
    plan = planned.plan
    return ImportBatch(
        kind=ImportKind.CREDIT_SHEET,
        filename=keep_filename(production, plan.filename),
        digest=plan.file_digest,
        production=production,
        imported_by=by,
        imported_at=now,
        figures={
            "rows": len(file.sheet.rows),
            "credits": entered,
            "left_out": len(plan.notes),
            **plan.count_groups(),
        },
        columns=dict(file.columns),
        answers=remember_answers(planned),
        made=made,
    )


def store_stand_ins(
    production: Production, planned: PlannedImport, *, by: User | None, now: datetime
) -> dict[str, list[int]]:
    """Enter who and what the new and changed credits refer to and is not there yet; returns the keys by table."""
    shelf = planned.shelf
    used = UsedStandIns(
        one for one in planned.plan.credits if one.group in (PlanGroup.NEW, PlanGroup.CHANGED)
    )
    people = store_drafted_people(planned.people, used.people, production=production, by=by, now=now)
    characters = store_characters(
        shelf.cast, used.characters, used.variants, production=production, by=by, now=now
    )
    songs = shelf.songs.store(by=by, now=now)
    for system in shelf.new_systems:
        if system.pk in used.systems:
            store_system(system, production=production, by=by, now=now)
    return {
        "contributor": [one.pk for one in people],
        "character": [one.pk for one in characters],
        "song": [one.pk for one in songs],
    }


class UsedStandIns:
    """The stand-in keys that credits refer to, by what they stand for."""

    def __init__(self, planned: Iterable[PlannedCredit]) -> None:
        self.people: set[int] = set()
        self.characters: set[int] = set()
        self.variants: set[int] = set()
        self.systems: set[int] = set()
        for one in planned:
            links = (one.values.get(name) for name in ("contributor", "affiliation", "contracted_by"))
            self.people.update(link.pk for link in links if link is not None)
            for voiced in one.values.get("portrayals", ()):
                self.characters.add(voiced["character"].pk)
                if voiced.get("variant") is not None:
                    self.variants.add(voiced["variant"].pk)
            for use in one.values.get("ai_uses", ()):
                self.systems.add(use["ai_system"].pk)
                if use.get("validated_by") is not None:
                    self.people.add(use["validated_by"].pk)


def store_system(system: AISystem, *, production: Production, by: User | None, now: datetime) -> None:
    """Register a system that was stood in for."""
    values = {"name": system.name, "vendor": system.vendor, "version": system.version}
    take_key(system, register_ai_system(**values, production=production, by=by, now=now))
    system._state.adding = False


def change_planned(production: Production, plan: ImportPlan, *, by: User | None, now: datetime) -> None:
    """Change the credits that the file says otherwise. Raises SheetRefused with the lines."""
    changed = [one for one in plan.credits if one.group == PlanGroup.CHANGED and one.credit is not None]
    values = [
        (one.credit, {each.field: each.new for each in one.differences}) for one in changed if one.credit
    ]
    try:
        change_credits(production, values, by=by, now=now)
    except RowsRefused as refused:
        raise refuse_lines(changed, refused, plan) from refused


def refuse_lines(credits: Sequence[PlannedCredit], refused: RowsRefused, plan: ImportPlan) -> SheetRefused:
    """The refusal of some of the planned credits, by their lines."""
    told = [tell_at(credits[bad.index], reason) for bad in refused.rows for reason in bad.refusal.reasons]
    return SheetRefused(told, plan)


def join_planned_lines(
    production: Production, new: Sequence[PlannedCredit], *, by: User | None, now: datetime
) -> None:
    """Join the new credits whose rows say so with those of the line above (連名)."""
    group: list[PlannedCredit] = []
    for one in [*new, None]:
        if one is not None and one.row is not None and one.row.joined and group:
            group.append(one)
            continue
        if len(group) > 1:
            credits = [each.credit for each in group if each.credit is not None]
            joiner = group[1].row.joined if group[1].row else ""
            join_credits(production, credits=credits, joiner=joiner, by=by, now=now)
        group = [one] if one is not None else []


def remember_answers(planned: PlannedImport) -> dict[str, str]:
    """The answers that hold for the next file too: of people as their uids, never as names (H16)."""
    answers = planned.answers.list_chosen()
    directory = planned.decided.build_directory(planned.people.directory)
    decided = planned.decided
    for named in (*decided.new, *decided.namesakes, *decided.same):
        key = make_choice_key(ChoiceKind.PERSON, " ".join(named))
        people = directory.people.get(named, ())
        if key in answers and len(people) == 1 and (people[0].pk or 0) > 0:
            answers[key] = str(people[0].uid)
    return {
        key: answer for key, answer in answers.items() if answer != NEW and not answer.startswith(SAME_AS)
    }
