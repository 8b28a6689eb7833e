"""Groups: who the members of a unit, a committee or a pen name that several share are said to be."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from productions.people.models.people import Contributor
from productions.people.queries import GroupMembershipQuerySet
from productions.shared.models import LIVE, Record, Removable


class GroupMembership(Removable):
    """One member of a group, with the days of it where they are known.

    A group is an organization, its members are people and organizations. Nothing says that those recorded are all. It is no
    affiliation: whom a committee's member works for is said by credits alone.
    """

    PERSONAL_FIELDS = frozenset({"member"})

    group = models.ForeignKey(
        Contributor, models.PROTECT, related_name="group_members", verbose_name=_("group")
    )
    member = models.ForeignKey(
        Contributor, models.PROTECT, related_name="group_memberships", verbose_name=_("member")
    )
    since = models.DateField(_("member since"), null=True, blank=True)
    until = models.DateField(_("member until"), null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("group membership")
        verbose_name_plural = _("group memberships")
        ordering: ClassVar = ["group", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "member", "since"],
                condition=LIVE & Q(since__isnull=False),
                name="group_member_once_at_a_time",
                violation_error_message=_("The group already has this member."),
            ),
            models.UniqueConstraint(
                fields=["group", "member"],
                condition=LIVE & Q(since=None),
                name="group_member_once",
                violation_error_message=_("The group already has this member."),
            ),
            models.CheckConstraint(
                name="group_is_not_its_member",
                condition=~Q(group=F("member")),
                violation_error_message=_("A group cannot be a member of itself."),
            ),
            models.CheckConstraint(
                name="group_member_dates_in_order",
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                violation_error_message=_("The first day of the membership is after its last day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.member}"

    @property
    def shared_owner(self) -> Record:
        return self.group

    @property
    def names_are_private(self) -> bool:
        """Also where the member withholds their name anywhere: what the group did would name them there."""
        return super().names_are_private or bool(self.member.wishes.withholding().exists())

    @property
    def label_without_names(self) -> str:
        return str(self._meta.verbose_name)
