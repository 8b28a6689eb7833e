"""State and its constraints; each constraint carries its own sentence for people."""

from productions.accounts.models.invitations import Invitation
from productions.accounts.models.keys import ApiToken, KeptAnswer
from productions.ai.models import AISystem
from productions.cast.models import Character, CharacterVariant
from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.models.editions import EditionTiming, ProductionEdition
from productions.catalogue.models.memberships import Membership
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Episode, Production, ProductionTitle
from productions.claims.models import Claim
from productions.coverage.models import RequiredRole
from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.billing import Billing
from productions.credits.models.credits import Credit
from productions.credits.models.joint_lines import JointLine
from productions.credits.models.portrayals import Portrayal
from productions.entry.models import SheetColumns, SheetVisitor
from productions.exports.models import Dump, Export
from productions.imports.models import ImportBatch, ImportJob, ImportRow
from productions.ledger.models import Event, Redirect, Tombstone
from productions.operations.models import BeatLease, WorkerSign
from productions.people.models.external_ids import ExternalId
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor, ContributorName
from productions.people.models.private_details import ContributorDetails
from productions.people.models.tracker_ids import TrackerId
from productions.proposals.models import Proposal
from productions.releases.models.approvals import Approval
from productions.releases.models.releases import Release
from productions.releases.models.renditions import ReleasePeople, Rendition, RollText
from productions.roll_templates.models import RollTemplate
from productions.saved_views.models import SavedView
from productions.segments.models import EpisodePart, Segment
from productions.shared_entries.models import Undoable
from productions.songs.models import Song, SongRight
from productions.statistics.models import RecordStatistics
from productions.studio_files.models.fonts import Font
from productions.studio_files.models.logos import Logo
from productions.users.models import User
from productions.vocabulary.models import Department, Role, RoleAlias
from productions.webhooks.models import Webhook
from productions.wishes.models.evidence import Evidence
from productions.wishes.models.wishes import Wish

__all__ = [
    "AIDeclaration",
    "AISystem",
    "AIUse",
    "ApiToken",
    "Approval",
    "BeatLease",
    "Billing",
    "Character",
    "CharacterVariant",
    "Claim",
    "Contributor",
    "ContributorDetails",
    "ContributorName",
    "Credit",
    "Cut",
    "CutPlacement",
    "CutRelation",
    "Department",
    "Dump",
    "EditionTiming",
    "Episode",
    "EpisodePart",
    "Event",
    "Evidence",
    "Export",
    "ExternalId",
    "Font",
    "GroupMembership",
    "ImportBatch",
    "ImportJob",
    "ImportRow",
    "Invitation",
    "JointLine",
    "KeptAnswer",
    "Logo",
    "Membership",
    "Portrayal",
    "Production",
    "ProductionEdition",
    "ProductionTitle",
    "Proposal",
    "RecordStatistics",
    "Redirect",
    "Release",
    "ReleasePeople",
    "Rendition",
    "RequiredRole",
    "Role",
    "RoleAlias",
    "RollTemplate",
    "RollText",
    "SavedView",
    "Segment",
    "SheetColumns",
    "SheetVisitor",
    "Song",
    "SongRight",
    "Tombstone",
    "TrackerId",
    "Undoable",
    "User",
    "Webhook",
    "Wish",
    "WorkerSign",
]
