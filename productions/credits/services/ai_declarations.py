"""Declarations of whether AI was used: by a named person, at a time, in words agreed to (H14).

Nobody declares over a scope without having its credits before them: the verb takes the list, and refuses when it
is no longer the whole of what was not asked there.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.credits.models.ai_uses import AIDeclaration
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.ai_state import settle_ai_state
from productions.credits.services.credits import get_credited_person
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import create_entity, create_many
from productions.people.models.people import Contributor
from productions.shared.choices import LIVE_CREDIT_STATES, AIBasis, AIState, ContributorKind, MembershipLevel
from productions.shared.refusals import Refusal, Stale
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import Role

EDITOR = MembershipLevel.EDITOR


@transaction.atomic
def declare_ai(
    credit: Credit,
    *,
    answer: str,
    declared_by: Contributor,
    wording: str,
    basis: str,
    by: User | None,
    now: datetime,
    declared_at: datetime | None = None,
    note: str = "",
) -> AIDeclaration:
    """Declare for one credit whether AI was used in its work: none, or used.

    `declared_by` is the person who says so, at `declared_at` (now, without it), in the sentence `wording`. Who does
    not hold the credit names the source: a `basis` other than their own statement, and a private `note`. Raises
    Refusal when the credit has a declaration already, and for “none” when an AI use is recorded.
    """
    access.require_level(by, credit.production, EDITOR)
    entry = AIDeclaration(
        answer=answer, declared_by=declared_by, declared_at=declared_at or now, wording=wording, basis=basis, note=note
    )  # fmt: skip
    (entry.credit,) = locked = lock_for_declaration([credit])
    check_declaration(entry, locked, by=by, now=now)
    create_entity(entry, by=by, now=now)
    settle_ai_state(credit)
    return entry


@transaction.atomic
def declare_ai_in_scope(
    production: Production,
    *,
    role: Role,
    listed: Sequence[Credit],
    answer: str,
    declared_by: Contributor,
    wording: str,
    basis: str,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    cut: Cut | None = None,
    declared_at: datetime | None = None,
    note: str = "",
) -> Sequence[AIDeclaration]:
    """Declare the same for every credit of a role that was not asked yet, in a production, an episode or a cut.

    `listed` are the credits as the person had them before them: when they are not exactly those of
    `credits_to_ask`, Stale is raised and nothing is declared. One declaration is kept for each credit, so one that is
    entered later was not asked. The other values are those of `declare_ai`. A fixed number of queries.
    """
    access.require_level(by, production, EDITOR)
    current = lock_for_declaration(credits_to_ask(production, role=role, episode=episode, cut=cut))
    if {credit.pk for credit in listed} != {credit.pk for credit in current}:
        raise Stale(
            _(
                "The credits that were listed are no longer all that were not asked here; look at the list again "
                "and declare for what it shows."
            ),
            rule="H14",
        )
    values = {
        "answer": answer, "declared_by": declared_by, "declared_at": declared_at or now, "wording": wording,
        "basis": basis, "note": note,
    }  # fmt: skip
    return store_declarations(current, values, by=by, now=now)


@transaction.atomic
def declare_ai_for_listed(
    production: Production,
    listed: Sequence[Credit],
    *,
    answer: str,
    declared_by: Contributor,
    wording: str,
    basis: str,
    by: User | None,
    now: datetime,
    note: str = "",
) -> Sequence[AIDeclaration]:
    """Declare the same for each of these credits of a production, of any roles; the other values are those of `declare_ai`.

    Raises Refusal when one of them has a declaration already. A fixed number of queries.
    """
    access.require_level(by, production, EDITOR)
    current = [credit for credit in lock_for_declaration(listed) if credit.production_id == production.pk]
    values = {
        "answer": answer, "declared_by": declared_by, "declared_at": now, "wording": wording, "basis": basis, "note": note,
    }  # fmt: skip
    return store_declarations(current, values, by=by, now=now)


def store_declarations(
    credits: Sequence[Credit], values: Mapping[str, Any], *, by: User | None, now: datetime
) -> Sequence[AIDeclaration]:
    """Keep one declaration for each of the locked credits. Raises Refusal."""
    entries = [AIDeclaration(credit=credit, **values) for credit in credits]
    if not entries:
        raise Refusal(_("Every credit of this role has already been asked about."), rule="H14")
    check_declaration(entries[0], credits, by=by, now=now)
    for entry in entries:
        prepare_entity(entry)
    create_many(entries, by=by, now=now)
    Credit.objects.filter(pk__in=[credit.pk for credit in credits]).update(ai_declared=values["answer"])
    return entries


def credits_to_ask(
    production: Production, *, role: Role, episode: Episode | None = None, cut: Cut | None = None
) -> CreditQuerySet[Credit]:
    """The current credits of a role whose people were not asked yet: of a cut, an episode with its cuts, or all.

    A range that goes beyond the cut or episode is not asked for it alone.
    """
    found = Credit.objects.current().using_ai("undeclared").filter(production=production, role=role)
    if cut is not None:
        return found.filter(cut=cut, last_cut=None)
    return found.filter(episode=episode, last_episode=None) if episode is not None else found


def lock_for_declaration(credits: Sequence[Credit] | CreditQuerySet[Credit]) -> list[Credit]:
    """The credits as they are now, locked, in the order in which they were entered; with who stands behind them."""
    keys = [credit.pk for credit in credits]
    rows = Credit.objects.select_for_update(of=("self",)).select_related(
        "production", "contributor", "withheld_statement__stated_by"
    )
    return list(rows.filter(pk__in=keys).order_by("pk"))


def check_declaration(
    entry: AIDeclaration, credits: Sequence[Credit], *, by: User | None, now: datetime
) -> None:
    """What no constraint can see of a declaration for these credits. Raises Refusal with its sentence.

    Only approvers are told by the answer who holds a credit whose name is withheld.
    """
    problems: dict[str, list[str]] = {}
    person = entry.declared_by
    if person.kind != ContributorKind.PERSON or person.removed_at is not None:
        problems["declared_by"] = [
            _("%s is not a person in the registry; choose the person who declares it.") % person
        ]
    if entry.declared_at > now:
        problems["declared_at"] = [_("The declaration's time is in the future.")]
    if not entry.wording.strip():
        problems["wording"] = [_("Give the sentence that the person agreed to.")]
    for_others = any(holder_of(credit, by=by) != person.pk for credit in credits)
    if for_others and entry.basis == AIBasis.OWN_STATEMENT:
        problems["basis"] = [
            _("Not all of these credits are held by %s; give the basis of the declaration.") % person
        ]
    if for_others and not entry.note.strip():
        problems["note"] = [_("Name the source: the person who declares it does not hold the credit.")]
    if problems:
        raise Refusal(rule="H14", fields=problems)
    for credit in credits:
        refuse_declaration(credit, entry.answer)


def holder_of(credit: Credit, *, by: User | None) -> int | None:
    """The key of the person who holds the credit, for approvers a withheld one too; None where nobody is named."""
    whole = credit.withheld_statement_id and access.may_act(by, credit.production, MembershipLevel.APPROVER)
    person = get_credited_person(credit) if whole else credit.contributor
    return person.pk if person is not None else None


def refuse_declaration(credit: Credit, answer: str) -> None:
    """Raise Refusal where the credit cannot be declared so."""
    if credit.removed_at is not None or credit.state not in LIVE_CREDIT_STATES:
        raise Refusal(_("This credit was removed or replaced; declare for the current one."), rule="H14")
    if credit.ai_declared != AIState.NOT_ASKED:
        raise Refusal(_("This credit has a declaration already; withdraw that one first."), rule="H14")
    if answer == AIState.NONE and credit.ai_recorded:
        raise Refusal(
            _(
                "An AI use is recorded in this credit: declare it as used, or have an approver remove the use first."
            ),
            rule="H14",
        )
