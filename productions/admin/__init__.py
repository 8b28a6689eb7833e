"""The studio's door: forms over verbs. Nothing here writes; every change is one verb's.

Each module registers its models' pages (`admin.register`) and those that it adds to other models' entries (`add_pages`).
"""

from productions.admin import (
    accounts,
    ai_desk,
    claim_acts,
    claims,
    credits,
    desk,
    difference,
    fonts,
    intake,
    invitations,
    logos,
    output,
    people,
    preview,
    private_details,
    proposals,
    removals,
    roll_templates,
    tokens,
    vocabulary,
    webhooks,
    wishes,
    works,
)
from productions.admin.template_editor import unsaved_preview

__all__ = [
    "accounts",
    "ai_desk",
    "claim_acts",
    "claims",
    "credits",
    "desk",
    "difference",
    "fonts",
    "intake",
    "invitations",
    "logos",
    "output",
    "people",
    "preview",
    "private_details",
    "proposals",
    "removals",
    "roll_templates",
    "tokens",
    "unsaved_preview",
    "vocabulary",
    "webhooks",
    "wishes",
    "works",
]
