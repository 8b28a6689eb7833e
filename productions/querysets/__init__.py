"""Reads as words that chain: `Credit.objects.public().with_names().in_roll_order()`.

`public()` is the one home of what strangers may see; `visible_to(user)` of what a staff user may see.
Every order ends in a unique key.
"""

from productions.querysets.accounts import InvitationQuerySet, TokenQuerySet
from productions.querysets.ai import AISystemQuerySet
from productions.querysets.ai_uses import AIDeclarationQuerySet, AIUseQuerySet
from productions.querysets.base import (
    LiveQuerySet,
    NamedQuerySet,
    RecordQuerySet,
    public_names,
    public_production,
    refuse_deletion,
)
from productions.querysets.catalogue import (
    CutQuerySet,
    EpisodeQuerySet,
    MembershipQuerySet,
    PartQuerySet,
    ProductionQuerySet,
    RelationQuerySet,
    TitleQuerySet,
)
from productions.querysets.claims import ClaimQuerySet
from productions.querysets.credits import CreditQuerySet
from productions.querysets.exports import DumpQuerySet, ExportQuerySet
from productions.querysets.imports import OperatorsQuerySet
from productions.querysets.ledger import EventQuerySet, StandingQuerySet
from productions.querysets.people import (
    ContributorQuerySet,
    ExternalIdQuerySet,
    NameQuerySet,
    PrivateDetailsQuerySet,
)
from productions.querysets.proposals import ProposalQuerySet
from productions.querysets.releases import ApprovalQuerySet, ReleaseQuerySet
from productions.querysets.shared_entries import Shared
from productions.querysets.studio_files import StudioFileQuerySet
from productions.querysets.templates import RollTemplateQuerySet
from productions.querysets.users import UserQuerySet, kept_by, seen_by
from productions.querysets.vocabulary import AliasQuerySet, RoleQuerySet, VocabularyQuerySet
from productions.querysets.webhooks import WebhookQuerySet
from productions.querysets.wishes import WishQuerySet

__all__ = [
    "AIDeclarationQuerySet",
    "AISystemQuerySet",
    "AIUseQuerySet",
    "AliasQuerySet",
    "ApprovalQuerySet",
    "ClaimQuerySet",
    "ContributorQuerySet",
    "CreditQuerySet",
    "CutQuerySet",
    "DumpQuerySet",
    "EpisodeQuerySet",
    "EventQuerySet",
    "ExportQuerySet",
    "ExternalIdQuerySet",
    "InvitationQuerySet",
    "LiveQuerySet",
    "MembershipQuerySet",
    "NameQuerySet",
    "NamedQuerySet",
    "OperatorsQuerySet",
    "PartQuerySet",
    "PrivateDetailsQuerySet",
    "ProductionQuerySet",
    "ProposalQuerySet",
    "RecordQuerySet",
    "RelationQuerySet",
    "ReleaseQuerySet",
    "RoleQuerySet",
    "RollTemplateQuerySet",
    "Shared",
    "StandingQuerySet",
    "StudioFileQuerySet",
    "TitleQuerySet",
    "TokenQuerySet",
    "UserQuerySet",
    "VocabularyQuerySet",
    "WebhookQuerySet",
    "WishQuerySet",
    "kept_by",
    "public_names",
    "public_production",
    "refuse_deletion",
    "seen_by",
]
