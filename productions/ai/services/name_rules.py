"""Rule H4 at the verbs: a placeholder or an AI system's name is nobody's name."""

from productions.ai.models import AISystem
from productions.shared.placeholders import placeholder_reason
from productions.shared.refusals import Refusal


def read_registered_systems() -> frozenset[str]:
    """The folded names of every registered AI system, for `placeholder_reason`. One query."""
    return frozenset(AISystem.objects.live().values_list("name_key", flat=True))


def refuse_placeholder(text: str, *, field: str, systems: frozenset[str] | None = None) -> None:
    """Raise Refusal on `field` when `text` is no name; bulk verbs read `systems` once and pass them."""
    names = read_registered_systems() if systems is None else systems
    if problem := placeholder_reason(text, systems=names):
        raise Refusal(fields={field: [problem]}, rule="H4")
