"""Productions with their members, titles, episodes and cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import Case, F, Model, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from productions.interchange.cut_lists.cut_numbers import normalize_cut_number
from productions.shared.choices import Visibility
from productions.shared.numbers import number_key
from productions.shared.queries import LiveQuerySet, NamedQuerySet, public_production
from productions.shared.reader_texts import get_page_language, list_localised_columns
from productions.users.queries import approved_by, edited_by, seen_by

if TYPE_CHECKING:
    from datetime import datetime

    from productions.users.models import User

M = TypeVar("M", bound=Model)


class MembershipQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of one's productions."""
        return self.live().filter(seen_by(user, "production"), production__removed_at=None)


class ProductionQuerySet(NamedQuerySet[M]):
    NAMES, OWNER = "ProductionTitle", "production"

    def readable_by(self, user: User) -> Self:
        """What a signed-in reader may see: the public's, and that of their own productions."""
        return self.public() | self.visible_to(user)

    def public(self) -> Self:
        return self.filter(public_production())

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "pk"))

    def approved_by(self, user: User) -> Self:
        """Those that the user is approver of."""
        return self.live().filter(approved_by(user, "pk"))

    def edited_by(self, user: User) -> Self:
        """Those that the user is an editor of, or more, by a token that may write."""
        return self.live().filter(edited_by(user, "pk"))

    def waiting_for_moment(self, now: datetime) -> Self:
        """Private ones whose moment to become public has come."""
        return self.live().filter(visibility=Visibility.PRIVATE, public_from__lte=now)

    def in_title_order(self) -> Self:
        return self.order_by("sort_key", "pk")


def label_of_edition(production: str, edition: str) -> Subquery:
    """The label of a production's own edition in the reader's language, as a column: of the one that stands, or else of one that did."""
    model = apps.get_model("productions", "ProductionEdition")
    *others, last = list_localised_columns(model, "label", first=get_page_language())
    own = model.objects.filter(production=OuterRef(production), code=OuterRef(edition))
    said = own.annotate(said=Coalesce(*(NullIf(name, Value("")) for name in others), last))
    return Subquery(said.order_by(F("removed_at").desc(nulls_first=True), "-pk").values("said")[:1])


class EditionRows:
    """Rows that have an edition of a production."""

    def with_edition_labels(self: Any) -> Any:
        """What `get_edition_display` says, of productions' own editions too."""
        return self.annotate(edition_label=label_of_edition("production", "edition"))


class PartQuerySet(LiveQuerySet[M]):
    """Rows that belong to one production: episodes, cuts."""

    def readable_by(self, user: User) -> Self:
        return self.public() | self.visible_to(user)

    def public(self) -> Self:
        return self.live().filter(public_production("production__"))

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "production"))


class RelationQuerySet(LiveQuerySet[M]):
    """Relations of cuts: seen as the cut that they begin at."""

    def visible_to(self, user: User) -> Self:
        return self.live().filter(
            seen_by(user, "from_cut__production"), from_cut__production__removed_at=None
        )


class NumberedQuerySet(PartQuerySet[M]):
    """Rows that have a number, kept folded in `number_key`."""

    def order_by_numbers(self, *keys: str) -> Self:
        """Whose number is one of the keys first, then those that begin with one, then the others; each as they were."""
        whole = [When(number_key=key, then=Value(place)) for place, key in enumerate(keys)]
        begun = [
            When(number_key__startswith=key, then=Value(place)) for place, key in enumerate(keys, len(keys))
        ]
        rank = Case(*whole, *begun, default=Value(2 * len(keys)))
        return self.order_by(rank, *(self.query.order_by or self.model._meta.ordering or ()))


def match_episode(text: str, prefix: str = "") -> Q:
    """Episodes of a number however it is written (`3`, `#03`, `第3話`), or with the text in their titles; `prefix` is the path to them."""
    key = number_key(text)
    numbered = Q(**{f"{prefix}number_key__startswith": key}) if key else Q(pk__in=())
    return numbered | Q(**{f"{prefix}title__icontains": text})


class EpisodeQuerySet(NumberedQuerySet[M]):
    def search(self, text: str) -> Self:
        """By number, title, or the work's title."""
        return self.filter(match_episode(text) | Q(production__title__icontains=text))

    def best_first(self, text: str) -> Self:
        return self.order_by_numbers(number_key(text))

    def in_order(self) -> Self:
        return self.order_by("production_id", "sort_key", "pk")


class CutQuerySet(NumberedQuerySet[M]):
    def search(self, text: str) -> Self:
        """By number however it is written (`C-1`, `ｃ001`, `カット1`), behind it or before it words of the episode or the work."""
        found = Q(number_key__startswith=normalize_cut_number(text)) | Q(production__title__icontains=text)
        *words, last = text.split() or [text]
        if words:
            numbered = Q(number_key__startswith=normalize_cut_number(last))
            for word in words:
                numbered &= match_episode(word, "episode__") | Q(production__title__icontains=word)
            found |= numbered
        return self.filter(found)

    def best_first(self, text: str) -> Self:
        """Whose number it is first; of several words the whole before the last."""
        texts = dict.fromkeys((text, *text.split()[-1:]))
        return self.order_by_numbers(*(normalize_cut_number(each) for each in texts))

    def public(self) -> Self:
        return super().public().filter(Q(episode=None) | Q(episode__removed_at=None))

    def in_order(self) -> Self:
        return self.order_by("production_id", "episode__sort_key", "sort_key", "pk")


class TitleQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of one's productions; the public sees titles as part of theirs."""
        return self.live().filter(seen_by(user, "production"), production__removed_at=None)

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)


class EditionQuerySet(PartQuerySet[M]):
    """Editions of productions."""


class InEpisodeQuerySet(EditionRows, PartQuerySet[M]):
    """Rows of an episode, or of a work without episodes, in an edition."""

    def public(self) -> Self:
        return super().public().filter(Q(episode=None) | Q(episode__removed_at=None))

    def of_part(self, production: Model, episode: Model | None) -> Self:
        """Those of one episode; without it, those of the whole production."""
        return self.live().filter(production=production, episode=episode)


class TimingQuerySet(InEpisodeQuerySet[M]):
    """Time lines of editions."""


class PlacementQuerySet(InEpisodeQuerySet[M]):
    """Cuts in editions."""

    def in_order(self) -> Self:
        return self.order_by("production_id", "episode__sort_key", "edition", "record_in", "pk")
