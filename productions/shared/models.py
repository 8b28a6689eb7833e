"""What every table shares: a public uid, no deletion, and for most removal with a tombstone."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.shared.queries import LiveQuerySet, RecordQuerySet, refuse_deletion
from productions.shared.uids import new_uid

NAME_LENGTH = 200
TITLE_LENGTH = 1000
"""Longest name or title in characters; longer input is refused, never cut off."""

CODE_LENGTH = 60

DIGEST_LENGTH = 64


class Record(models.Model):
    """A row with a bigint key inside and a time-ordered `uid` outside; it cannot be deleted (H8)."""

    PRIVATE_FIELDS: ClassVar[frozenset[str]] = frozenset()
    """Fields whose values stay out of the ledger, which is never erased; only the fact of change is kept."""

    PERSONAL_FIELDS: ClassVar[frozenset[str]] = frozenset()
    """Fields that say who somebody is: the ledger keeps their values apart, where they can be blanked (H16)."""

    DERIVED_FIELDS: ClassVar[frozenset[str]] = frozenset()
    """Fields computed from others; the ledger leaves them out."""

    KEPT_FIELDS: ClassVar[frozenset[str]] = frozenset()
    """Fields that follow the entry's parts, which have events of their own; the ledger leaves them out."""

    IS_TENANT: ClassVar[bool] = False
    """Whether the entry is a production itself: the ledger files what belongs to one under it."""

    IS_VOCABULARY: ClassVar[bool] = False
    """Whether registrars alone decide about the shared entry while no credit carries it (H15)."""

    CREDIT_PATHS: ClassVar[tuple[str, ...]] = ()
    """The ways from a credit to the shared entry that it carries."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def names_are_private(self) -> bool:
        """Whether the ledger no longer keeps the values of PERSONAL_FIELDS."""
        return False

    @property
    def is_private(self) -> bool:
        """Whether only those who keep the entry see it, though what it belongs to is shared."""
        return False

    @property
    def shared_owner(self) -> "Record | None":
        """The shared entry that this one is or belongs to (H15); None for what is a production's own."""
        return None

    @property
    def label_without_names(self) -> str:
        """What the entry is, as its tombstone says it for good."""
        return str(self)

    def derive(self) -> None:
        """Compute the columns of DERIVED_FIELDS that follow from the row's own values."""

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise refuse_deletion()


class Removable(Record):
    """A row that the `remove` verb can take out of the record, leaving a Tombstone (H8)."""

    removed_at = models.DateTimeField(_("removed at"), null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    """Counts the changes of the row itself, from 1; a writer names the one that they saw (`ledger.services.writing.change`)."""

    objects = LiveQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def names_are_private(self) -> bool:
        return self.removed_at is not None


class Leased(models.Model):
    """A row that is a job: a worker has it until `lease_until` under a fencing `token` (`operations.services.leases`).

    `token` grows with every worker that takes the row, so one whose token is old can change nothing;
    `attempts` counts those since the job last went well. Messages are only doorbells.
    """

    lease_until = models.DateTimeField(null=True, blank=True)
    token = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)

    class Meta:
        abstract = True


LIVE = models.Q(removed_at=None)


class OpenCodeField(models.CharField):  # type: ignore[type-arg]
    """A code of a list that productions add to: its choices are the built-in ones, and others are taken.

    Whether one of the others is known is the verbs' to ask, since it depends on other rows.
    """

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(None if value is None else "", model_instance)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        """`get_edition_display` says the label that the query set brought, if any (`catalogue.queries.label_of_edition`)."""

        def display(entity: Any) -> str:
            brought = entity.__dict__.get(f"{name}_label")
            return str(brought or dict(self.flatchoices).get(getattr(entity, name), getattr(entity, name)))

        setattr(cls, f"get_{name}_display", display)
        super().contribute_to_class(cls, name, private_only)
