"""The studio's door: forms over verbs. Nothing here writes; every change is one verb's."""

from productions.admin import (
    accounts,
    credits,
    fonts,
    intake,
    logos,
    output,
    people,
    proposals,
    roll_templates,
    tokens,
    vocabulary,
    webhooks,
    wishes,
    works,
)

__all__ = [
    "accounts",
    "credits",
    "fonts",
    "intake",
    "logos",
    "output",
    "people",
    "proposals",
    "roll_templates",
    "tokens",
    "vocabulary",
    "webhooks",
    "wishes",
    "works",
]
