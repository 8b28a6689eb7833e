"""The studio's door: forms over verbs. Nothing here writes; every change is one verb's."""

from productions.admin import (
    accounts,
    claims,
    credits,
    fonts,
    intake,
    invitations,
    logos,
    output,
    people,
    private_details,
    roll_templates,
    tokens,
    vocabulary,
    webhooks,
    wishes,
    works,
)

__all__ = [
    "accounts",
    "claims",
    "credits",
    "fonts",
    "intake",
    "invitations",
    "logos",
    "output",
    "people",
    "private_details",
    "roll_templates",
    "tokens",
    "vocabulary",
    "webhooks",
    "wishes",
    "works",
]
