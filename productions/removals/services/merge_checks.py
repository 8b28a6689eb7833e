"""What stands in the way of making one contributor of two, and every row that it may change."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.ledger.models import Redirect
from productions.people.models.people import Contributor
from productions.people.services.identities import find_merged_keys
from productions.removals.services.doubled_credits import DoubledCredit, watch_doubled
from productions.shared.models import Removable
from productions.shared.refusals import Refusal
from productions.shared_entries.services.undoables import RowWatch
from productions.wishes.models.wishes import Wish


def require_two_entries(duplicate: Removable, into: Removable, reason: str) -> None:
    """Raise Refusal unless these are two entries that stand, and it is said why they are one."""
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say how you know that they are the same.")]}, rule="H8")
    if duplicate.pk == into.pk:
        raise Refusal(fields={"into": [_("Choose another entry to merge into.")]})
    if duplicate.removed_at or into.removed_at:
        raise Refusal(_("One of the two was already removed or merged."))


def refuse_merge(duplicate: Contributor, into: Contributor, reason: str) -> None:
    """Raise Refusal when these two cannot become one, by what both entries say themselves."""
    require_two_entries(duplicate, into, reason)
    if duplicate.kind != into.kind:
        raise Refusal(_("A person and an organization cannot be merged."))
    if duplicate.training_mining and duplicate.training_mining != into.training_mining:
        raise Refusal(
            _(
                "%s has said how their work may be used for AI, and the entry that stays has not said the same; record their "
                "statement there first."
            )
            % duplicate,
            rule="H5",
        )


def watch_merge(duplicate: Contributor, into: Contributor, doubled: Iterable[DoubledCredit]) -> RowWatch:
    """Every row that making one of the two may change, as it is."""
    watch = RowWatch()
    watch_doubled(watch, doubled)
    watch.watch(duplicate.credits.all())
    watch.watch(duplicate.affiliated_credits.all())
    watch.watch(duplicate.contracted_credits.all())
    wishes = list(Wish.objects.in_force().filter(person__in=(duplicate, into)))
    if wishes:  # what one wished holds for both, removed credits included
        watch.watch(Credit.objects.filter(contributor__in=find_merged_keys([into.pk, duplicate.pk])))
        watch.watch(Credit.objects.filter(withheld_statement__wishes__in=wishes))
    watch.watch(duplicate.validated_ai_uses.all())
    watch.watch(duplicate.ai_declarations.all())
    watch.watch(duplicate.external_ids.all())
    watch.watch(duplicate.tracker_ids.all())
    watch.watch([*duplicate.group_members.all(), *duplicate.group_memberships.all()])
    watch.watch(duplicate.names.all())
    watch.watch(duplicate.private_details.all())
    watch.watch(wishes)
    watch.watch(Redirect.objects.standing().filter(to_uid=duplicate.uid))
    return watch
