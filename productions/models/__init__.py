"""State and its constraints; each constraint carries its own sentence for people."""

from productions.models.ai import AISystem
from productions.models.ai_uses import AIDeclaration, AIUse
from productions.models.approvals import Approval
from productions.models.claims import Claim
from productions.models.credits import Credit
from productions.models.cuts import Cut, CutRelation
from productions.models.evidence import Evidence
from productions.models.exports import Dump, Export
from productions.models.fonts import Font
from productions.models.imports import ImportBatch, ImportRow
from productions.models.invitations import Invitation
from productions.models.keys import ApiToken, KeptAnswer
from productions.models.logos import Logo
from productions.models.memberships import Membership
from productions.models.people import Contributor, ContributorName, ExternalId
from productions.models.private_details import ContributorDetails
from productions.models.processes import BeatLease, WorkerSign
from productions.models.proposals import Proposal
from productions.models.record import Event, Redirect, Tombstone
from productions.models.releases import Release
from productions.models.renditions import ReleasePeople, Rendition, RollText
from productions.models.requirements import RequiredRole
from productions.models.templates import RollTemplate
from productions.models.undoables import Undoable
from productions.models.users import User
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
