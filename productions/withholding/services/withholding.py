"""Withholding: a person's wish not to be named, recorded once for a production or for all of them, and kept everywhere (H5, H16).

What keeping it means, in this order and in one transaction: credits, issues made before, exports and dumps, the ledger.
"""

from datetime import date, datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from productions.ai.services.name_rules import refuse_placeholder
from productions.catalogue.models.works import Production
from productions.claims.services.disputes import CreditAct, settle_claims
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.joint_lines import part_lonely
from productions.credits.services.withheld_names import apply_wish, hand_to_wish, restore_person
from productions.exports.services.dumps import withdraw_dumps
from productions.exports.services.export_withdrawal import withdraw_exports
from productions.ledger.services.writing import change_each, change_entity, create_entity
from productions.operations.services.database_errors import is_unique_conflict
from productions.operations.services.name_lock import hold_names
from productions.people.models.people import Contributor
from productions.people.services.identities import find_merged_keys, list_person_names, list_person_uids
from productions.releases.services.renditions import renew_renditions
from productions.shared.choices import ContributorKind, CreditKind, EvidenceKind, MembershipLevel, WishKind
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.wishes.models.evidence import Evidence
from productions.wishes.models.wishes import Wish
from productions.wishes.services import read_withholding_wishes
from productions.withholding.services.wish_redaction import blank_wish, tell_of_named_work

APPROVER = MembershipLevel.APPROVER


def refuse_false_wish(person: Contributor, stated_on: date, *, now: datetime) -> None:
    """Raise Refusal for what is no person's wish, and for one that nobody can have had yet."""
    if person.kind != ContributorKind.PERSON or person.removed_at is not None:
        raise Refusal(
            fields={
                "person": [
                    _("%s is not a person in the registry; only people can have such a wish.") % person
                ]
            },
            rule="H5",
        )
    if stated_on > localdate(now):
        raise Refusal(fields={"stated_on": [_("The statement's date is in the future.")]})


@transaction.atomic
def record_wish(
    person: Contributor,
    *,
    production: Production | None,
    statement: str,
    stated_on: date,
    by: User | None,
    now: datetime,
    kind: WishKind = WishKind.WITHHOLD_NAME,
    earlier_issues: bool = True,
) -> Wish:
    """Record what the person wishes for their name (氏名表示権) in a production, or with None everywhere, and keep it.

    `statement` is what they said; it and the link to them are kept as private evidence. `earlier_issues`: issues made before
    leave the name out too; a wish from now on is widened to them. An approver of the production records it; everywhere, a superuser. Raises NotAllowed, Refusal.
    """
    require_may_record(production, by)
    refuse_false_wish(person, stated_on, now=now)
    hold_names()
    narrower = person.wishes.in_force().filter(kind=kind, production=production, earlier_issues=False).first()
    if narrower is not None and earlier_issues:
        change_entity(narrower, {"earlier_issues": True}, by=by, now=now)
        keep_in_files(narrower, now=now)
        return narrower
    evidence = create_entity(
        Evidence(kind=EvidenceKind.SELF_CLAIM, stated_by=person, stated_on=stated_on, text=statement),
        by=by,
        now=now,
    )
    wish = Wish(
        kind=kind,
        person=person,
        production=production,
        earlier_issues=earlier_issues,
        statement=evidence,
        recorded_at=now,
    )
    create_entity(wish, by=by, now=now)
    if kind == WishKind.WITHHOLD_NAME:
        keep_wish(wish, by=by, now=now)
    return wish


def require_may_record(production: Production | None, by: User | None) -> None:
    """Approvers for their productions, superusers for everywhere. Raises NotAllowed."""
    if production is None:
        access.require_superuser(by)
    else:
        access.require_level(by, production, APPROVER)


def filter_named_credits(person: Contributor, production: Production | None) -> CreditQuerySet[Credit]:
    """The credits that a wish takes the name off: all of the person's own, in the production or everywhere, removed ones too,
    which stay with entries that were merged into theirs."""
    found = Credit.objects.filter(contributor__in=find_merged_keys([person.pk]), kind=CreditKind.PERSON)
    return found if production is None else found.filter(production=production)


def filter_touched_credits(person: Contributor, production: Production | None) -> CreditQuerySet[Credit]:
    """Those of them that stand."""
    return filter_named_credits(person, production).live()


def keep_wish(wish: Wish, *, by: User | None, now: datetime) -> None:
    """Take the name off everything that says it. A wish that is kept already is kept again, which changes nothing."""
    named = filter_named_credits(wish.person, wish.production).with_names().with_links()
    credits = list(named.select_for_update(of=("self",)).order_by("pk"))
    productions = list_wish_productions(wish)
    blank_wish(credits, person=wish.person, productions=[production.pk for production in productions])
    if wish.kept_at is None:
        tell_of_named_work(wish.person, production=wish.production, by=by, now=now)
    lines = {credit.joint_line_id for credit in credits if credit.joint_line_id is not None}
    change_each(credits, partial(apply_wish, wish=wish), by=by, now=now, action="name withheld")
    part_lonely(lines, by=by, now=now)
    settle_claims(credits, CreditAct.WITHHELD, by=by, now=now)
    keep_in_files(wish, now=now)


def keep_in_files(wish: Wish, *, now: datetime) -> None:
    """What was made before the wish: issues, exports, dumps."""
    for production in list_wish_productions(wish):
        renew_renditions(production, now=now)
        withdraw_exports(production, now=now)
    withdraw_dumps(now=now)
    Wish.objects.filter(pk=wish.pk).update(kept_at=now)


def keep_waiting_wishes(*, now: datetime) -> int:
    """Keep, in files, the wishes that came from before there were any; returns how many."""
    waiting = Wish.objects.withholding().filter(kept_at=None).select_related("production", "person")
    for wish in waiting:
        with transaction.atomic():
            keep_in_files(wish, now=now)
    return len(waiting)


def list_wish_productions(wish: Wish) -> list[Production]:
    """Where the wish holds: its production, or all that name the person on credits, in issues or in exports."""
    if wish.production is not None:
        return [wish.production]
    named = Q(credits__withheld_statement=wish.statement)
    for text in (*list_person_uids([wish.person_id]), *list_person_names([wish.person_id])):
        named |= Q(releases__document__contains=text) | Q(exports__document__contains=text)
    return list(Production.objects.filter(named).distinct().order_by("pk"))


@transaction.atomic
def end_wish(wish: Wish, *, by: User | None, now: datetime, reason: str, credited_as: str = "") -> Wish:
    """The person wants to be named after all, as before or as `credited_as`. `reason` says how they told you.

    Who may record the wish may end it. Raises NotAllowed, Refusal.
    """
    require_may_record(wish.production, by)
    hold_names()
    if credited_as:
        refuse_placeholder(credited_as, field="credited_as")
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say how the person told you.")]}, rule="H5")
    if wish.ended_at is not None:
        raise Refusal(_("This wish has already ended."), rule="H5")
    productions = list_wish_productions(wish)
    if credited_as and any(is_issued_otherwise(production, wish, credited_as) for production in productions):
        raise Refusal(
            fields={
                "credited_as": [
                    _(
                        "Issues made before say another name of this person and would show it again; end the wish without a new "
                        "name, or keep it and enter the new name as an entry of its own."
                    )
                ]
            },
            rule="H16",
        )
    change_entity(wish, {"ended_at": now, "end_reason": reason}, by=by, now=now, action="ended")
    for production in productions:
        end_wish_in_production(production, wish, by=by, now=now, reason=reason, credited_as=credited_as)
        renew_renditions(production, now=now)
    return wish


def is_issued_otherwise(production: Production, wish: Wish, name: str) -> bool:
    """Whether an issue of the production would say another name of the person than this one, were the wish not there."""
    credits = Credit.objects.filter(production=production, withheld_statement=wish.statement)
    said = set(credits.values_list("withheld_as__credited_as", flat=True))
    issued = production.releases.filter(document__contains=str(wish.person.uid))
    return wish.earlier_issues and bool(said - {name}) and issued.exists()


def end_wish_in_production(
    production: Production, wish: Wish, *, by: User | None, now: datetime, reason: str, credited_as: str
) -> None:
    """Name the person again on the wish's credits of one production, unless another wish of theirs holds there."""
    rows = Credit.objects.filter(production=production, withheld_statement=wish.statement)
    credits = list(rows.with_names().with_links().select_for_update(of=("self",)).order_by("pk"))
    other = read_withholding_wishes(production).get(wish.person_id)
    if other is not None:
        change_each(credits, partial(hand_to_wish, to=other), by=by, now=now, action="name withheld")
        return
    named = partial(restore_person, person=wish.person, credited_as=credited_as)
    try:
        with transaction.atomic():
            change_each(credits, named, by=by, now=now, action="name restored", reason=reason)
    except IntegrityError as error:
        if not is_unique_conflict(error):
            raise
        raise Refusal(
            _("The person would have the same credit twice in “%s”; remove the duplicates first.")
            % production
        ) from error


@transaction.atomic
def join_wishes(
    duplicate: Contributor, *, into: Contributor, by: User | None, now: datetime, reason: str
) -> None:
    """Two entries became one: what either wished holds for all of it. The merge has asked who may."""
    held = {
        (wish.kind, wish.production_id): wish for wish in into.wishes.in_force().select_related("statement")
    }
    for wish in duplicate.wishes.in_force():
        kept = held.get((wish.kind, wish.production_id))
        if kept is None:
            change_entity(wish, {"person": into}, by=by, now=now, action="merged")
            continue
        change_entity(wish, {"ended_at": now, "end_reason": reason}, by=by, now=now, action="merged")
        if wish.earlier_issues and not kept.earlier_issues:
            change_entity(kept, {"earlier_issues": True}, by=by, now=now, action="merged")
        credits = Credit.objects.filter(withheld_statement=wish.statement_id)
        theirs = list(credits.with_names().with_links().select_for_update(of=("self",)).order_by("pk"))
        change_each(theirs, partial(hand_to_wish, to=kept), by=by, now=now, action="name withheld")
    for wish in into.wishes.withholding().select_related("production", "statement"):
        keep_wish(wish, by=by, now=now)


@transaction.atomic
def withhold_name(
    credit: Credit,
    *,
    statement: str,
    stated_on: date,
    by: User | None,
    now: datetime,
    earlier_issues: bool = True,
) -> Credit:
    """The person of this credit does not want to be named in its production: their wish is recorded for all of it.

    Raises NotAllowed, and Refusal when the credit names no single person.
    """
    require_may_record(credit.production, by)
    current = Credit.objects.select_related("contributor").get(pk=credit.pk)
    if current.kind != CreditKind.PERSON or current.contributor is None:
        raise Refusal(
            _("Only a credit that names one person can be withheld, by that person's wish."), rule="H5"
        )
    record_wish(
        current.contributor,
        production=credit.production,
        statement=statement,
        stated_on=stated_on,
        earlier_issues=earlier_issues,
        by=by,
        now=now,
    )
    credit.refresh_from_db()
    return credit


@transaction.atomic
def restore_name(
    credit: Credit, *, by: User | None, now: datetime, reason: str, credited_as: str = ""
) -> Credit:
    """The person behind a withheld credit wants to be named after all; so in all that the wish was for."""
    require_may_record(credit.production, by)
    statement = Credit.objects.values_list("withheld_statement", flat=True).get(pk=credit.pk)
    wish = Wish.objects.in_force().filter(statement=statement or 0).first()
    if wish is None:
        raise Refusal(_("This credit's name is not withheld."), rule="H5")
    end_wish(wish, by=by, now=now, reason=reason, credited_as=credited_as)
    credit.refresh_from_db()
    return credit
