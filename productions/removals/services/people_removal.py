"""Many contributors out of the record at once: those whom an import entered, and on whom nothing stands."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from productions.catalogue.models.works import Production
from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.credits import Credit
from productions.ledger.services.redaction import blank_personal
from productions.ledger.services.removing_many import mark_each_removed
from productions.people.models.external_ids import ExternalId
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor, ContributorName
from productions.shared.choices import MembershipLevel
from productions.users import access
from productions.users.models import User
from productions.wishes.models.wishes import Wish

MAX_PEOPLE_AT_ONCE = 2000
"""Contributors that one query looks at; SQLite takes 32,766 values."""


@transaction.atomic
def remove_unused_people(
    production: Production, keys: Sequence[int], *, by: User | None, now: datetime, reason: str
) -> int:
    """Remove those of the contributors (keys) that were entered for the production and stand for nobody's credit; returns how many.

    Editors of the production may: nobody else is concerned. Whoever has a credit, a wish, an identifier, a group, a declaration or a merged
    entry stays. Costs the same few queries for every MAX_PEOPLE_AT_ONCE.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    removed = 0
    for start in range(0, len(keys), MAX_PEOPLE_AT_ONCE):
        some = find_unused(production, keys[start : start + MAX_PEOPLE_AT_ONCE])
        people = list(some.select_for_update(of=("self",)).order_by("pk"))
        names = ContributorName.objects.filter(contributor__in=people).values_list("uid", flat=True)
        blank_personal([*(person.uid for person in people), *names])
        mark_each_removed(people, by=by, now=now, reason=reason)
        removed += len(people)
    return removed


def find_unused(production: Production, keys: Sequence[int]) -> QuerySet[Contributor]:
    """Those of the contributors on whom nothing stands."""
    credits = Credit.objects.current()
    standing = (
        credits.filter(contributor=OuterRef("pk")),
        credits.filter(affiliation=OuterRef("pk")),
        credits.filter(contracted_by=OuterRef("pk")),
        AIUse.objects.live().filter(validated_by=OuterRef("pk")),
        AIDeclaration.objects.live().filter(declared_by=OuterRef("pk")),
        Wish.objects.filter(person=OuterRef("pk")),
        GroupMembership.objects.live().filter(group=OuterRef("pk")),
        GroupMembership.objects.live().filter(member=OuterRef("pk")),
        ExternalId.objects.live().filter(contributor=OuterRef("pk")),
        Contributor.objects.filter(merged_into=OuterRef("pk")),
    )
    found = Contributor.objects.live().filter(pk__in=keys, entered_for=production)
    for rows in standing:
        found = found.exclude(Exists(rows))
    return found
