"""Joint lines (連名): several credits that a roll prints in one line, with a joiner between the names."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.models.joint_lines import JointLine
from productions.credits.queries.credits import CreditQuerySet
from productions.ledger.services.writing import change_each, create_entity
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

JOINT_SCOPE = (
    "role_id", "role_as_printed", "episode_id", "last_episode_id", "cut_id", "last_cut_id", "segment_id", "song_id", "edition",
)  # fmt: skip
"""What the credits of a joint line have in common: else they would not be in one place of each roll."""


@transaction.atomic
def join_credits(
    production: Production,
    *,
    credits: Sequence[Credit],
    joiner: str = "",
    by: User | None,
    now: datetime,
    reason: str = "",
) -> JointLine:
    """Print credits of a production in one line, with the `joiner` between their names (empty: a space); editors.

    Their order is that of the roll, as for all credits. Raises NotAllowed; Refusal unless they are two or more, have one role and
    scope, name somebody each, and are in no joint line yet.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    keys = {credit.pk for credit in credits}
    rows = Credit.objects.current().filter(production=production, pk__in=keys).with_links()
    locked = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if problem := find_joint_problem(locked, keys):
        raise Refusal(fields={"credits": [problem]})
    line = create_entity(JointLine(production=production, joiner=joiner), by=by, now=now, reason=reason)
    change_each(locked, partial(set_joint_line, line), by=by, now=now, action="joined", reason=reason)
    return line


def find_joint_problem(credits: Sequence[Credit], wanted: Collection[int]) -> str:
    """One sentence where the credits make no joint line, or an empty string."""
    if len(credits) < len(wanted):
        return _("One of the credits is not in this production any more.")
    if len(credits) < 2:
        return _("A joint line has two credits or more.")
    if len({tuple(getattr(credit, name) for name in JOINT_SCOPE) for credit in credits}) > 1:
        return _(
            "The credits of a joint line have one role, as printed, and one scope: the same episodes, cuts, segment, song and edition."
        )
    for credit in credits:
        if credit.contributor_id is None:
            return _("A credit that names nobody is in no joint line.")
        if credit.joint_line_id is not None:
            return _("“%s” is in a joint line already; part that one first.") % credit
    return ""


def list_joinable(credit: Credit) -> CreditQuerySet[Credit]:
    """The credits with which one could share a line, in roll order."""
    same = {name: getattr(credit, name) for name in JOINT_SCOPE}
    found = Credit.objects.current().filter(
        production=credit.production_id, contributor__isnull=False, joint_line=None, **same
    )
    return found.exclude(pk=credit.pk).with_names().in_roll_order()


def set_joint_line(line: JointLine | None, credit: Credit) -> None:
    credit.joint_line = line


@transaction.atomic
def part_credits(credit: Credit, *, by: User | None, now: datetime, reason: str = "") -> Credit:
    """Print every credit of the joint line that this one is in by itself again; editors. Raises NotAllowed, Refusal."""
    access.require_level(by, credit.production, MembershipLevel.EDITOR)
    line = Credit.objects.values_list("joint_line", flat=True).get(pk=credit.pk)
    if line is None:
        raise Refusal(_("This credit is in no joint line."))
    part_all(lock_joined([line]), by=by, now=now, reason=reason)
    credit.refresh_from_db()
    return credit


def part_lonely(lines: Collection[int], *, by: User | None, now: datetime) -> None:
    """Part the joint lines (keys) of which one credit is left: nothing tells that somebody stood beside it (H16)."""
    if not lines:
        return
    credits = lock_joined(lines)
    counts = Counter(credit.joint_line_id for credit in credits)
    part_all([credit for credit in credits if counts[credit.joint_line_id] == 1], by=by, now=now)


def lock_joined(lines: Collection[int]) -> list[Credit]:
    rows = Credit.objects.current().filter(joint_line__in=lines).with_links()
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def part_all(credits: Sequence[Credit], *, by: User | None, now: datetime, reason: str = "") -> None:
    change_each(credits, partial(set_joint_line, None), by=by, now=now, action="parted", reason=reason)


def leave_joint_line(trial: Credit, current: Credit) -> None:
    """Take a credit that is about to be changed out of its joint line, where it does not fit in any more."""
    if trial.joint_line_id is not None and (
        trial.contributor_id is None
        or any(getattr(trial, name) != getattr(current, name) for name in JOINT_SCOPE)
    ):
        trial.joint_line = None
