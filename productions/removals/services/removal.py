"""Removing: one verb for every kind of entry, with each kind's own condition (H8)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from productions.ai.models import AISystem
from productions.cast.models import Character, CharacterVariant
from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.models.editions import EditionTiming, ProductionEdition
from productions.catalogue.models.memberships import Membership
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Episode, Production, ProductionTitle
from productions.claims.services.disputes import CreditAct, settle_claims
from productions.coverage.models import RequiredRole
from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.credits.services.ai_state import lock_credit, settle_ai_state
from productions.ledger.services.ledger import find_production_of
from productions.ledger.services.redaction import blank_personal
from productions.ledger.services.writing import mark_removed, require_reason
from productions.people.models.external_ids import ExternalId
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor, ContributorName
from productions.people.models.private_details import ContributorDetails
from productions.people.models.tracker_ids import TrackerId
from productions.people.services.contributors import blank_contributor
from productions.people.services.private_details import require_keeper
from productions.releases.models.approvals import Approval
from productions.segments.models import EpisodePart, Segment
from productions.shared.choices import CreditState, MembershipLevel
from productions.shared.intake_choices import SharedAct, UndoableKind
from productions.shared.models import Removable
from productions.shared.refusals import Refusal
from productions.shared_entries.services.shared_entries import require_right
from productions.shared_entries.services.undoables import RowWatch, keep_undoable
from productions.songs.models import Song, SongRight
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import RoleAlias
from productions.webhooks.models import Webhook


@transaction.atomic
def remove_entity(entity: Removable, *, by: User | None, now: datetime, reason: str) -> Removable:
    """Take an entry out of the record with a tombstone; an approver's act, for a draft credit and for what a production keeps
    in private an editor's.

    Raises NotAllowed, Refusal when something still stands on the entry, and ProposalNeeded where productions share it (H15).
    `undo.undo_removal` takes it back.
    """
    require_may_remove(entity, by, reason)
    take_out_entity(entity, by=by, now=now, reason=reason)
    return entity


def take_out_entity(entity: Removable, *, by: User | None, now: datetime, reason: str) -> None:
    """The same in the transaction that is open; who may is the caller's to ask."""
    if obstacle := OBSTACLES[type(entity)](entity):
        raise Refusal(obstacle, rule="H8")
    watch = RowWatch()
    watch.watch([entity])
    if isinstance(entity, Credit):
        parts = [*entity.ai_uses.live(), *entity.ai_declarations.live(), *entity.portrayals.live()]
        watch.watch(parts)
        for part in parts:
            mark_removed(part, by=by, now=now, reason=reason)
        settle_ai_state(entity)
    if isinstance(entity, Contributor):
        blank_contributor(entity)
    mark_removed(entity, by=by, now=now, reason=reason)
    if isinstance(entity, Credit):
        blank_personal(entity.claims.values_list("uid", flat=True))
        settle_claims([entity], CreditAct.REMOVED, by=by, now=now)
    if isinstance(entity, AIUse | AIDeclaration):
        settle_ai_state(lock_credit(entity.credit))
    keep_undoable(watch, entity, UndoableKind.REMOVAL, by=by, now=now)


def require_may_remove(
    entity: Removable, by: User | None, reason: str, act: SharedAct = SharedAct.REMOVE
) -> None:
    """Who may remove what, or undo it: see `productions.users.access` and `shared_entries`."""
    if isinstance(entity, ContributorDetails) or (isinstance(entity, ContributorName) and entity.is_private):
        require_keeper(by, entity.production)
    elif entity.shared_owner is not None:
        access.require_editor_or_registrar(by)
        require_reason(reason)
        require_right(by, entity, act, reason=reason)
    elif isinstance(entity, Webhook):
        access.require_own(by, entity.user)
    elif (production := find_production_of(entity)) is None:
        access.require_anywhere(by, MembershipLevel.APPROVER)
    elif isinstance(entity, Credit) and entity.state == CreditState.DRAFT:
        access.require_level(by, production, MembershipLevel.EDITOR)
    else:
        access.require_level(by, production, MembershipLevel.APPROVER)


def find_no_obstacle(entity: Removable) -> str:
    """Most entries stand alone."""
    return ""


def find_production_obstacle(production: Production) -> str:
    if production.releases.exists():
        return _("“%s” has issued releases and cannot be removed; make it private instead.") % production
    return ""


def find_episode_obstacle(episode: Episode) -> str:
    if episode.releases.exists():
        return _("Episode %s has issued releases and cannot be removed.") % episode
    if episode.cuts.live().exists() or episode.credits.current().exists() or episode.songs.live().exists():
        return _("Episode %s still has cuts, credits or songs; remove those first.") % episode
    if Credit.objects.current().filter(last_episode=episode).exists():
        return _("Episode %s ends the range of a credit; let the range end elsewhere first.") % episode
    if segment := Segment.objects.live().filter(Q(first_episode=episode) | Q(last_episode=episode)).first():
        sentence = _(
            "The segment “%(segment)s” begins or ends with episode %(episode)s; change its range first."
        )
        return sentence % {"segment": segment, "episode": episode}
    return ""


def find_cut_obstacle(cut: Cut) -> str:
    if cut.credits.current().exists():
        return _("Cut %s has credits. A dropped cut keeps its number: set it to omitted instead.") % cut
    if Credit.objects.current().filter(last_cut=cut).exists():
        return (
            _("Cut %s ends the range of a credit. A dropped cut keeps its number: set it to omitted instead.")
            % cut
        )
    return find_placed_obstacle(cut)


def find_placed_obstacle(cut: Cut) -> str:
    if cut.placements.live().exists():
        return _("Cut %s is placed in an edition; take it out of the time line first.") % cut
    if part := EpisodePart.objects.live().filter(Q(first_cut=cut) | Q(last_cut=cut)).first():
        sentence = _("Part %(part)s begins or ends with cut %(cut)s; change its range first.")
        return sentence % {"part": part, "cut": cut}
    return ""


def find_credited_obstacle(entry: Song | Segment) -> str:
    if entry.credits.current().exists():
        return _("“%s” has credits; remove those first.") % entry
    return ""


def find_contributor_obstacle(contributor: Contributor) -> str:
    named = (contributor.credits, contributor.affiliated_credits, contributor.contracted_credits)
    if any(credits.current().exists() for credits in named):
        return _("%s has credits; merge the entry into the right one instead.") % contributor
    if contributor.validated_ai_uses.live().exists():
        return _("%s validated an AI use; change that first.") % contributor
    if contributor.ai_declarations.live().exists():
        return _("%s declared whether AI was used; those declarations stand in their name.") % contributor
    return ""


def find_primary_obstacle(name: ContributorName | ProductionTitle) -> str:
    if name.primary:
        return _("“%s” is the primary one; make another one primary first.") % name
    return ""


def find_ai_system_obstacle(system: AISystem) -> str:
    if system.uses.live().exists():
        return _("%s is used by credits and cannot be removed.") % system
    return ""


def find_character_obstacle(character: Character | CharacterVariant) -> str:
    if character.portrayals.live().exists():
        return _("“%s” is named by credits; change those, or merge the entry into the right one.") % character
    return ""


OBSTACLES: dict[type[Removable], Callable[..., str]] = {
    Production: find_production_obstacle,
    Episode: find_episode_obstacle,
    Cut: find_cut_obstacle,
    Contributor: find_contributor_obstacle,
    ContributorDetails: find_no_obstacle,
    ContributorName: find_primary_obstacle,
    ProductionEdition: find_no_obstacle,
    ProductionTitle: find_primary_obstacle,
    AIDeclaration: find_no_obstacle,
    AISystem: find_ai_system_obstacle,
    AIUse: find_no_obstacle,
    Approval: find_no_obstacle,
    Character: find_character_obstacle,
    CharacterVariant: find_character_obstacle,
    Credit: find_no_obstacle,
    CutPlacement: find_no_obstacle,
    EpisodePart: find_no_obstacle,
    CutRelation: find_no_obstacle,
    EditionTiming: find_no_obstacle,
    ExternalId: find_no_obstacle,
    GroupMembership: find_no_obstacle,
    Membership: find_no_obstacle,
    Portrayal: find_no_obstacle,
    RequiredRole: find_no_obstacle,
    RoleAlias: find_no_obstacle,
    Segment: find_credited_obstacle,
    Song: find_credited_obstacle,
    SongRight: find_no_obstacle,
    TrackerId: find_no_obstacle,
    Webhook: find_no_obstacle,
}


def withdraw_ai_declaration(credit: Credit, *, reason: str, by: User | None, now: datetime) -> Credit:
    """Withdraw what was declared of a credit: it is not asked again, or used by what is recorded. An approver's act."""
    declaration = credit.ai_declarations.live().first()
    if declaration is None:
        raise Refusal(_("This credit has no declaration."), rule="H14")
    remove_entity(declaration, by=by, now=now, reason=reason)
    credit.refresh_from_db()
    return credit
