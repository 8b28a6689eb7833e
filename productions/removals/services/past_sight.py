"""Who saw what was removed or merged, while it stood: they alone are told that it was there, and may take that back."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from productions.ai.models import AISystem
from productions.cast.models import CharacterVariant
from productions.catalogue.models.cuts import CutRelation
from productions.catalogue.models.works import Production
from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.portrayals import Portrayal
from productions.people.models.external_ids import ExternalId
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor, ContributorName
from productions.people.models.private_details import ContributorDetails
from productions.people.models.tracker_ids import TrackerId
from productions.shared.choices import PRIVATE_NAME_KINDS
from productions.songs.models import SongRight
from productions.users.access import is_everyone
from productions.users.models import User
from productions.users.queries import kept_by, seen_by
from productions.vocabulary.models import RoleAlias
from productions.webhooks.models import Webhook
from productions.wishes.models.wishes import Wish

OWNERS: dict[type[Model], str] = {
    Production: "pk",
    CutRelation: "from_cut__production",
    AIUse: "credit__production",
    AIDeclaration: "credit__production",
    SongRight: "song__production",
    CharacterVariant: "character__production",
    Portrayal: "credit__production",
}
"""The path to the production of an entry, where it is not `production`."""


def filter_ever_seen(model: type[Model], user: User) -> QuerySet[Any]:
    """The rows of a kind that can be removed which `user` sees, or saw while they stood."""
    rows: QuerySet[Any] = model._default_manager.all()
    if is_everyone(user):
        return rows
    return rows.filter(build_sight_condition(model, user))


def build_sight_condition(model: type[Model], user: User) -> Q:
    """The condition of `filter_ever_seen`: the rules of `visible_to`, whether or not the row was removed since."""
    contributors: Any = Contributor.objects.all()
    if model in (Contributor, AISystem):
        shared: Any = model._default_manager.all()
        return Q(pk__in=shared.ever_visible_to(user).order_by().values("pk"))
    of_people = Q(contributor__in=contributors.ever_visible_to(user).order_by().values("pk"))
    if model is ContributorName:
        private = Q(kind__in=PRIVATE_NAME_KINDS)
        return (~private & of_people) | (private & kept_by(user))
    if model is ExternalId:
        return of_people | seen_by(user, "production") | seen_by(user, "episode__production")
    if model is ContributorDetails:
        return kept_by(user)
    if model is GroupMembership:
        seen = contributors.ever_visible_to(user).order_by().values("pk")
        withheld = Wish.objects.withholding().filter(person=OuterRef("member"))
        return Q(group__in=seen, member__in=seen) & ~Q(Exists(withheld))
    if model is TrackerId:
        of_withheld = TrackerId.objects.naming_withheld().order_by().values("pk")
        return seen_by(user, "production") & ~Q(pk__in=of_withheld)
    if model is RoleAlias:
        return Q()
    if model is Webhook:
        return Q(user=user)
    return seen_by(user, OWNERS.get(model, "production"))


def could_see(user: User, entry: Any) -> bool:
    """Whether `user` sees the entry, or saw it while it stood. One query."""
    return bool(filter_ever_seen(type(entry), user).filter(pk=entry.pk).exists())
