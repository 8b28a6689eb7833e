"""State and its constraints; each constraint carries its own sentence for people."""

from productions.models.accounts import Membership, User
from productions.models.ai import AIDeclaration, AISystem, AIUse
from productions.models.approvals import Approval
from productions.models.credits import Credit, Evidence
from productions.models.cuts import Cut, CutRelation
from productions.models.fonts import Font
from productions.models.intake import Claim, ImportBatch, ImportRow
from productions.models.invitations import Invitation
from productions.models.keys import ApiToken, KeptAnswer
from productions.models.logos import Logo
from productions.models.output import Dump, Export, Release
from productions.models.people import Contributor, ContributorName, ExternalId
from productions.models.private_details import ContributorDetails
from productions.models.processes import BeatLease, WorkerSign
from productions.models.proposals import Proposal
from productions.models.record import Event, Redirect, Tombstone
from productions.models.renditions import ReleasePeople, Rendition, RollText
from productions.models.requirements import RequiredRole
from productions.models.templates import RollTemplate
from productions.models.undoables import Undoable
from productions.models.vocabulary import Department, Role, RoleAlias
from productions.models.webhooks import Webhook
from productions.models.wishes import Wish
from productions.models.works import Episode, Production, ProductionTitle

__all__ = [
    "AIDeclaration",
    "AISystem",
    "AIUse",
    "ApiToken",
    "Approval",
    "BeatLease",
    "Claim",
    "Contributor",
    "ContributorDetails",
    "ContributorName",
    "Credit",
    "Cut",
    "CutRelation",
    "Department",
    "Dump",
    "Episode",
    "Event",
    "Evidence",
    "Export",
    "ExternalId",
    "Font",
    "ImportBatch",
    "ImportRow",
    "Invitation",
    "KeptAnswer",
    "Logo",
    "Membership",
    "Production",
    "ProductionTitle",
    "Proposal",
    "Redirect",
    "Release",
    "ReleasePeople",
    "Rendition",
    "RequiredRole",
    "Role",
    "RoleAlias",
    "RollTemplate",
    "RollText",
    "Tombstone",
    "Undoable",
    "User",
    "Webhook",
    "Wish",
    "WorkerSign",
]
