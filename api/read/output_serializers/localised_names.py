"""How names and labels are written: `names=romaji`, `names=romaji_western`, `lang=en`, `lang=ja`.

A serializer that writes any derives from one of these classes, whose `worded` gives the variant for a wording. Nothing is
guessed: a name in Latin letters is one that is recorded, of the same kind as the primary name (a pen name never gives
way to somebody's own name), and its order is turned only where the kana reading tells which word is which.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from django.db.models import OuterRef, Subquery
from rest_framework import serializers

from api.read.compiled_serializers import Computed, Wording
from productions.models import ContributorName, ProductionTitle
from productions.shared.choices import PRIVATE_NAME_KINDS, NameScript, TitleKind
from productions.shared.readings import family_and_given

NAME_ORDERS = ("family_first", "given_first")


def name_script_field(**options: Any) -> Any:
    return serializers.ChoiceField(
        choices=NameScript.choices,
        help_text="Of the name; native where none in Latin letters is recorded. Only with names.",
        **options,
    )


def name_order_field(**options: Any) -> Any:
    return serializers.ChoiceField(
        choices=NAME_ORDERS,
        allow_null=True,
        help_text="Of a name in Latin letters; null where the kana reading does not tell. Only with names.",
        **options,
    )


def title_kind_field(**options: Any) -> Any:
    return serializers.ChoiceField(
        choices=TitleKind.choices,
        help_text="Of the title; native where none in the language is recorded. Only with lang.",
        **options,
    )


def label_field(**options: Any) -> Any:
    return serializers.CharField(help_text="In the language of lang; only with it.", **options)


def build_name_subquery(column: str, *scripts: str) -> Subquery:
    """A column of a contributor's first name in one of the scripts, of the kind of the primary name; null without one."""
    own = ContributorName.objects.live().filter(contributor=OuterRef("pk"))
    primary = ContributorName.objects.live().filter(contributor=OuterRef("contributor"), primary=True)
    names = own.exclude(kind__in=PRIVATE_NAME_KINDS).filter(kind__in=primary.values("kind"))
    if scripts:
        names = names.filter(script__in=scripts)
    return Subquery(names.order_by("-primary", "pk").values(column)[:1])


def build_title_subquery(column: str, *kinds: str) -> Subquery:
    """A column of a production's first title of one of the kinds, the primary one before others."""
    titles = ProductionTitle.objects.live().filter(production=OuterRef("pk"))
    if kinds:
        titles = titles.filter(kind__in=kinds)
    return Subquery(titles.order_by("-primary", "pk").values(column)[:1])


ROMAJI_NAME, KANA_NAME = (
    build_name_subquery("text", NameScript.ROMAJI),
    build_name_subquery("text", NameScript.KANA),
)


def order_name_parts(romaji: str, kana: str | None, *, western: bool) -> str:
    """A recorded name with the family or the given name first; as recorded where nobody knows."""
    words = family_and_given(romaji, kana or "")
    if words is None:
        return romaji
    return " ".join(reversed(words) if western else words)


def find_name_order(romaji: str | None, kana: str | None, *, western: bool) -> str | None:
    if romaji is None or family_and_given(romaji, kana or "") is None:
        return None
    return NAME_ORDERS[western]


class WordedSerializer(serializers.Serializer[Any]):
    """A serializer whose members depend on the wording."""

    @classmethod
    @cache
    def worded(cls, wording: Wording) -> type[Self]:
        """The serializer class for a wording; itself where nothing is written differently."""
        members = cls.in_words(wording)
        if not members:
            return cls
        rest = tuple(name for name in cls.Meta.in_other_words if name not in members)  # type: ignore[attr-defined]
        meta = type("Meta", (cls.Meta,), {"in_other_words": rest})  # type: ignore[attr-defined]
        return type(f"{cls.__name__}In{wording.names}{wording.lang}", (cls,), {**members, "Meta": meta})

    @classmethod
    def in_words(cls, wording: Wording) -> dict[str, Any]:
        """The members that are written differently."""
        raise NotImplementedError


class WordedName(WordedSerializer):
    """`name` of a contributor."""

    @classmethod
    def in_words(cls, wording: Wording) -> dict[str, Any]:
        if wording.names == Wording().names:
            return {}
        western = wording.names == "romaji_western"
        return {
            "name": Computed(
                serializers.CharField(),
                of=("name", ROMAJI_NAME, KANA_NAME),
                get=lambda name, romaji, kana: (
                    order_name_parts(romaji, kana, western=western) if romaji else name
                ),
            ),
            "name_script": Computed(
                name_script_field(),
                of=(ROMAJI_NAME, build_name_subquery("script")),
                get=lambda romaji, script: NameScript.ROMAJI.value if romaji else script,
            ),
            "name_order": Computed(
                name_order_field(),
                of=(ROMAJI_NAME, KANA_NAME),
                get=lambda romaji, kana: find_name_order(romaji, kana, western=western),
            ),
        }


class WordedTitle(WordedSerializer):
    """`title` of a production."""

    @classmethod
    def in_words(cls, wording: Wording) -> dict[str, Any]:
        if not wording.lang:
            return {}
        kinds = [TitleKind.ENGLISH, TitleKind.ROMAJI] if wording.lang == "en" else [TitleKind.NATIVE]
        titles = [build_title_subquery("text", kind) for kind in kinds]

        def first(title: str, primary: str, *found: str | None) -> str:
            return next((text for text in found if text), title)

        def kind_of(title: str, primary: str, *found: str | None) -> str:
            return next((kind.value for kind, text in zip(kinds, found, strict=True) if text), primary)

        of = ("title", build_title_subquery("kind"), *titles)
        return {
            "title": Computed(serializers.CharField(), of=of, get=first),
            "title_kind": Computed(title_kind_field(), of=of, get=kind_of),
        }


class WordedEpisodeTitle(WordedSerializer):
    """`title` of an episode."""

    @classmethod
    def in_words(cls, wording: Wording) -> dict[str, Any]:
        if wording.lang != "en":
            return {}
        return {
            "title": Computed(
                serializers.CharField(), of=("title", "title_en"), get=lambda title, english: english or title
            )
        }


class WordedLabel(WordedSerializer):
    """`label` beside `label_en` and `label_ja`."""

    @classmethod
    def in_words(cls, wording: Wording) -> dict[str, Any]:
        if not wording.lang:
            return {}
        return {"label": Computed(label_field(), of=(f"label_{wording.lang}",), get=str)}
