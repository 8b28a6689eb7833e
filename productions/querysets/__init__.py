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
    public_names,
    public_production,
    refuse_deletion,
    seen_by,
)
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
    ClaimQuerySet,
    MembershipQuerySet,
    OperatorsQuerySet,
    UserQuerySet,
)
from productions.querysets.output import (
    ApprovalQuerySet,
    DumpQuerySet,
    EventQuerySet,
    ExportQuerySet,
    ReleaseQuerySet,
    StudioFileQuerySet,
    TokenQuerySet,
    WebhookQuerySet,
)
from productions.querysets.parts import ExternalIdQuerySet, NameQuerySet, TitleQuerySet
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
    "LiveQuerySet",
    "MembershipQuerySet",
    "NameQuerySet",
    "NamedQuerySet",
    "OperatorsQuerySet",
    "PartQuerySet",
    "ProductionQuerySet",
    "RecordQuerySet",
    "RelationQuerySet",
    "ReleaseQuerySet",
    "RoleQuerySet",
    "RollTemplateQuerySet",
    "Shared",
    "StudioFileQuerySet",
    "TitleQuerySet",
    "TokenQuerySet",
    "UserQuerySet",
    "VocabularyQuerySet",
    "WebhookQuerySet",
    "WishQuerySet",
    "public_names",
    "public_production",
    "refuse_deletion",
    "seen_by",
]
