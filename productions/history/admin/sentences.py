"""Acts of the ledger as sentences with names, linked to what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.history.admin import actions
from productions.history.admin.links import find_entry_address
from productions.history.services.acts import Act, Group
from productions.history.services.entries import (
    Reference,
    find_entries,
    find_model,
    is_birth,
    list_changed_links,
    list_record_models,
)
from productions.history.services.labels import find_common_role, label_entry, name_places, needs_kind
from productions.history.services.values import EMPTY, is_private, list_told_changes, word_field, word_value
from productions.ledger.models import Event
from productions.users.models import User

MAX_DETAILS = 10
JOINED_KINDS = ({("export", "requested")}, {("export", "finished")})
"""What comes by the dozen, each as an act of its own."""
PERSON_FIELDS = frozenset({"contributor", "credited_as"})
"""A credit's fields that say one thing together: who it is."""
COUNTED_KINDS = frozenset(
    {
        "credit", "cut", "episode", "aiuse", "aideclaration", "portrayal", "character", "segment", "song",
        "cutplacement", "cutrelation",
    }
)  # fmt: skip
"""Kinds that every member of their production sees: of those that a page has not read, the number may be told."""


@dataclass(slots=True)
class Told:
    """A sentence about one event, or about several of one kind. `event` and `entry` are those of a single one; `way` is found later."""

    sentence: SafeString
    details: list[SafeString] = field(default_factory=list)
    more: int = 0
    event: Event | None = None
    entry: Any = None
    way: Any = None  # a WayBack


@dataclass(slots=True)
class ToldAct:
    """The sentences of one act, with the reasons that were given."""

    act: Act
    told: list[Told]
    reasons: list[str]


class Teller:
    """Tells acts to one user: what they may not see is not told, and not counted.

    `known` are entries of the page that were looked up already.
    """

    def __init__(self, request: HttpRequest, user: User, known: Mapping[Reference, Any]) -> None:
        self.request = request
        self.user = user
        self.entries: dict[Reference, Any] = dict(known)

    def tell_acts(self, acts: Sequence[Act]) -> list[ToldAct]:
        """The acts that the user may be told of."""
        self.look_up(event for act in acts for event in act.events)
        told = (self.tell_act(act) for act in join_exports(acts))
        return [each for each in told if each.told]

    def look_up(self, events: Iterable[Event]) -> None:
        """Find the entries that the sentences name."""
        wanted: set[Reference] = set()
        for event in events:
            if (model := find_model(event)) is not None:
                wanted.add((model, str(event.entity_uid)))
            wanted.update(list_changed_links(event))
        self.entries |= find_entries(wanted - self.entries.keys(), self.user)

    def find_entry(self, event: Event) -> Any:
        """The entry that an event is about; None where the user does not see it."""
        model = find_model(event) or User
        return self.entries.get((model, str(event.entity_uid)))

    def tell_act(self, act: Act) -> ToldAct:
        groups: dict[Group, list[tuple[Event, Any]]] = {}
        for event in reversed(act.events):
            entry = self.find_entry(event)
            if entry is not None:
                groups.setdefault((event.entity_type, event.action), []).append((event, entry))
        for key in act.untold.keys() - groups.keys():
            groups[key] = []
        told = []
        reasons: list[str] = []
        for (kind, action), pairs in groups.items():
            untold = act.untold.get((kind, action), 0) if kind in COUNTED_KINDS else 0
            who = self.tell_actor(act)
            if len(pairs) == 1 and not untold:
                told.append(self.tell_one(who, *pairs[0]))
            elif pairs or untold:
                told.append(self.tell_many(who, kind, action, pairs, untold))
            reasons += [event.shown_reason for event, _entry in pairs if event.reason]
        return ToldAct(act, told, list(dict.fromkeys(reasons))[:MAX_DETAILS])

    def tell_actor(self, act: Act) -> SafeString:
        """Who did it."""
        actor = act.events[0].actor
        name = actor.get_full_name() or str(actor) if actor else _("the operator")
        return format_html("<strong>{}</strong>", name)

    def tell_one(self, who: SafeString, event: Event, entry: Any) -> Told:
        """A single event, whole."""
        what = self.link_entry(entry)
        model = type(entry)
        changes = list_told_changes(event)
        if event.action in actions.BY_ITSELF or is_birth(event):
            sentence = self.tell_birth(who, what, event, entry, changes)
            return Told(sentence, event=event, entry=entry)
        named = self.name_change(entry, changes)
        if event.action == "changed" and named is not None:
            name, (old, new) = named
            if is_private([old, new]):
                template = actions.CHANGED_PRIVATELY
            elif name in PERSON_FIELDS and isinstance(entry, Credit):
                template = actions.CHANGED_PERSON
            elif old in EMPTY:
                template = actions.FILLED_FIELD
            else:
                template = actions.EMPTIED_FIELD if new in EMPTY else actions.CHANGED_FIELD
            words = {"old": self.word(model, name, old), "new": self.word(model, name, new)}
            sentence = format_html(str(template), who=who, what=what, field=word_field(model, name), **words)
            return Told(sentence, event=event, entry=entry)
        told = Told(self.say(event.action, who, what), event=event, entry=entry)
        if event.action in changes.get("state", ()):
            del changes["state"]
        told.details = [self.tell_change(model, name, pair) for name, pair in changes.items()][:MAX_DETAILS]
        return told

    def tell_birth(
        self, who: SafeString, what: SafeString, event: Event, entry: Any, changes: Mapping[str, list[Any]]
    ) -> SafeString:
        """That an entry came, went or came back; of a credit also whom it named."""
        if not (isinstance(entry, Credit) and event.action == "created"):
            return self.say(event.action, who, what)
        name = changes.get("credited_as", [None, None])[1]
        if name in EMPTY:
            return format_html(str(actions.ENTERED), who=who, what=what)
        value = self.word(Credit, "credited_as", name)
        return format_html(str(actions.ENTERED_NAME), who=who, what=what, value=value)

    def tell_many(
        self, who: SafeString, kind: str, action: str, pairs: Sequence[tuple[Event, Any]], untold: int
    ) -> Told:
        """Several events of one kind, with the first of them below."""
        what = self.count_entries(kind, [entry for _event, entry in pairs], untold)
        if kind == "credit" and action == "created":
            sentence = format_html(str(actions.ENTERED), who=who, what=what)
        else:
            sentence = self.say(action, who, what)
        details = [self.tell_briefly(event, entry) for event, entry in pairs[:MAX_DETAILS]]
        return Told(sentence, details, more=len(pairs) + untold - len(details))

    def count_entries(self, kind: str, entries: Sequence[Any], untold: int) -> SafeString:
        """“12 credits in C001–C012”."""
        count = len({entry.pk for entry in entries}) + untold
        meta = (entries[0] if entries else list_record_models()[kind])._meta
        noun = meta.verbose_name if count == 1 else meta.verbose_name_plural
        places, role = ("", "") if untold else (name_places(entries), find_common_role(entries))
        if places and role:
            template = _("{count} {kind} ({role}) in {places}")
        else:
            template = _("{count} {kind} in {places}") if places else _("{count} {kind}")
        return format_html(template, count=count, kind=noun, places=places, role=role)

    def tell_briefly(self, event: Event, entry: Any) -> SafeString:
        """One event among several of its kind."""
        model, what = type(entry), self.link_entry(entry)
        changes = list_told_changes(event)
        if event.action in changes.get("state", ()):
            del changes["state"]
        if isinstance(entry, Credit) and event.action == "created":
            name = changes.get("credited_as", [None, None])[1]
            changes = {} if name in EMPTY else {"credited_as": [None, name]}
        elif event.action in actions.BY_ITSELF or is_birth(event):
            changes = {}
        if not changes:
            return what
        if (named := self.name_change(entry, changes)) is not None:
            changes = dict([named])
        parts = [self.tell_change(model, name, pair) for name, pair in changes.items()]
        return format_html("{}: {}", what, SafeString("; ".join(parts)))

    def name_change(self, entry: Any, changes: Mapping[str, list[Any]]) -> tuple[str, list[Any]] | None:
        """The one thing that changed: a field, or who a credit names; None where more did."""
        if isinstance(entry, Credit) and "credited_as" in changes and changes.keys() <= PERSON_FIELDS:
            return "credited_as", changes["credited_as"]
        return next(iter(changes.items())) if len(changes) == 1 else None

    def tell_change(self, model: Any, name: str, pair: list[Any]) -> SafeString:
        """A field with its old and its new value."""
        label = word_field(model, name)
        if is_private(pair):
            return format_html(_("{field}, which is private"), field=label)
        old, new = (self.word(model, name, value) for value in pair)
        if pair[0] in EMPTY:
            return format_html(_("{field}: {new}"), field=label, new=new)
        return format_html(_("{field}: {old} → {new}"), field=label, old=old, new=new)

    def word(self, model: Any, name: str, value: Any) -> str:
        return word_value(model, name, value, self.entries)

    def say(self, action: str, who: SafeString, what: SafeString) -> SafeString:
        """The sentence of an action."""
        template = actions.SENTENCES.get(action, actions.OTHER)
        return format_html(str(template), who=who, what=what, action=action)

    def link_entry(self, entry: Any) -> SafeString:
        """What an entry is called, with the way to its page where there is one."""
        label = label_entry(entry)
        address = find_entry_address(self.request, entry)
        linked = format_html('<a href="{}">{}</a>', address, label) if address else format_html("{}", label)
        if getattr(entry, "removed_at", None) is not None:
            linked = format_html(_("{entry} (removed)"), entry=linked)
        if not needs_kind(entry):
            return linked
        return format_html(_("{kind} “{entry}”"), kind=entry._meta.verbose_name, entry=linked)


def join_exports(acts: Sequence[Act]) -> list[Act]:
    """The acts, with exports that were asked for or made one after another, by one person on one day, as one."""
    joined: list[Act] = []
    last: tuple[Any, ...] | None = None
    for act in acts:
        kinds = {(event.entity_type, event.action) for event in act.events}
        alike = (localdate(act.at), act.events[0].actor_id, *kinds)
        if kinds in JOINED_KINDS and alike == last and not act.untold:
            joined[-1] = Act([*joined[-1].events, *act.events])
        else:
            joined.append(act)
        last = alike
    return joined
