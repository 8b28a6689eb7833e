"""What the public sees, declared: the schema and the rows both come from these classes."""

from api.read.output_serializers.credits import (
    AIUseEntry,
    AIUseOut,
    CoverageOut,
    CreditOut,
    DifferenceOut,
    EditionOut,
    ReleaseDetail,
    ReleaseOut,
)
from api.read.output_serializers.entries import (
    AISystemOut,
    ContributorOut,
    CutOut,
    DepartmentOut,
    EpisodeOut,
    ProductionOut,
    ProductionWritten,
    RoleOut,
)
from api.read.output_serializers.exports import ApprovalListed, ApprovalOut, ExportOut, FontOut, LogoOut
from api.read.output_serializers.parts import (
    ContributorWritten,
    ExternalIdEntry,
    KeptOut,
    NameEntry,
    NameWritten,
    PrivateDetailsEntry,
    TitleEntry,
)
from api.read.output_serializers.webhooks import WebhookMade, WebhookOut, WebhooksOut

__all__ = [
    "AISystemOut", "AIUseEntry", "AIUseOut", "ApprovalListed", "ApprovalOut", "ContributorOut", "ContributorWritten", "CoverageOut", "CreditOut", "CutOut", "DepartmentOut", "DifferenceOut",
    "EditionOut", "EpisodeOut", "ExportOut", "ExternalIdEntry", "FontOut", "KeptOut", "LogoOut", "NameEntry", "NameWritten", "PrivateDetailsEntry", "ProductionOut", "ProductionWritten", "ReleaseDetail", "ReleaseOut", "RoleOut",
    "TitleEntry", "WebhookMade", "WebhookOut", "WebhooksOut",
]  # fmt: skip
