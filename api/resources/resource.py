"""One kind of entry of the API: what is read (`api.read.resource`), and what tools write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from api.read.resource import PublicResource
from api.write.views import EntryAction, Verb, WritableKind, leave_names


@dataclass(frozen=True, eq=False, kw_only=True)
class Resource(PublicResource):
    """Everything that the API has of one kind of entry; `api.resources.registry` derives the rest."""

    create: Verb | None = None
    """The domain's verb for a new entry; None: tools write none."""
    create_body: Any = None
    """The serializer that declares what its body holds, the verb's arguments."""
    change: Verb | None = None
    """The verb that changes an entry; None: entries never change."""
    change_body: Any = None
    written: Any = None
    """The serializer of answers to writes, where these show more than the public sees."""
    proposed: tuple[str, ...] = ()
    """“create”, “change”: the writes that may become a proposal, since productions share the entry (H15)."""
    take_names: Callable[[], None] = leave_names
    """`name_lock`, as `change` takes it."""
    acts: tuple[EntryAction, ...] = ()
    """What else can be done to an entry, each by POST below it."""
    written_parts: tuple[WritableKind, ...] = ()
    """Parts of an entry that tools write one by one, at addresses of their own."""
    private: Mapping[str, str] = field(default_factory=dict)
    """Columns of the table that are neither shown nor taken from anybody, and why."""
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Bodies for the OpenAPI document, by the name of their schema."""

    @cached_property
    def writable(self) -> WritableKind | None:
        """How tools write it."""
        if self.create is None:
            return None
        return WritableKind(
            self.name,
            self.model,
            self.representation,
            self.create,
            self.create_body,
            self.change,
            self.change_body,
            self.written,
            proposed=self.proposed,
            undoable=self.change is not None,
            take_names=self.take_names,
        )
