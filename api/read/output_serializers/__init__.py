"""What is shown of that which is no resource, and how entries are referred to; `api.resources` declares the entries."""

from api.read.output_serializers.coverage import CoverageOut, DifferenceOut, EditionOut
from api.read.output_serializers.disclosures import DisclosureOut
from api.read.output_serializers.exports import ApprovalListed, ApprovalOut, ExportOut, FontOut, LogoOut
from api.read.output_serializers.webhooks import WebhookMade, WebhookOut, WebhooksOut

__all__ = [
    "ApprovalListed", "ApprovalOut", "CoverageOut", "DifferenceOut", "DisclosureOut", "EditionOut", "ExportOut", "FontOut",
    "LogoOut", "WebhookMade", "WebhookOut", "WebhooksOut",
]  # fmt: skip
