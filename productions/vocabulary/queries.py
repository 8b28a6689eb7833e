"""The role vocabulary."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import Case, Model, Value, When

from productions.interchange.matching.label_order import LabelMatch, RoleWords, rank_codes
from productions.interchange.matching.label_parts import fold_label
from productions.shared.names import search_key
from productions.shared.queries import LiveQuerySet, RecordQuerySet
from productions.shared.site_languages import WORK_LANGUAGE, list_localised_texts

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class VocabularyQuerySet(RecordQuerySet[M]):
    """Words for everybody."""

    def visible_to(self, user: User) -> Self:
        return self.all()


class AliasQuerySet(LiveQuerySet[M]):
    """Words for everybody, which can be removed."""

    def visible_to(self, user: User) -> Self:
        return self.live()


class RoleQuerySet(VocabularyQuerySet[M]):
    def public(self) -> Self:
        """All of it, retired roles too: old credits have them."""
        return self.all()

    def on_offer(self) -> Self:
        """Roles that may be chosen: not retired."""
        return self.filter(retired_at=None)

    def in_roll_order(self) -> Self:
        """As a roll without an order of its own has them."""
        return self.order_by("department__order", "order", "pk")

    def list_named(self) -> list[tuple[Any, RoleWords]]:
        """Each role with what it is called, in the order of a roll. Two queries."""
        aliases = apps.get_model("productions", "RoleAlias").objects.live().order_by("pk")
        texts: dict[int, list[str]] = {}
        for key, text in aliases.values_list("role", "text"):
            texts.setdefault(key, []).append(text)
        roles: Any = self.in_roll_order()
        return [
            (
                role,
                RoleWords(
                    role.code,
                    list_localised_texts(role, "label", first=WORK_LANGUAGE),
                    tuple(texts.get(role.pk, ())),
                ),
            )
            for role in roles
        ]

    def list_words(self) -> list[RoleWords]:
        """What each role is called, in the order of a roll. Two queries."""
        return [words for _role, words in self.list_named()]

    def rank(self, text: str) -> dict[str, LabelMatch]:
        """The codes of the roles that a text finds, the best first, each with how it is found. Two queries."""
        return rank_codes(text, self.list_words(), fold=fold_search)

    def search(self, text: str) -> Self:
        """The roles that a text finds, the best first."""
        found: dict[LabelMatch, list[str]] = {}
        for code, match in type(self)(self.model, using=self.db).rank(text).items():
            found.setdefault(match, []).append(code)
        places = [When(code__in=codes, then=Value(int(match))) for match, codes in found.items()]
        rows = self.filter(code__in=[code for codes in found.values() for code in codes])
        return rows.order_by(
            Case(*places, default=Value(len(LabelMatch))), "department__order", "order", "pk"
        )


@lru_cache(maxsize=8192)
def fold_search(text: str) -> str:
    """How what is typed and what a role is called are compared by a search: as names are, and with hyphens out as in labels."""
    return fold_label(search_key(text))
