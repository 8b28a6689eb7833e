"""How names and labels are written: `names=romaji`, `names=romaji_western`, `lang=` with a language of the site.

A serializer that writes any derives from one of these classes, whose `worded` gives the variant for a wording. Nothing is
guessed: a name in Latin letters is one that is recorded, of the same kind as the primary name (a pen name never gives
way to somebody's own name), and its order is turned only where the kana reading tells which word is which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Self, TypeVar

from django.db.models import Model, OuterRef, Subquery
from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed, Wording
from productions.models import ContributorName, Episode, ProductionTitle
from productions.shared.choices import PRIVATE_NAME_KINDS, NameScript, TitleKind
from productions.shared.reader_texts import list_localised_columns, map_localised_columns
from productions.shared.readings import family_and_given
from productions.shared.site_languages import (
    SITE_LANGUAGES,
    WORK_LANGUAGE,
    SiteLanguage,
    pick_first,
)

S = TypeVar("S", bound="serializers.Serializer[Any]")
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
        kinds = [TitleKind.NATIVE] if wording.lang == WORK_LANGUAGE else [TitleKind.ENGLISH, TitleKind.ROMAJI]
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
        if wording.lang in ("", WORK_LANGUAGE):
            return {}
        columns = list_localised_columns(Episode, "title", first=wording.lang)
        return {"title": Computed(serializers.CharField(), of=(*columns, "title"), get=pick_first_text)}


class WordedLabel(WordedSerializer):
    """`label` beside its text in every language."""

    @classmethod
    def in_words(cls, wording: Wording) -> dict[str, Any]:
        if not wording.lang:
            return {}
        columns = list_localised_columns(cls.Meta.model, "label", first=wording.lang)  # type: ignore[attr-defined]
        return {"label": Computed(label_field(), of=columns, get=pick_first_text)}


def pick_first_text(*texts: str) -> str:
    """The text of the first column that is not empty."""
    return pick_first(texts)


def note_localised_columns(
    model: type[Model], base: str, text: str = "", *, absent: str = ""
) -> dict[str, Note]:
    """The notes of an entry's texts in every language. `{language}` stands for its name in English, `{others}` for those of the others."""
    return {
        name: Note(fill_language_names(text, language), absent=fill_language_names(absent, language))
        for name, language in map_localised_columns(model, base).items()
    }


def fill_language_names(text: str, language: SiteLanguage) -> str:
    others = [other.english_name for other in SITE_LANGUAGES if other != language]
    return text.format(language=language.english_name, others=" or ".join(others))


def help_localised_columns(model: type[Model], base: str, text: str) -> dict[str, dict[str, str]]:
    """The same as `extra_kwargs` of a serializer."""
    return {
        name: {"help_text": fill_language_names(text, language)}
        for name, language in map_localised_columns(model, base).items()
    }


def add_localised_fields(
    members: Mapping[str, SiteLanguage], make_field: Callable[[str, SiteLanguage], Any], *, after: str
) -> Callable[[type[S]], type[S]]:
    """Decorate a serializer that no model declares: it gets a member for each language, behind the member `after`."""

    def declare(serializer_class: type[S]) -> type[S]:
        declared: dict[str, Any] = {}
        for name, field in serializer_class._declared_fields.items():
            declared[name] = field
            if name == after:
                declared |= {member: make_field(member, language) for member, language in members.items()}
        serializer_class._declared_fields = declared
        return serializer_class

    return declare
