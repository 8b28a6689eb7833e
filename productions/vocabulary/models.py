"""The role vocabulary: departments, roles and the other ways their labels are written."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.shared.choices import Scope
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Record, Removable
from productions.shared.names import search_key
from productions.shared.reader_texts import pick_reader_text
from productions.vocabulary.queries import AliasQuerySet, RoleQuerySet, VocabularyQuerySet


class Department(Record):
    """A part of a staff list: direction, animation, photography."""

    code = models.SlugField(_("code"), max_length=CODE_LENGTH, unique=True)
    label_en = models.CharField(_("label, English"), max_length=NAME_LENGTH)
    label_ja = models.CharField(_("label, Japanese"), max_length=NAME_LENGTH)
    order = models.PositiveIntegerField(_("order"))

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return pick_reader_text(self, "label")


class Role(Record):
    """A job. Never deleted, only retired: old credits keep it. `order` is its place in the department."""

    IS_VOCABULARY = True
    CREDIT_PATHS = ("role",)

    code = models.SlugField(_("code"), max_length=CODE_LENGTH, unique=True)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="roles", verbose_name=_("department")
    )
    scope = models.CharField(_("usual scope"), max_length=CODE_LENGTH, choices=Scope)
    label_en = models.CharField(_("label, English"), max_length=NAME_LENGTH)
    label_ja = models.CharField(_("label, Japanese"), max_length=NAME_LENGTH)
    order = models.PositiveIntegerField(_("order"))
    held_by_companies = models.BooleanField(_("usually held by companies"), default=False)
    is_labour = models.BooleanField(
        _("work of people"), default=True, db_default=True,
        help_text=_("Whether a company credited with it says how many people it stands for (H6)."),
    )  # fmt: skip
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True, editable=False)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering: ClassVar = ["department__order", "order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="role_scope_known",
                condition=Q(scope__in=Scope.values),
                violation_error_message=_("The scope is production, episode or cut."),
            ),
        ]

    def __str__(self) -> str:
        return pick_reader_text(self, "label")

    @property
    def shared_owner(self) -> Record:
        return self


class RoleAlias(Removable):
    """Another way a role is printed (レイアウト, LO, Layout)."""

    DERIVED_FIELDS = frozenset({"search_key"})

    role = models.ForeignKey(Role, models.PROTECT, related_name="aliases", verbose_name=_("role"))
    text = models.CharField(_("label"), max_length=NAME_LENGTH)
    search_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, db_index=True)

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("role alias")
        verbose_name_plural = _("role aliases")
        ordering: ClassVar = ["role", "text", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["role", "text"],
                condition=LIVE,
                name="role_alias_once",
                violation_error_message=_("The role already has this alias."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def shared_owner(self) -> Record:
        return self.role

    def derive(self) -> None:
        self.search_key = search_key(self.text)
