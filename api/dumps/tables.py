"""The tables of a dump: every public list, and the words that their codes are of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import JSONRow
from api.read.output_serializers.localised_names import add_localised_fields
from api.read.resource import PUBLIC_RESOURCES
from api.read.vocabularies import VOCABULARIES, list_words
from productions.shared.site_languages import (
    SITE_LANGUAGES,
    SiteLanguage,
    list_localised_fields,
    map_localised_fields,
)

VOCABULARY_TABLE = "vocab"


def make_word_label(_name: str, language: SiteLanguage) -> serializers.CharField:
    return serializers.CharField(help_text=f"Its name in {language.english_name}.")


@add_localised_fields(map_localised_fields("label"), make_word_label, after="code")
class VocabularyWordRow(serializers.Serializer[Any]):
    """One code of a vocabulary, in a table of all of them."""

    vocabulary = serializers.CharField(help_text="Name of the vocabulary, as the columns that use it say.")
    code = serializers.CharField(help_text="What these columns have.")
    uri = serializers.CharField(allow_null=True, help_text="Where the word is defined.")

    class Meta:
        fields = ("vocabulary", "code", *list_localised_fields("label"), "uri")
        notes: ClassVar = {
            "code": Note(absent="the word for nothing said, where a vocabulary has one"),
            "uri": Note(absent="it is defined nowhere but here"),
        }


@dataclass(frozen=True, slots=True)
class DumpTable:
    """One table: its name, what its rows are, what declares its columns, and the columns that tell its rows apart."""

    name: str
    text: str
    serializer_class: Any
    key: tuple[str, ...]


def list_tables() -> list[DumpTable]:
    """All tables, in the order of the manifest."""
    lists = [
        DumpTable(resource.address, resource.text, resource.dump_representation, (resource.lookup,))
        for resource in PUBLIC_RESOURCES.values()
    ]
    names = " and ".join(language.english_name for language in SITE_LANGUAGES)
    text = f"The vocabularies: each code that a column may have, with its name in {names}. Roles and departments are tables of their own."
    return [*lists, DumpTable(VOCABULARY_TABLE, text, VocabularyWordRow, ("vocabulary", "code"))]


def list_vocabulary_rows() -> list[JSONRow]:
    """The rows of the table of vocabularies."""
    return [{"vocabulary": name, **word.list_members()} for name in VOCABULARIES for word in list_words(name)]
