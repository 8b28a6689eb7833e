"""Texts in the language of whoever reads a page, and the columns that hold a text for each language."""

from typing import Any

from django.db.models import Model
from django.utils.translation import get_language, override

from productions.shared.refusals import translate_for_reader
from productions.shared.sentences import Sentence
from productions.shared.site_languages import (
    SOURCE_LANGUAGE,
    SiteLanguage,
    map_localised_fields,
    match_site_language,
    pick_localised_text,
)


def get_page_language() -> str:
    """The language of the site that the page is in."""
    return match_site_language(get_language())


def pick_reader_text(entry: Any, base: str, *, plain: str = "") -> str:
    """The entry's text in the reader's language, or else in another (`plain` as in `name_localised_field`)."""
    return pick_localised_text(entry, base, get_page_language(), plain=plain)


def map_localised_columns(
    model: type[Model], base: str, *, first: str = SOURCE_LANGUAGE
) -> dict[str, SiteLanguage]:
    """The columns `base_ja` of a model with their languages, `first` before the others; a language without a column has none."""
    columns = {field.name for field in model._meta.concrete_fields}
    found = map_localised_fields(base, first=first)
    return {name: language for name, language in found.items() if name in columns}


def list_localised_columns(model: type[Model], base: str, *, first: str = SOURCE_LANGUAGE) -> tuple[str, ...]:
    """The names of these columns."""
    return tuple(map_localised_columns(model, base, first=first))


def list_written_forms(entry: Model, base: str) -> tuple[str, ...]:
    """A name or title as it is found by: as written, in kana, and in the other languages of the site."""
    names = (base, f"{base}_kana", *list_localised_columns(type(entry), base))
    return tuple(getattr(entry, name) for name in names)


def build_sentence_columns(model: type[Model], base: str, *sentences: Sentence) -> dict[str, str]:
    """What a row keeps of sentences for whoever reads it later: the source language in `base`, another beside it, a line each."""
    texts = {base: " ".join(map(str, sentences))}
    for name, language in map_localised_columns(model, base).items():
        with override(language.code):
            texts[name] = "\n・".join(map(translate_for_reader, sentences))
    return texts
