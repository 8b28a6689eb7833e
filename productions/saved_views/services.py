"""Keeping, renaming and dropping one's saved views.

The ledger has none of it: a view is a user's own tool like the columns of their cut sheet, says nothing of a credit, and is deleted
when they drop it (docs/decisions/0103).
"""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.operations.services.transactions import run_in_transaction
from productions.saved_views.models import MAX_NAME_CHARACTERS, MAX_QUERY_CHARACTERS, SavedView
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

MAX_VIEWS_PER_PAGE = 30
"""Views of one user on one page: more are not looked through."""
UNKEPT_NAMES = ("p", "e", "_changelist_filters", "_popup", "_to_field")
"""What an address has beside filters."""
SEARCHED_NAME = "q"
"""What somebody searched for: a person's name more often than not, so it is shared with nobody (H16)."""


def keep_view(
    *, page: str, query: str, name: str, by: User, production: Production | None = None
) -> SavedView:
    """Keep the filters under a name, in place of the user's own of that name; with a production its members see them too.

    Raises Refusal, and NotAllowed where the user is no member of it.
    """
    if production is not None:
        access.require_level(by, production, MembershipLevel.VIEWER)
    named = check_view_name(name)
    kept = clean_query(query, is_shared=production is not None)

    def store() -> SavedView:
        own = SavedView.objects.filter(user=by, page=page)
        if own.exclude(name=named).count() >= MAX_VIEWS_PER_PAGE:
            raise Refusal(_("No more views fit here (limit %d): remove one first.") % MAX_VIEWS_PER_PAGE)
        view, _made = SavedView.objects.update_or_create(
            user=by, page=page, name=named, defaults={"query": kept, "production": production}
        )
        return view

    return run_in_transaction(store)


def rename_view(view: SavedView, *, name: str, by: User) -> SavedView:
    """Call one's own view otherwise. Raises Refusal for a name that another one has, and NotAllowed for another's view."""
    access.require_own(by, view.user)
    named = check_view_name(name)

    def store() -> SavedView:
        if SavedView.objects.filter(user=by, page=view.page, name=named).exclude(pk=view.pk).exists():
            raise Refusal(_("You have a view with this name here already."))
        view.name = named
        view.save(update_fields=["name"])
        return view

    return run_in_transaction(store)


def drop_view(view: SavedView, *, by: User) -> None:
    """Forget one's own view. Raises NotAllowed for another's."""
    access.require_own(by, view.user)
    view.delete()


def check_view_name(name: str) -> str:
    """The name without spaces around. Raises Refusal."""
    named = name.replace("\0", "").strip()
    if not named or len(named) > MAX_NAME_CHARACTERS:
        raise Refusal(_("Give the view a name; the limit of its length is %d.") % MAX_NAME_CHARACTERS)
    return named


def clean_query(query: str, *, is_shared: bool) -> str:
    """The filters of an address, without its page number, and without what was searched for where others see them. Raises Refusal."""
    found = QueryDict(query.removeprefix("?"), mutable=True)
    for name in (*UNKEPT_NAMES, *([SEARCHED_NAME] if is_shared else [])):
        found.pop(name, None)
    kept = found.urlencode()
    if len(kept) > MAX_QUERY_CHARACTERS:
        raise Refusal(_("These filters are too long to be kept."))
    return kept
