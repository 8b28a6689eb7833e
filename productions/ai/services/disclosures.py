"""What is disclosed of AI systems: how it is given, and what was said of a system at which time (H14, H15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from productions.ai.models import UNDISCLOSED_STANDS_ALONE, AISystem
from productions.ledger.models import Event
from productions.ledger.services.ledger import read_newest_number
from productions.shared.ai_choices import AISystemKind, TrainingSource
from productions.shared.refusals import Refusal

DISCLOSED = (
    "kind", "model_type", "model_identifier", "hosting", "training_sources", "training_data",
    "training_data_language", "statement_url", "statement_read_on", "code_of_conduct", "code_of_conduct_url", "code_of_conduct_read_on",
)  # fmt: skip
"""The columns that say what is disclosed of a system."""
DAYS = ("statement_read_on", "code_of_conduct_read_on")


class Disclosure(NamedTuple):
    """What was said of a system from one moment on, until the next one was recorded."""

    since: datetime | None
    """None: since before the public saw the system."""
    values: Mapping[str, Any]
    """By the names of DISCLOSED; days as ISO 8601."""


def prepare_disclosure(values: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """The values of a verb with what they disclose as the columns have it. Raises Refusal.

    A `model_type` that is a code of C2PA is the kind too, where no kind is given: so tools that know no `kind` go on saying it.
    """
    found = dict(values)
    if "training_sources" in found:
        found["training_sources"] = join_training_sources(found["training_sources"])
    if "kind" not in found and found.get("model_type") in AISystemKind.values:
        found["kind"] = found["model_type"]
    late = [name for name in DAYS if isinstance(found.get(name), date) and found[name] > localdate(now)]
    if late:
        raise Refusal(fields={name: [_("This day is in the future.")] for name in late})
    return found


def join_training_sources(codes: str | Iterable[str]) -> str:
    """Codes of TrainingSource as the column has them: each once, in the order of the list. Raises Refusal."""
    given = set(codes.split() if isinstance(codes, str) else codes)
    if unknown := sorted(given - set(TrainingSource.values)):
        raise Refusal(
            fields={
                "training_sources": [
                    _("“%(code)s” is not known here; known are %(known)s.")
                    % {"code": unknown[0], "known": ", ".join(TrainingSource.values)}
                ]
            }
        )
    if TrainingSource.UNDISCLOSED in given and len(given) > 1:
        raise Refusal(fields={"training_sources": [str(UNDISCLOSED_STANDS_ALONE)]})
    return " ".join(code for code in TrainingSource.values if code in given)


def split_training_sources(text: str) -> list[str]:
    """The codes of the column."""
    return text.split()


def list_disclosures(system: AISystem) -> list[Disclosure]:
    """Everything that was said of a system in public, newest first, what is said now at least. A few queries.

    The ledger is read backwards from what the row says now. Changes that the public was not told, since nobody but members saw
    the system, are no versions of their own: of several in a row the last stands, without a moment.
    """
    read_newest_number()  # so that what was recorded a moment ago has its number
    values = {name: show_disclosed(getattr(system, name)) for name in DISCLOSED}
    found: list[Disclosure] = []
    in_private = False
    for event in Event.objects.filter(entity_uid=system.uid).order_by("-pk"):
        changed = {name: pair for name, pair in event.changes.items() if name in DISCLOSED}
        if not changed and event.action != "created":
            continue
        if event.seq is not None or not in_private:
            found.append(Disclosure(event.at if event.seq is not None else None, dict(values)))
        in_private = event.seq is None
        values |= {name: show_disclosed(old) for name, (old, _new) in changed.items()}
    return found or [Disclosure(None, values)]


def show_disclosed(value: Any) -> Any:
    """A value of the row or of an event, alike; what an event calls none the row has as an empty text."""
    return value.isoformat() if isinstance(value, date) else value
