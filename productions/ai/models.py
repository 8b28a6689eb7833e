"""AI systems, which are never contributors (H1)."""

from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.ai.queries import AISystemQuerySet
from productions.catalogue.models.works import Production
from productions.shared.ai_choices import AIHosting, AISystemKind, CodeOfConduct, TrainingSource
from productions.shared.languages import LanguageField
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Record, Removable
from productions.shared.names import search_key
from productions.shared.placeholders import system_key

UNDISCLOSED_STANDS_ALONE = _("“Not disclosed” cannot be combined with another answer.")
WEB_PAGE = URLValidator(schemes=("http", "https"))


class AISystem(Removable):
    """A model or tool. It has no name slot on any credit: an AI system is never a contributor (H1).

    What is disclosed of it is what somebody says of it, with the page that they read and the day. What is empty was not
    asked or is not known; that its maker does not say is an answer of its own. `training_sources` are codes with spaces
    between them, in the order of their list.
    """

    PRIVATE_FIELDS = frozenset({"entered_for"})
    DERIVED_FIELDS = frozenset({"name_key", "search_key"})
    CREDIT_PATHS = ("ai_uses__ai_system",)

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    vendor = models.CharField(_("vendor"), max_length=NAME_LENGTH)
    version = models.CharField(_("version"), max_length=CODE_LENGTH, blank=True)
    model_type = models.CharField(
        _("C2PA model type"),
        max_length=CODE_LENGTH,
        blank=True,
        help_text=_("As it was typed before there was a list of kinds."),
    )
    kind = models.CharField(
        _("kind"), max_length=CODE_LENGTH, choices=AISystemKind, blank=True, default="", db_default="",
        help_text=_("What it is, as a code of C2PA. Empty: not asked."),
    )  # fmt: skip
    model_identifier = models.CharField(
        _("identifier of the model"), max_length=NAME_LENGTH, blank=True, default="", db_default="",
        help_text=_("What identifies this exact model: the address of its model card or package, or a digest."),
    )  # fmt: skip
    hosting = models.CharField(
        _("hosting"), max_length=CODE_LENGTH, choices=AIHosting, blank=True, default="", db_default="",
        help_text=_("Where it runs. Empty: not asked."),
    )  # fmt: skip
    training_sources = models.CharField(
        _("training data"), max_length=CODE_LENGTH, blank=True, default="", db_default="",
        help_text=_("What it was trained on, as its maker says; several may hold. Nothing: not asked."),
    )  # fmt: skip
    training_data = models.TextField(_("training data, as disclosed"), blank=True)
    training_data_language = LanguageField(_("language of that text"))
    statement_url = models.URLField(
        _("statement on training data"), blank=True, default="", db_default="", validators=[WEB_PAGE],
        help_text=_("The page where the maker says so."),
    )  # fmt: skip
    statement_read_on = models.DateField(
        _("statement read on"), null=True, blank=True, help_text=_("The day on which it said so.")
    )
    code_of_conduct = models.CharField(
        _("code for AI developers"), max_length=CODE_LENGTH, choices=CodeOfConduct, blank=True, default="",
        db_default="",
        help_text=_("What its maker says to the Cabinet Office's code (Japan). Empty: not looked up."),
    )  # fmt: skip
    code_of_conduct_url = models.URLField(
        _("answer to the code"), blank=True, default="", db_default="", validators=[WEB_PAGE],
        help_text=_("The page where the maker says so."),
    )  # fmt: skip
    code_of_conduct_read_on = models.DateField(
        _("answer read on"),
        null=True,
        blank=True,
        help_text=_("The day on which it said so, or said nothing."),
    )
    url = models.URLField(_("web page"), blank=True)
    entered_for = models.ForeignKey(
        Production, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("entered for (private)"),
    )  # fmt: skip
    name_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, db_index=True)
    search_key = models.CharField(max_length=4 * NAME_LENGTH, editable=False, db_index=True)

    objects = AISystemQuerySet.as_manager()

    class Meta:
        verbose_name = _("AI system")
        verbose_name_plural = _("AI systems")
        ordering: ClassVar = ["name", "version", "pk"]
        constraints: ClassVar = [
            # Once for each production, and once for none: across productions a refusal would tell of systems that
            # only others use. The verb refuses what its caller sees.
            models.UniqueConstraint(
                fields=["name", "vendor", "version", "entered_for"],
                condition=LIVE & Q(entered_for__isnull=False),
                name="ai_system_once_in_production",
                violation_error_message=_("This AI system is already registered."),
            ),
            models.UniqueConstraint(
                fields=["name", "vendor", "version"],
                condition=LIVE & Q(entered_for=None),
                name="ai_system_once",
                violation_error_message=_("This AI system is already registered."),
            ),
            models.CheckConstraint(
                name="ai_system_undisclosed_stands_alone",
                condition=~Q(training_sources__contains=TrainingSource.UNDISCLOSED)
                | Q(training_sources=TrainingSource.UNDISCLOSED),
                violation_error_message=UNDISCLOSED_STANDS_ALONE,
            ),
            models.CheckConstraint(
                name="ai_system_statement_has_page",
                condition=Q(statement_read_on=None) | ~Q(statement_url=""),
                violation_error_message=_(
                    "The day on which a statement was read needs the page that was read."
                ),
            ),
            models.CheckConstraint(
                name="ai_system_code_has_answer",
                condition=~Q(code_of_conduct="") | Q(code_of_conduct_url="", code_of_conduct_read_on=None),
                violation_error_message=_(
                    "Enter the maker's answer to the code; a page or a day alone is no answer."
                ),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.version, f"({self.vendor})") if part)

    @property
    def shared_owner(self) -> Record:
        return self

    def derive(self) -> None:
        self.name_key = system_key(self.name)
        self.search_key = search_key(f"{self.name} {self.vendor}")
