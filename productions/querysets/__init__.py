"""Reads as words that chain: `Credit.objects.public().with_names().in_roll_order()`.

`public()` is the one home of what strangers may see; `visible_to(user)` of what a staff user may see.
Every order ends in a unique key.
"""

from productions.querysets.ai import AIDeclarationQuerySet, AISystemQuerySet, AIUseQuerySet
from productions.querysets.base import (
    LiveQuerySet,
    NamedQuerySet,
    RecordQuerySet,
    Shared,
    StandingQuerySet,
    kept_by,
    public_names,
    public_production,
    refuse_deletion,
    seen_by,
)
from productions.querysets.claims import ClaimQuerySet
from productions.querysets.entries import (
    AliasQuerySet,
    ContributorQuerySet,
    CreditQuerySet,
    CutQuerySet,
    EpisodeQuerySet,
    PartQuerySet,
    ProductionQuerySet,
    RelationQuerySet,
    RoleQuerySet,
    VocabularyQuerySet,
)
from productions.querysets.members import (
    MembershipQuerySet,
    OperatorsQuerySet,
    UserQuerySet,
)
from productions.querysets.output import (
    ApprovalQuerySet,
    DumpQuerySet,
    EventQuerySet,
    ExportQuerySet,
    InvitationQuerySet,
    ReleaseQuerySet,
    StudioFileQuerySet,
    TokenQuerySet,
    WebhookQuerySet,
)
from productions.querysets.parts import (
    ExternalIdQuerySet,
    NameQuerySet,
    PrivateDetailsQuerySet,
    TitleQuerySet,
)
from productions.querysets.proposals import ProposalQuerySet
from productions.querysets.templates import RollTemplateQuerySet
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
