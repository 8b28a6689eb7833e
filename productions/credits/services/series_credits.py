"""Credits for a whole series that one of its episodes has another person for: there they do not hold (`Credit.except_episodes`).

Who has the place in that episode is a credit of the episode, like any other.
"""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode
from productions.credits.models.credits import Credit
from productions.ledger.services.writing import change_entity, in_transaction
from productions.shared.choices import LIVE_CREDIT_STATES, MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User


def is_of_series(credit: Credit) -> bool:
    """Whether it stands in the rolls of all episodes: a segment says by itself where it runs, a range is its two ends."""
    return credit.episode_id is None and credit.cut_id is None and credit.segment_id is None


def list_except_episodes(stored: str) -> list[str]:
    """The uids of a stored list."""
    return stored.split()


@in_transaction
def except_episode(
    credit: Credit, *, episode: Episode, by: User | None, now: datetime, reason: str = ""
) -> Credit:
    """Let a credit for the whole series not hold in this episode (editors). Raises NotAllowed, Refusal."""
    current = lock_standing_credit(credit, by=by)
    if not is_of_series(current):
        raise Refusal(_("“%s” is not for the whole series; change what it is for on its own page.") % current)
    if episode.production_id != current.production_id or episode.removed_at is not None:
        raise Refusal(fields={"episode": [_("Episode %s belongs to another production.") % episode]})
    found = list_except_episodes(current.except_episodes)
    return store_exceptions(
        credit, current, sorted({*found, str(episode.uid)}), by=by, now=now, reason=reason
    )


@in_transaction
def include_episode(
    credit: Credit, *, episode: Episode, by: User | None, now: datetime, reason: str = ""
) -> Credit:
    """Take the exception away: the credit holds in this episode again (editors). Raises NotAllowed, Refusal."""
    current = lock_standing_credit(credit, by=by)
    found = list_except_episodes(current.except_episodes)
    left = [uid for uid in found if uid != str(episode.uid)]
    return store_exceptions(credit, current, left, by=by, now=now, reason=reason)


def lock_standing_credit(credit: Credit, *, by: User | None) -> Credit:
    """The credit as it is, until the transaction ends. Raises NotAllowed; Refusal for one that was removed or superseded."""
    locked = Credit.objects.select_for_update(of=("self",)).with_links()
    current = locked.get(pk=credit.pk)
    access.require_level(by, current.production, MembershipLevel.EDITOR)
    if current.removed_at is not None or current.state not in LIVE_CREDIT_STATES:
        raise Refusal(_("“%s” does not stand any more.") % current)
    return current


def store_exceptions(
    seen: Credit, current: Credit, uids: Collection[str], *, by: User | None, now: datetime, reason: str
) -> Credit:
    """Keep the list, and bring the credit that the caller has up to date."""
    change_entity(current, {"except_episodes": " ".join(uids)}, by=by, now=now, reason=reason, is_locked=True)
    seen.except_episodes, seen.revision = current.except_episodes, current.revision
    return seen
