"""The ledger and what stays of entries that were removed or merged."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from productions.ledger.queries import EventQuerySet, StandingQuerySet
from productions.shared.choices import PERSONAL_MARK
from productions.shared.models import CODE_LENGTH, NAME_LENGTH, Record
from productions.shared.queries import refuse_deletion
from productions.shared.refusals import Refusal
from productions.shared.uids import new_uid

SHOWN_ELSEWHERE = (
    "aisystem", "contributor", "contributorname", "cut", "department", "episode", "externalid", "production",
    "productiontitle", "role", "segment", "song",
)  # fmt: skip
"""Tables whose entries are shown as parts of others: readers may keep them until the ledger has a change."""
SHOWN_ELSEWHERE_CHANGED = models.Q(entity_type__in=SHOWN_ELSEWHERE) & ~models.Q(action="created")
"""What is new was kept by nobody. A name or an identifier that comes later has the action "added"."""


class Event(models.Model):
    """One line of the ledger: who changed what, when, why.

    `changes` maps each field to `[old, new]`; a private field to `["(private)", "(private)"]`. Where a value is
    personal it has PERSONAL_MARK, and `personal` maps the field to the pair itself until that is blanked (H16). Readers take
    `shown_changes` and `shown_reason`.
    `seq` is the gap-free public number, given afterwards by the sequencer so that writers never wait. What had no effect
    that the public could see has none for good, and is `silent`: a gap, or a number that grows, would tell of it.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    seq = models.PositiveBigIntegerField(_("number"), null=True, unique=True)
    silent = models.BooleanField(_("not public"), default=False, db_default=False, editable=False)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        db_index=False,  # nobody asks for one's events, and every write would pay for it
    )
    action = models.CharField(_("action"), max_length=CODE_LENGTH)
    entity_type = models.CharField(_("entry"), max_length=CODE_LENGTH)
    entity_uid = models.UUIDField(_("entry uid"))
    production = models.ForeignKey(
        "Production", models.PROTECT, null=True, related_name="events", verbose_name=_("production"),
        db_index=False,  # event_by_production begins with it
    )  # fmt: skip
    changes = models.JSONField(_("changes"), default=dict, encoder=DjangoJSONEncoder)
    personal = models.JSONField(_("personal values"), default=dict, db_default={}, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger event")
        verbose_name_plural = _("ledger")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["entity_uid", "id"], name="event_by_entity"),
            models.Index(fields=["production", "id"], name="event_by_production"),
            models.Index(fields=["id"], condition=models.Q(seq=None, silent=False), name="event_unnumbered"),
            models.Index(fields=["id"], condition=SHOWN_ELSEWHERE_CHANGED, name="event_shown_in_others"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.entity_type} {self.entity_uid}"

    @property
    def shown_changes(self) -> dict[str, list[Any]]:
        """`changes` with the personal values in their places; for those that were blanked, a sentence."""
        whole = self.changes | self.personal
        return {name: [show_value(value) for value in pair] for name, pair in whole.items()}

    @property
    def shown_reason(self) -> str:
        return str(show_value(self.reason))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Refusal(str(_("The ledger is only added to.")), rule="H8")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise refuse_deletion()


def show_value(value: Any) -> Any:
    """A value of an event as people read it, in their language."""
    return gettext("withheld since") if value == PERSONAL_MARK else value


class Tombstone(Record):
    """That an entry was removed, by whom, when and why; its row stays too, out of sight (H8).

    It stands until the removal is undone, and stays after that.
    """

    entity_type = models.CharField(_("entry"), max_length=CODE_LENGTH)
    entity_uid = models.UUIDField(_("entry uid"), db_index=True)
    label = models.CharField(_("what it was"), max_length=NAME_LENGTH)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("removed by"),
    )
    removed_at = models.DateTimeField(_("removed at"))
    reason = models.TextField(_("reason"))
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    was_public = models.BooleanField(
        _("was public"),
        default=False,
        db_default=False,
        help_text=_("Visitors are told that it was removed, not that there is no such entry."),
    )

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity_uid"],
                condition=models.Q(undone_at=None),
                name="tombstone_once",
                violation_error_message=_("It was already removed."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Redirect(Record):
    """Where a merged entry's uid leads now (H8), until the merge is undone."""

    entity_type = models.CharField(_("entry"), max_length=CODE_LENGTH)
    from_uid = models.UUIDField(_("from uid"), db_index=True)
    to_uid = models.UUIDField(_("to uid"), db_index=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    was_public = models.BooleanField(
        _("was public"), default=False, db_default=False, help_text=_("The change feed reports the merge.")
    )

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="redirect_leads_elsewhere",
                condition=~models.Q(from_uid=models.F("to_uid")),
                violation_error_message=_("An entry cannot lead to itself."),
            ),
            models.UniqueConstraint(
                fields=["from_uid"],
                condition=models.Q(undone_at=None),
                name="redirect_once",
                violation_error_message=_("One of the two was already removed or merged."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_uid} → {self.to_uid}"
