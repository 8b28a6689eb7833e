"""Parameters of lists of credits that ask other tables."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, UUIDField

from api.read.filter_fields import (
    CodeParameter,
    CutNumberParameter,
    EpisodeNumberParameter,
    NumberParameter,
    UidParameter,
)
from api.read.filters import ExternalIdParameter
from productions.credits.queries.credits import match_range_around
from productions.models import AIUse, Portrayal
from productions.models import ExternalId as Identifier


class OwnerExternalIdParameter(ExternalIdParameter):
    """The same of the contributor or the production of a credit; an identifier belongs to one of them."""

    def apply(self, queryset: Any, shape: Any) -> Any:
        ids = Identifier.objects.live().filter(scheme=self.given(0), value=self.given(1))
        person, work = ids.values("contributor")[:1], ids.values("production")[:1]
        return queryset.filter(Q(contributor=person) | Q(production=work))


class AIUseParameter(CodeParameter):
    """Credits with a live AI use whose `column` has the code."""

    def apply(self, queryset: Any, shape: Any) -> Any:
        uses = super().apply(AIUse.objects.live().filter(credit=OuterRef("pk")), shape)
        return queryset.filter(Exists(uses))


class CharacterParameter(UidParameter):
    """Credits that voice a character; whoever withheld their name is not found by it (H16)."""

    def apply(self, queryset: Any, shape: Any) -> Any:
        portrayals = super().apply(Portrayal.objects.told().filter(credit=OuterRef("pk")), shape)
        return queryset.filter(Exists(portrayals))


class AISystemParameter(UidParameter):
    """Credits with a live use of an AI system."""

    def apply(self, queryset: Any, shape: Any) -> Any:
        uses = super().apply(AIUse.objects.live().filter(credit=OuterRef("pk")), shape)
        return queryset.filter(Exists(uses))


class HeldPartParameter(NumberParameter):
    """Credits of episodes or cuts, and those of ranges that contain one of them; `column` is the first end, `last_column` the last."""

    def __init__(self, column: str, last_column: str, label: str) -> None:
        super().__init__(column, label)
        self.last_column = last_column

    def read_one(self, text: str) -> tuple[Any, ...]:
        kind, *values = super().read_one(text)
        return (kind, *values, self.order(text)) if kind == "one" else (kind, *values)

    def apply(self, queryset: Any, shape: Any) -> Any:
        """By uid from the keys of the credits, so that indexes of both columns are used; by number among what else narrows the list."""
        if set(shape) == {"uid"}:
            uids = [self.given(place, UUIDField()) for place in range(len(shape))]
            return queryset.held_by(self.column, uids)
        return super().apply(queryset, shape)

    def clause(self, kind: str, place: int, model: type[Model]) -> tuple[Q, int]:
        own, used = super().clause(kind, place, model)
        if kind == "none":
            return own, used
        if kind == "uid":
            return own | match_range_around(model, self.column, self.given(place, UUIDField())), used
        first, last = self.given(place + (kind == "one")), self.given(place + 1)
        around = {
            f"{self.last_column}__isnull": False,
            f"{self.column}__sort_key__lte": last,
            f"{self.last_column}__sort_key__gte": first,
        }
        return own | Q(**around), 2


class HeldEpisodeParameter(HeldPartParameter, EpisodeNumberParameter):
    """Episodes: 3-5,OP."""


class HeldCutParameter(HeldPartParameter, CutNumberParameter):
    """Cuts: 12-15,18A,S01-C012."""
