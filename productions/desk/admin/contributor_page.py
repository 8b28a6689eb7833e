"""The page of a contributor, to be read: names, works by year, groups, identifiers, wishes, and who may be the same."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.credits.services.person_works import list_person_works
from productions.people.models.external_ids import ExternalId
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.known_people import describe_known_people, find_known_people
from productions.shared.choices import MembershipLevel
from productions.wishes.models.wishes import Wish


@add_pages(Contributor)
class ContributorPages(AddedPages):
    """What the form of an entry has above its fields; everything as the user may see it."""

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        user = staff_user(request)
        names = list(ContributorName.objects.visible_to(user).filter(contributor=obj))
        texts = [name.text for name in names if not name.is_private]
        rows = GroupMembership.objects.visible_to(user).filter(Q(group=obj) | Q(member=obj))
        memberships = list(rows.select_related("group", "member").order_by("since", "pk"))
        wishes = Wish.objects.visible_to(user).in_force().filter(person=obj)
        return {
            "shown_names": names,
            "works": [
                {
                    "work": work,
                    "is_member": self.owner.has_level(request, work.production, MembershipLevel.VIEWER),
                    "is_editor": self.owner.has_level(request, work.production, MembershipLevel.EDITOR),
                }
                for work in list_person_works(obj, user=user)
            ],
            "members": [each for each in memberships if each.group_id == obj.pk],
            "groups": [each for each in memberships if each.member_id == obj.pk],
            "identifiers": ExternalId.objects.visible_to(user).filter(contributor=obj),
            "wishes": wishes.select_related("production"),
            "known": describe_known_people(
                find_known_people(texts, kind=obj.kind, by=user, besides=obj), by=user
            ),
        }
