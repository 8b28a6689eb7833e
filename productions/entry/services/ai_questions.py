"""What the sheet asks of an AI use: three plain questions, whose answers are the codes of IPTC."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from productions.ai.models import AISystem
from productions.shared.choices import AITask, Oversight, SourceType
from productions.users.models import User

Question = dict[str, Any]


def describe_questions(user: User) -> dict[str, Any]:
    """What the dialog offers, in the reader's language; the systems are those that the user sees. One query."""
    systems = AISystem.objects.visible_to(user).order_by("name", "pk").values_list("name", flat=True)
    return {
        "tasks": [{"value": value, "label": str(label)} for value, label in AITask.choices],
        "systems": list(dict.fromkeys(systems)),
        "oversights": [{"value": value, "label": str(label)} for value, label in Oversight.choices],
        "questions": ask_what_was_done(),
    }


def ask_what_was_done() -> Question:
    """The first question; each answer has a `source`, or the next question."""
    return {
        "question": _("What did the AI do?"),
        "options": [
            {"label": _("It made something new: a picture, a voice, a text"), "next": ask_about_the_rest()},
            {"label": _("It worked over what people had made"), "next": ask_what_is_new()},
            {
                "label": _("It computed by fixed rules and has learned from no examples"),
                "source": SourceType.ALGORITHMIC_MEDIA,
            },
        ],
    }


def ask_about_the_rest() -> Question:
    return {
        "question": _("Is there anything in it that people made?"),
        "options": [
            {"label": _("No, all of it is the AI's"), "source": SourceType.TRAINED_ALGORITHMIC_MEDIA},
            {
                "label": _("Yes, it was put together with drawings, photographs or recordings"),
                "source": SourceType.COMPOSITE_SYNTHETIC,
            },
        ],
    }


def ask_what_is_new() -> Question:
    return {
        "question": _("Did it add or redraw anything?"),
        "options": [
            {
                "label": _("Yes: parts of it are drawn, coloured or spoken by the AI"),
                "source": SourceType.COMPOSITE_WITH_TRAINED,
            },
            {
                "label": _("No: it is only cleaner, sharper or larger"),
                "source": SourceType.ALGORITHMICALLY_ENHANCED,
            },
        ],
    }
