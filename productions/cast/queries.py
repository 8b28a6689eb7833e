"""Characters and their variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import Exists, Model, OuterRef, Q

from productions.catalogue.queries import PartQuerySet
from productions.shared.choices import Visibility
from productions.shared.queries import LiveQuerySet, public_production
from productions.shared.search import narrow_by_readings
from productions.shared.search_words import SearchWords
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


def list_portrayals(model: type[Model]) -> Any:
    """The portrayals by which a higher topic names rows of the model."""
    related: Any = model._meta.get_field("portrayals").related_model
    return related._default_manager


class CharacterQuerySet(PartQuerySet[M]):
    def public(self) -> Self:
        """Those of public productions that a confirmed credit names: who is in a draft may be a secret still, and whoever withheld
        their name is not known by their character (H16)."""
        voiced = list_portrayals(self.model).public().filter(character=OuterRef("pk"))
        return super().public().filter(Exists(voiced))

    def search(self, text: str) -> Self:
        """By the name in any script, or a reading."""
        return narrow_by_readings(self, SearchWords.of(text))  # type: ignore[no-any-return]


class VariantQuerySet(LiveQuerySet[M]):
    """Seen as the character that they are of."""

    def shown(self) -> Self:
        """Those that the character's page shows: of a public production none that drafts alone name."""
        portrayals = list_portrayals(self.model)
        voiced = Exists(portrayals.public().filter(variant=OuterRef("pk")))
        unused = ~Exists(portrayals.live().filter(variant=OuterRef("pk")))
        private = Q(character__production__visibility=Visibility.PRIVATE)
        return self.live().filter(voiced | unused | private)

    def public(self) -> Self:
        character: Any = self.model._meta.get_field("character").related_model
        characters = character._default_manager.public()
        return self.shown().filter(
            public_production("character__production__"), character__in=characters.order_by().values("pk")
        )

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "character__production"), character__removed_at=None)

    def readable_by(self, user: User) -> Self:
        return self.public() | self.visible_to(user)
