"""Refusals: how a verb says no, in one sentence that a person can act on.

A verb raises `Refusal` (well formed, but a rule says no), `NotAllowed` (not you), `ProposalNeeded` (not you alone),
`TooMany` and `NotNow` (not now), `NoRoom` (the disk is full) or `Stale` (someone else changed it first); each door turns them into its own answer (form error, exit
code, HTTP status).
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from productions.shared.disk import NO_ROOM
from productions.shared.sentences import Language, Sentence

READER_LANGUAGE = Language(gettext, ngettext)
"""The language of whoever is served, by the catalogue."""


class Refusal(Exception):
    """A verb will not do this. `reasons` are complete sentences; `fields` ties some of them to inputs.

    Sentences of pure modules are said here in the language of whoever is served.

    `rule` is the id of the rule that says no (`"H13"`), or an empty string.
    """

    def __init__(
        self,
        *reasons: str | Sentence,
        rule: str = "",
        fields: Mapping[str, Sequence[str | Sentence]] | None = None,
    ) -> None:
        self.fields = {
            name: [translate_for_reader(text) for text in texts] for name, texts in (fields or {}).items()
        }
        self.general = [translate_for_reader(reason) for reason in reasons]
        self.rule = rule
        super().__init__(" ".join(self.reasons))

    @property
    def reasons(self) -> list[str]:
        """Every sentence, the general ones first, none twice."""
        every = [*self.general, *(text for texts in self.fields.values() for text in texts)]
        return list(dict.fromkeys(every))

    @property
    def sentences_with_fields(self) -> list[str]:
        """Every sentence, with the name of its field before it where it has one; for command lines and logs."""
        by_field = [f"{name}: {text}" for name, texts in self.fields.items() for text in texts]
        return [*self.general, *by_field]


def translate_for_reader(text: str | Sentence) -> str:
    """A text in the reader's language; lazy ones of gettext are in it by themselves."""
    return text.said(READER_LANGUAGE) if isinstance(text, Sentence) else str(text)


class NotAllowed(Refusal):
    """The acting user may not do this."""


class ProposalNeeded(Refusal):
    """The acting user may not do this alone: it can be proposed (`productions.proposals.services.proposals.create_proposal`, H15).

    The sentence is the same whichever productions are concerned, and names and counts none, so that it tells nobody of
    those that they may not see. `entry` and `also` are the entries that the act is about, `arguments` what the verb was
    given besides.
    """

    def __init__(
        self, act: str, entry: Any, *, also: Any = None, arguments: Mapping[str, Any], reason: str = ""
    ) -> None:
        super().__init__(
            gettext(
                "Productions share this entry: where it is not yours alone, a change is a proposal, which an approver of another "
                "production or a registrar decides."
            ),
            rule="H15",
        )
        self.act, self.entry, self.also = act, entry, also
        self.arguments, self.reason = dict(arguments), reason


class NoRoom(Refusal):
    """There is no room to store what was brought (`productions.shared.disk`); nothing of it was stored."""

    def __init__(self) -> None:
        super().__init__(NO_ROOM)


class Stale(Refusal):
    """Someone else changed the row since the user read it."""


class TooMany(Refusal):
    """The account has as many as it may; `wait` is when to ask again."""

    def __init__(self, reason: str, *, wait: timedelta) -> None:
        super().__init__(reason)
        self.wait = max(1, -(-wait // timedelta(seconds=1)))
        """Whole seconds, as Retry-After has them."""


class NotNow(TooMany):
    """The database is busy or away, or what is asked for is just being made: nothing was done, and `wait` is when to try again."""


def refusal_from(error: ValidationError) -> Refusal:
    """A model's ValidationError as a Refusal; the `__all__` key becomes general reasons."""
    if not hasattr(error, "error_dict"):
        return Refusal(*error.messages)
    by_field = {name: list(texts) for name, texts in error.message_dict.items()}
    general = by_field.pop("__all__", [])
    return Refusal(*general, fields=by_field)
