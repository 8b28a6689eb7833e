"""Credits: entering, changing, confirming.

Priorities when a credit is entered: it names a person or says why not (H3), under a real name (H4), in the
right place; only then is anything stored. Who withheld their name in the production is not named by it (H16).
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.catalogue.services.editions import KnownEditions
from productions.credits.models.credits import Credit
from productions.credits.services.ai_state import withdraw_declarations
from productions.credits.services.credit_checks import check_credit
from productions.credits.services.credit_signals import credit_changed, credits_confirmed
from productions.credits.services.doubles import refuse_doubled
from productions.credits.services.joint_lines import leave_joint_line, part_lonely
from productions.credits.services.name_breaks import tidy_name_breaks
from productions.credits.services.portrayals import PortrayalValues, draft_portrayals, set_portrayals
from productions.credits.services.printed_words import tidy_printed_words
from productions.credits.services.ranges import shorten_range
from productions.credits.services.withheld_names import WITHHELD_FIELDS, keep_wishes
from productions.ledger.services.writing import change_each, change_entity, create_entity, in_transaction
from productions.operations.services.name_lock import share_names
from productions.people.models.people import Contributor
from productions.shared.choices import AIState, CreditState, MembershipLevel
from productions.shared.refusals import Refusal, Stale
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import Role
from productions.wishes.services import read_withholding_wishes

EDITOR = MembershipLevel.EDITOR


@in_transaction
def enter_credit(
    production: Production,
    *,
    role: Role,
    by: User | None,
    now: datetime,
    reason: str = "",
    portrayals: Iterable[PortrayalValues] = (),
    **values: Any,
) -> Credit:
    """A new draft credit.

    `values`: episode and last_episode, cut and last_cut (for a range its ends), segment, song, contributor, credited_as (empty takes
    the contributor's primary name), kind (person, organization, collective), role_as_printed, character_as_printed and the language
    of each, dub_language, printed_as, name_breaks (the name with | where a roll may break it, or the numbers of characters before), affiliation, contracted_by, position, headcount and named_count (people), attribution,
    absence_reason, on_screen, edition, evidence_kind, evidence_on (date), evidence_note; `portrayals` as in
    `portrayals.set_portrayals`.
    Raises NotAllowed, and Refusal with the rule's sentence on its field.
    """
    access.require_level(by, production, EDITOR)
    share_names()
    credit = new_credit(production, role=role, **values)
    check_credit(credit, editions=KnownEditions(production), today=localdate(now))
    keep_wishes([credit], read_withholding_wishes(production))
    refuse_doubled(credit)
    voiced = draft_portrayals(credit, portrayals)
    create_entity(credit, by=by, now=now, reason=reason)
    if credit.withheld_statement_id is None:  # the character would tell who is meant (H16)
        for portrayal in voiced:
            portrayal.credit = credit
            create_entity(portrayal, by=by, now=now, reason=reason)
    return credit


def new_credit(production: Production, *, role: Role, **values: Any) -> Credit:
    """An unsaved draft with what follows from the rest filled in: the cut's episode, the name, the count."""
    credit = Credit(production=production, role=role, **values)
    fill_credit(credit)
    return credit


def fill_credit(credit: Credit) -> None:
    """Fill in what follows from the rest."""
    if credit.cut_id is not None and credit.episode_id is None:
        assert credit.cut is not None
        credit.episode = credit.cut.episode
    if credit.song is not None and credit.cut_id is None and credit.episode_id is None:
        credit.episode = credit.song.episode
    shorten_range(credit)
    if credit.episode_id is not None or credit.segment_id is not None:
        credit.except_episodes = ""
    if not credit.credited_as and credit.contributor is not None:
        credit.credited_as = credit.contributor.name
    tidy_printed_words(credit)
    tidy_name_breaks(credit)


@in_transaction
def update_credit(
    credit: Credit,
    *,
    by: User | None,
    now: datetime,
    expected_version: int | None = None,
    reason: str = "",
    portrayals: Iterable[PortrayalValues] | None = None,
    **values: Any,
) -> Credit:
    """Change a credit; see enter_credit for `values`. A new contributor brings their own name.

    `expected_version` is the revision the user saw; Stale is raised when somebody changed it since. A
    confirmed credit stays confirmed, and the ledger says who changed it.
    """
    share_names()
    locked = Credit.objects.select_for_update(of=("self",)).with_links()
    current = locked.get(pk=credit.pk)
    access.require_level(by, current.production, EDITOR)
    if expected_version is not None and current.revision != expected_version:
        raise Stale(_("Somebody changed this credit while you were editing; reload it and enter it again."))
    if values.get("production", current.production) != current.production:
        raise Refusal(fields={"production": [_("A credit cannot be moved to another production.")]})
    if current.withheld_statement_id is not None and changes_person(current, values):
        raise Refusal(
            _("The person withheld their name; only “restore name” can name them again."), rule="H5"
        )
    changed = apply_credit_change(current, credit, values, by=by, now=now, reason=reason)
    if portrayals is not None:
        set_portrayals(current, portrayals, by=by, now=now, reason=reason)
    return changed


def changes_person(credit: Credit, values: Mapping[str, Any]) -> bool:
    """Whether `values` would touch who a withheld credit stands for."""
    held = ("contributor", "kind", "attribution", "absence_reason", "headcount", "credited_as", "printed_as",
        "character_as_printed",
    )  # fmt: skip
    return any(name in values and values[name] != getattr(credit, name) for name in held)


def apply_credit_change(
    current: Credit, seen: Credit, values: Mapping[str, Any], *, by: User | None, now: datetime, reason: str
) -> Credit:
    """Check the changed credit, save it, and bring `seen` up to date."""
    trial = copy(current)
    set_credit_values(trial, values)
    leave_joint_line(trial, current)
    moved = trial.edition != current.edition
    check_credit(
        trial,
        editions=KnownEditions(trial.production) if moved else None,
        today=localdate(now) if trial.evidence_on != current.evidence_on else None,
    )
    filled = {**values, **{name: getattr(trial, name) for name in FOLLOWING_FIELDS}}
    if "contributor" in values:
        keep_wishes([trial], read_withholding_wishes(trial.production))
    if trial.withheld_statement_id != current.withheld_statement_id:
        filled |= {name: getattr(trial, name) for name in WITHHELD_FIELDS}
    if all(getattr(current, name) == value for name, value in filled.items()):
        return seen
    other_work = any(
        getattr(current, name) != filled.get(name, getattr(current, name)) for name in DECLARED_OF
    )
    left_line = current.joint_line_id if filled["joint_line"] is None else None
    renamed = current.credited_as != filled["credited_as"]
    reassigned = current.contributor != filled.get("contributor", current.contributor)
    change_entity(current, filled, by=by, now=now, reason=reason, is_locked=True)
    if left_line is not None:
        part_lonely([left_line], by=by, now=now)
    credit_changed.send(sender=Credit, credit=current, renamed=renamed, reassigned=reassigned, by=by, now=now)
    if other_work and current.ai_declared != AIState.NOT_ASKED:
        withdraw_declarations(
            current,
            by=by,
            now=now,
            reason=_("The credit is now for another person or another part of the work."),
        )
    refresh_credit(seen, current)
    return seen


def set_credit_values(credit: Credit, values: Mapping[str, Any]) -> None:
    """Change a credit in memory, with what follows: a new contributor brings their own name, and another name has no breaks of the old one."""
    person, name = credit.contributor, credit.credited_as
    for field, value in values.items():
        setattr(credit, field, value)
    if credit.contributor != person and "credited_as" not in values:
        credit.credited_as = credit.contributor.name if credit.contributor else ""
    fill_credit(credit)
    if credit.credited_as != name and "name_breaks" not in values:
        credit.name_breaks = ""


def refresh_credit(seen: Credit, current: Credit) -> None:
    """Bring a credit that somebody holds up to date with the one that was saved."""
    seen.__dict__.update({**current.__dict__, "_state": copy(current._state)})


FOLLOWING_FIELDS = (
    "credited_as", "episode", "last_episode", "except_episodes", "last_cut", "joint_line", "role_as_printed", "role_as_printed_language",
    "character_as_printed_language", "name_breaks",
)  # fmt: skip
"""What `fill_credit` and the like may change beside what was given."""
DECLARED_OF = ("contributor", "role", "episode", "last_episode", "cut", "last_cut")
"""What a declaration of AI use is about: when it changes, nobody was asked about what stands there now (H14)."""


@transaction.atomic
def confirm_credits(credits: Iterable[Credit], *, by: User | None, now: datetime) -> int:
    """The studio stands by these drafts; returns how many changed. Only confirmed credits are public.

    They are read again under lock, so that of two who confirm at once one changes them, and those given are brought up to
    date. Costs the same few queries for every 2,000 drafts, and more only where claims wait for them.
    """
    seen = {credit.pk: credit for credit in credits}
    of_production = {credit.production_id: credit for credit in seen.values()}
    for credit in of_production.values():
        access.require_level(by, credit.production, EDITOR)
    keys = sorted(seen)
    return sum(
        confirm_some(keys[start : start + MAX_CONFIRMED_AT_ONCE], seen, by=by, now=now)
        for start in range(0, len(keys), MAX_CONFIRMED_AT_ONCE)
    )


MAX_CONFIRMED_AT_ONCE = 2000
"""Drafts read, changed and told of at once."""


def confirm_some(keys: Sequence[int], seen: Mapping[int, Credit], *, by: User | None, now: datetime) -> int:
    """Confirm those of the credits that are drafts still; see `confirm_credits`, which has asked for the right."""
    drafts = Credit.objects.live().filter(pk__in=keys, state=CreditState.DRAFT).with_links()
    locked = list(drafts.select_for_update(of=("self",)).order_by("pk"))
    confirmed = change_each(
        locked,
        partial(set_state_in_memory, CreditState.CONFIRMED),
        by=by,
        now=now,
        action=CreditState.CONFIRMED,
    )
    credits_confirmed.send(sender=Credit, credits=locked, by=by, now=now)
    for credit in locked:
        refresh_credit(seen[credit.pk], credit)
    return confirmed


def set_state_in_memory(state: CreditState, credit: Credit) -> None:
    credit.state = state


def set_state(
    credit: Credit, state: CreditState, *, by: User | None, now: datetime, reason: str = ""
) -> Credit:
    """Move a credit to `state`; the verbs that call this hold the right to."""
    return change_entity(credit, {"state": state}, by=by, now=now, action=str(state), reason=reason)


def get_credited_person(credit: Credit) -> Contributor | None:
    """Who stands behind a credit, a withheld one too; for the studio's eyes only."""
    if credit.withheld_statement is not None:
        return credit.withheld_statement.stated_by
    return credit.contributor
