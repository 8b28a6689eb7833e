"""Productions, their titles and their episodes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production, ProductionTitle
from productions.catalogue.services.catalogue_signals import EPISODE_PLACE, place_changed
from productions.catalogue.services.episode_ranges import add_episodes, list_first_numbers
from productions.catalogue.services.memberships import grant_membership
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import change_entity, create_entity
from productions.shared.choices import MembershipLevel, TitleKind, Visibility
from productions.shared.names import clean_text, title_sort_key
from productions.shared.refusals import Refusal
from productions.shared.training_mining import prepare_training_mining
from productions.users import access
from productions.users.models import User

EDITOR = MembershipLevel.EDITOR
APPROVER = MembershipLevel.APPROVER


@transaction.atomic
def create_production(
    *,
    title: str,
    kind: str,
    by: User | None,
    now: datetime,
    title_kind: str = TitleKind.NATIVE,
    title_kana: str = "",
    episodes: str = "",
    reason: str = "",
    **values: Any,
) -> Production:
    """A new production with its primary title (and its reading); who makes it becomes its approver.

    `episodes`: how many it has, or a range of them (`12`, `1–12`), which are made with it. `values`: released_on (date), year, fps_num, fps_den (frames per second as a fraction), visibility, public_from
    (when a private one becomes public by itself), invented, remark and remark_language (BCP 47), training_mining (what its makers say about its
    use for AI). Raises NotAllowed, Refusal.
    """
    access.require_may_create_production(by)
    values = prepare_production_values(values)
    require_coming(values.get("public_from"), values.get("visibility", Visibility.PRIVATE), now=now)
    copied = clean_text(title)
    production = Production(kind=kind, title=copied, sort_key=title_sort_key(title_kana or title), **values)
    first = ProductionTitle(production=production, text=title, kind=title_kind, primary=True)
    prepare_entity(first)
    create_entity(production, by=by, now=now, reason=reason)
    first.production = production
    create_entity(first, by=by, now=now)
    if title_kana:
        reading = ProductionTitle(production=production, text=title_kana, kind=TitleKind.KANA)
        create_entity(reading, by=by, now=now)
    if by is not None and not by.is_superuser:
        grant_membership(user=by, production=production, level=APPROVER, by=None, now=now)
    if episodes:
        add_episodes(production, numbers=list_first_numbers(episodes), by=by, now=now)
    return production


@transaction.atomic
def update_production(
    production: Production, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Production:
    """Change a production; see create_production for `values`. Whether and when it is public is an approver's to change.

    What becomes public waits for no moment any more.
    """
    touched = {
        name
        for name in ("visibility", "public_from")
        if values.get(name, getattr(production, name)) != getattr(production, name)
    }
    access.require_level(by, production, APPROVER if touched else EDITOR)
    values = prepare_production_values(values)
    visibility = values.get("visibility", production.visibility)
    if "public_from" in touched:
        require_coming(values["public_from"], visibility, now=now)
    elif visibility == Visibility.PUBLIC:
        values["public_from"] = None
    year = production.year
    change_entity(production, values, by=by, now=now, reason=reason)
    if production.year != year:
        production.credits.update(release_year=production.year)
    return production


def prepare_production_values(values: dict[str, Any]) -> dict[str, Any]:
    """The values with those that have a form of their own as the columns have them. Raises Refusal."""
    if "training_mining" not in values:
        return values
    return {**values, "training_mining": prepare_training_mining(values["training_mining"])}


def publish_production(
    production: Production, *, by: User | None, now: datetime, reason: str = ""
) -> Production:
    """Make the production public: its confirmed credits, coverage and open claims can be queried (H12)."""
    return update_production(production, by=by, now=now, reason=reason, visibility=Visibility.PUBLIC)


def schedule_publication(
    production: Production, *, at: datetime, by: User | None, now: datetime, reason: str = ""
) -> Production:
    """Let a private production become public by itself at a moment, such as its broadcast: never earlier (`publish_due`)."""
    return update_production(production, by=by, now=now, reason=reason, public_from=at)


def cancel_publication(
    production: Production, *, by: User | None, now: datetime, reason: str = ""
) -> Production:
    """Take back the moment; the production stays private. Raises Refusal where none is set."""
    access.require_level(by, production, APPROVER)
    if production.public_from is None:
        raise Refusal(_("“%s” has no publication time.") % production)
    return update_production(production, by=by, now=now, reason=reason, public_from=None)


def require_coming(moment: datetime | None, visibility: str, *, now: datetime) -> None:
    """Raise Refusal for a moment that a production cannot wait for."""
    if moment is None:
        return
    if visibility == Visibility.PUBLIC:
        raise Refusal(
            fields={
                "public_from": [
                    _("A production that is already public cannot be scheduled to become public.")
                ]
            }
        )
    if moment <= now:
        raise Refusal(
            fields={"public_from": [_("This time has passed; choose a later one, or make it public now.")]}
        )


def publish_due(*, now: datetime) -> int:
    """Make those productions public whose moment has come; returns how many. The sweep's call, which may come late.

    Each in its own transaction, and looked at again under its lock: two sweeps at once publish it once, and one that was
    made public, cancelled or removed meanwhile is left alone.
    """
    due = Production.objects.waiting_for_moment(now)
    return sum(
        publish_at_moment(key, now=now)
        for key in due.order_by("public_from", "pk").values_list("pk", flat=True)
    )


@transaction.atomic
def publish_at_moment(key: int, *, now: datetime) -> bool:
    """Make one production public if its moment has come. Returns whether it was this call that did."""
    production = Production.objects.waiting_for_moment(now).select_for_update().filter(pk=key).first()
    if production is None:
        return False
    values = {"visibility": Visibility.PUBLIC, "public_from": None}
    change_entity(production, values, by=None, now=now, reason="The moment that was set has come.")
    return True


@transaction.atomic
def add_title(
    production: Production, *, text: str, kind: str, by: User | None, now: datetime, primary: bool = False
) -> ProductionTitle:
    """Another title of a production; a primary one takes over from the one before."""
    access.require_level(by, production, EDITOR)
    if primary:
        demote_primary_title(production, by=by, now=now)
    entry = ProductionTitle(production=production, text=text, kind=kind, primary=primary)
    title = create_entity(entry, by=by, now=now, action="added")
    copy_title(production)
    return title


@transaction.atomic
def update_title(
    title: ProductionTitle, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ProductionTitle:
    """Change a title's text, kind or rank; the primary one steps down only for another one."""
    access.require_level(by, title.production, EDITOR)
    if title.primary and values.get("primary") is False:
        raise Refusal(
            _("A production needs a primary title. Make another title primary instead of clearing this one."),
            fields={"primary": [_("Make another title primary instead.")]},
        )
    if values.get("primary") and not title.primary:
        demote_primary_title(title.production, by=by, now=now)
    change_entity(title, values, by=by, now=now, reason=reason)
    copy_title(title.production)
    return title


def demote_primary_title(production: Production, *, by: User | None, now: datetime) -> None:
    """The primary title makes room for another one."""
    for title in production.titles.live().filter(primary=True):
        change_entity(title, {"primary": False}, by=by, now=now)


def copy_title(production: Production) -> None:
    """Keep the copies on the production, from the primary title and its reading, in step."""
    titles = list(production.titles.live())
    primary = next(title for title in titles if title.primary)
    reading = next((title.text for title in titles if title.kind == TitleKind.KANA), primary.text)
    production.title = primary.text
    production.sort_key = title_sort_key(reading)
    production.save(update_fields=["title", "sort_key"])


def add_episode(
    production: Production, *, number: str, by: User | None, now: datetime, **values: Any
) -> Episode:
    """A new episode. `number` is kept as given; `values`: kind, title, title_kana, title_en, released_on."""
    access.require_level(by, production, EDITOR)
    return create_entity(Episode(production=production, number=number, **values), by=by, now=now)


@transaction.atomic
def update_episode(
    episode: Episode, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Episode:
    """Change an episode; see add_episode for `values`. It stays with its production."""
    access.require_level(by, episode.production, EDITOR)
    if values.get("production", episode.production) != episode.production:
        raise Refusal(fields={"production": [_("An episode cannot be moved to another production.")]})
    change_entity(episode, values, by=by, now=now, reason=reason)
    if EPISODE_PLACE & values.keys():
        place_changed.send(sender=Episode, place=episode)
    return episode
