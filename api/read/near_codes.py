"""What somebody may have meant who mistyped a code."""

from collections.abc import Collection
from difflib import get_close_matches


def suggest_code(text: str, known: Collection[str]) -> str:
    """What may have been meant, as the middle of a sentence; empty where nothing is near."""
    near = get_close_matches(text[:60], sorted(known), n=1)
    return f" (did you mean “{near[0]}”?)" if near else ""
