"""What merges and removals changed, kept so that one call takes them back (H15)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.shared.intake_choices import UndoableKind
from productions.shared.models import CODE_LENGTH, Record


class Undoable(Record):
    """One merge, removal or correction of a kind. Part of the act whose events tell of it, as a tombstone or redirect is.

    `lines` are the rows that it changed, each `[table, key, {column: [before, after]}]`, in the order in which they are taken
    back. They hold keys, flags, codes and times, never a text: names stay in the rows alone (H16), and so the undo needs no value of
    the ledger that may have been blanked.
    """

    PRIVATE_FIELDS = frozenset({"lines"})

    kind = models.CharField(_("what"), max_length=CODE_LENGTH, choices=UndoableKind)
    entity_type = models.CharField(_("kind of entry"), max_length=CODE_LENGTH)
    entity_uid = models.UUIDField(_("entry uid"), db_index=True)
    into_uid = models.UUIDField(_("merged into"), null=True, editable=False)
    lines = models.JSONField(default=list, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("done by")
    )
    done_at = models.DateTimeField(_("done at"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)

    class Meta:
        verbose_name = _("merge or removal")
        verbose_name_plural = _("merges and removals")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity_type", "entity_uid"],
                condition=Q(undone_at=None),
                name="undoable_once",
                violation_error_message=_("The entry has already been merged or removed."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
