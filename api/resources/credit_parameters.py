"""Parameters of lists of credits that ask other tables."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from api.read.filter_fields import CodeParameter, UidParameter
from api.read.filters import ExternalIdParameter
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
