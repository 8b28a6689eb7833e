"""What people wish for their names, as other verbs ask for it: who is not named in a production (H16)."""

from django.db.models import Max

from productions.catalogue.models.works import Production
from productions.people.services.identities import list_person_uids
from productions.rollkit.document.errata import NameWishes
from productions.shared.choices import WishKind
from productions.wishes.models.wishes import Wish


def read_withholding_wishes(production: Production) -> dict[int, Wish]:
    """The wishes not to be named that hold in the production, by the key of the person. One query."""
    wishes = Wish.objects.withholding().holding_in(production).select_related("statement", "person")
    return {wish.person_id: wish for wish in wishes.order_by("pk")}


def find_newest_wish(production: Production) -> int:
    """The key of the newest wish not to be named that holds in the production, 0 without one: grows with every wish. One query."""
    newest = Wish.objects.withholding().holding_in(production).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def read_wishes_for_errata(production: Production) -> NameWishes:
    """Who is not named in the production's corrections, and whose former name may be told."""
    rows = Wish.objects.in_force().holding_in(production).values_list("kind", "person")
    by_kind: dict[str, set[int]] = {}
    for kind, person in rows:
        by_kind.setdefault(kind, set()).add(person)
    return NameWishes(
        withheld=list_person_uids(by_kind.get(WishKind.WITHHOLD_NAME, ())),
        former_told=list_person_uids(by_kind.get(WishKind.TELL_FORMER_NAME, ())),
    )
