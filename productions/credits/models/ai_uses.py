"""Uses of AI systems and declarations of whether AI was used, which hang on credits (H2, H14)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from productions.ai.models import AISystem
from productions.credits.models.credits import Credit
from productions.credits.queries.ai_uses import AIDeclarationQuerySet, AIUseQuerySet
from productions.people.models.people import Contributor
from productions.shared.ai_choices import AIInputKind, AIRework, ShareMethod, ShareOf
from productions.shared.choices import (
    AIBasis,
    AIState,
    AITask,
    Extent,
    Oversight,
    SourceType,
)
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Removable

ANSWERS = [choice for choice in AIState.choices if choice[0] != AIState.NOT_ASKED]
"""What can be declared."""


class AIUse(Removable):
    """One use of an AI system inside a credit; the people of that credit are its operators (H2)."""

    PRIVATE_FIELDS = frozenset({"input", "note", "approval_ref"})
    PERSONAL_FIELDS = frozenset({"validated_by"})

    credit = models.ForeignKey(Credit, models.PROTECT, related_name="ai_uses", verbose_name=_("credit"))
    ai_system = models.ForeignKey(AISystem, models.PROTECT, related_name="uses", verbose_name=_("AI system"))
    task = models.CharField(_("task"), max_length=CODE_LENGTH, choices=AITask)
    source_type = models.CharField(_("IPTC source type"), max_length=CODE_LENGTH, choices=SourceType)
    oversight = models.CharField(_("oversight"), max_length=CODE_LENGTH, choices=Oversight)
    validated_by = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, related_name="validated_ai_uses",
        verbose_name=_("validated by"),
    )  # fmt: skip
    validated_at = models.DateTimeField(_("validated at"), null=True, blank=True)
    extent = models.CharField(_("extent"), max_length=CODE_LENGTH, choices=Extent)
    share = models.DecimalField(
        _("share (percent)"), max_digits=5, decimal_places=2, null=True, blank=True,
        help_text=_("How much of the frames or cuts of the credit, where somebody measured it."),
    )  # fmt: skip
    share_of = models.CharField(
        _("share of"), max_length=CODE_LENGTH, choices=ShareOf, blank=True, default="", db_default=""
    )
    share_method = models.CharField(
        _("how it was measured"),
        max_length=CODE_LENGTH,
        choices=ShareMethod,
        blank=True,
        default="",
        db_default="",
    )
    input_kind = models.CharField(
        _("given to it"), max_length=CODE_LENGTH, choices=AIInputKind, blank=True, default="", db_default="",
        help_text=_("What it worked from, and whose that is. Empty: not asked."),
    )  # fmt: skip
    rework = models.CharField(
        _("afterwards"), max_length=CODE_LENGTH, choices=AIRework, blank=True, default="", db_default="",
        help_text=_("What people did to the result, and who. Empty: not asked."),
    )  # fmt: skip
    input = models.TextField(
        _("input (private)"), blank=True, help_text=_("Drawing, prompt or file that went in.")
    )
    note = models.TextField(_("note (private)"), blank=True)
    approval_ref = models.CharField(_("approval reference (private)"), max_length=NAME_LENGTH, blank=True)

    objects = AIUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("AI use")
        verbose_name_plural = _("AI uses")
        ordering: ClassVar = ["credit", "pk"]
        indexes: ClassVar = [models.Index(fields=["credit", "source_type"], name="ai_use_by_credit")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="h7_validation_has_person_and_time",
                condition=~Q(oversight=Oversight.HUMAN_VALIDATED)
                | Q(validated_by__isnull=False, validated_at__isnull=False),
                violation_error_message=_(
                    "“Validated by a person” needs the person who validated it and the time."
                ),
            ),
            models.CheckConstraint(
                name="ai_use_source_type_known",
                condition=Q(source_type__in=SourceType.values),
                violation_error_message=_("The source type is a live IPTC code."),
            ),
            models.CheckConstraint(
                name="ai_use_share_is_explained",
                condition=Q(share=None, share_of="", share_method="")
                | Q(share__isnull=False) & ~Q(share_of="") & ~Q(share_method=""),
                violation_error_message=_("A share says of what it is and how it was measured."),
            ),
            models.CheckConstraint(
                name="ai_use_share_is_percent",
                condition=Q(share=None) | Q(share__gt=0, share__lte=100),
                violation_error_message=_("A share is above 0 and at most 100 percent."),
            ),
            models.CheckConstraint(
                name="ai_use_whole_is_all",
                condition=~Q(extent=Extent.WHOLE) | Q(share=None) | Q(share=100),
                violation_error_message=_("The whole result has no share below 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ai_system} · {self.get_task_display()}"

    @property
    def names_are_private(self) -> bool:
        """As those of its credit: operator and validator are often one person."""
        return super().names_are_private or self.credit.names_are_private


class AIDeclaration(Removable):
    """A named person's answer, for one credit, to whether AI was used in its work (H14).

    `wording` is the very sentence that they agreed to. A declaration of a role and scope is one row for each
    credit that was listed, so that a credit which is entered later was not asked. Removing it withdraws it.
    """

    PRIVATE_FIELDS = frozenset({"declared_by", "wording", "note"})

    credit = models.ForeignKey(
        Credit, models.PROTECT, related_name="ai_declarations", verbose_name=_("credit")
    )
    answer = models.CharField(_("answer"), max_length=CODE_LENGTH, choices=ANSWERS)
    declared_by = models.ForeignKey(
        Contributor, models.PROTECT, related_name="ai_declarations", verbose_name=_("declared by")
    )
    declared_at = models.DateTimeField(_("declared at"))
    wording = models.TextField(_("sentence agreed to"))
    basis = models.CharField(_("basis"), max_length=CODE_LENGTH, choices=AIBasis)
    note = models.TextField(_("note (private)"), blank=True)

    objects = AIDeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration of AI use")
        verbose_name_plural = _("declarations of AI use")
        ordering: ClassVar = ["credit", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["credit"],
                condition=LIVE,
                name="ai_declared_once",
                violation_error_message=_("This credit has a declaration already; withdraw that one first."),
            ),
            models.CheckConstraint(
                name="h14_answer_is_none_or_used",
                condition=Q(answer__in=[code for code, _label in ANSWERS]),
                violation_error_message=_("Whether AI was used is answered with none or used."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()} · {localtime(self.declared_at):%Y-%m-%d}"
