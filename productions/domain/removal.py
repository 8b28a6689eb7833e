"""Removing: one verb for every kind of entry, with each kind's own condition (H8)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from productions import access
from productions.domain.ai_state import lock_credit, settle_ai_state
from productions.domain.disputes import Act, settle_claims
from productions.domain.ledger import production_of
from productions.domain.private_details import require_keeper
from productions.domain.redaction import blank_contributor, blank_personal
from productions.domain.shared_entries import owner_of, require_right
from productions.domain.undoables import Watch, keep_undoable
from productions.domain.writing import mark_removed, require_reason
from productions.intake_vocabulary import SharedAct, UndoableKind
from productions.models import (
    AIDeclaration,
    AISystem,
    AIUse,
    Approval,
    Contributor,
    ContributorDetails,
    ContributorName,
    Credit,
    Cut,
    CutRelation,
    Episode,
    ExternalId,
    Membership,
    Production,
    ProductionTitle,
    RequiredRole,
    RoleAlias,
    User,
    Webhook,
)
from productions.models.base import Removable
from productions.refusals import Refusal
from productions.vocabulary import CreditState, MembershipLevel


@transaction.atomic
def remove(entity: Removable, *, by: User | None, now: datetime, reason: str) -> Removable:
    """Take an entry out of the record with a tombstone; an approver's act, for a draft credit and for what a production keeps
    in private an editor's.

    Raises NotAllowed, Refusal when something still stands on the entry, and ProposalNeeded where productions share it (H15).
    `undo.undo_removal` takes it back.
    """
    require_may_remove(entity, by, reason)
    if obstacle := OBSTACLES[type(entity)](entity):
        raise Refusal(obstacle, rule="H8")
    watch = Watch()
    watch.watch([entity])
    if isinstance(entity, Credit):
        parts = [*entity.ai_uses.live(), *entity.ai_declarations.live()]
        watch.watch(parts)
        for part in parts:
            mark_removed(part, by=by, now=now, reason=reason)
        settle_ai_state(entity)
    if isinstance(entity, Contributor):
        blank_contributor(entity)
    mark_removed(entity, by=by, now=now, reason=reason)
    if isinstance(entity, Credit):
        blank_personal(entity.claims.values_list("uid", flat=True))
        settle_claims([entity], Act.REMOVED, by=by, now=now)
    if isinstance(entity, AIUse | AIDeclaration):
        settle_ai_state(lock_credit(entity.credit))
    keep_undoable(watch, entity, UndoableKind.REMOVAL, by=by, now=now)
    return entity


def require_may_remove(
    entity: Removable, by: User | None, reason: str, act: SharedAct = SharedAct.REMOVE
) -> None:
    """Who may remove what, or undo it: see `productions.access` and `shared_entries`."""
    if isinstance(entity, ContributorDetails) or (isinstance(entity, ContributorName) and entity.is_private):
        require_keeper(by, entity.production)
    elif owner_of(entity) is not None:
        access.require_editor_or_registrar(by)
        require_reason(reason)
        require_right(by, entity, act, reason=reason)
    elif isinstance(entity, Webhook):
        access.require_own(by, entity.user)
    elif (production := production_of(entity)) is None:
        access.require_anywhere(by, MembershipLevel.APPROVER)
    elif isinstance(entity, Credit) and entity.state == CreditState.DRAFT:
        access.require(by, production, MembershipLevel.EDITOR)
    else:
        access.require(by, production, MembershipLevel.APPROVER)


def nothing_in_the_way(entity: Removable) -> str:
    """Most entries stand alone."""
    return ""


def obstacle_of_production(production: Production) -> str:
    if production.releases.exists():
        return _("“%s” has issued releases, which stay; make it private instead.") % production
    return ""


def obstacle_of_episode(episode: Episode) -> str:
    if episode.releases.exists():
        return _("Episode %s has issued releases, which stay.") % episode
    if episode.cuts.live().exists() or episode.credits.current().exists():
        return _("Episode %s still has cuts or credits; remove those first.") % episode
    return ""


def obstacle_of_cut(cut: Cut) -> str:
    if cut.credits.current().exists():
        return _("Cut %s has credits. A dropped cut keeps its number: set it to omitted instead.") % cut
    return ""


def obstacle_of_contributor(contributor: Contributor) -> str:
    if contributor.credits.current().exists() or contributor.affiliated_credits.current().exists():
        return _("%s has credits; merge the entry into the right one instead.") % contributor
    if contributor.validated_ai_uses.live().exists():
        return _("%s validated an AI use; change that first.") % contributor
    if contributor.ai_declarations.live().exists():
        return _("%s declared whether AI was used; those declarations stand in their name.") % contributor
    return ""


def obstacle_of_primary(name: ContributorName | ProductionTitle) -> str:
    if name.primary:
        return _("“%s” is the primary one; make another one primary first.") % name
    return ""


def obstacle_of_ai_system(system: AISystem) -> str:
    if system.uses.live().exists():
        return _("%s is in use on credits; it stays.") % system
    return ""


OBSTACLES: dict[type[Removable], Callable[..., str]] = {
    Production: obstacle_of_production,
    Episode: obstacle_of_episode,
    Cut: obstacle_of_cut,
    Contributor: obstacle_of_contributor,
    ContributorDetails: nothing_in_the_way,
    ContributorName: obstacle_of_primary,
    ProductionTitle: obstacle_of_primary,
    AIDeclaration: nothing_in_the_way,
    AISystem: obstacle_of_ai_system,
    AIUse: nothing_in_the_way,
    Approval: nothing_in_the_way,
    Credit: nothing_in_the_way,
    CutRelation: nothing_in_the_way,
    ExternalId: nothing_in_the_way,
    Membership: nothing_in_the_way,
    RequiredRole: nothing_in_the_way,
    RoleAlias: nothing_in_the_way,
    Webhook: nothing_in_the_way,
}
