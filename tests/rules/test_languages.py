"""The languages of the site stand in one list; what else names one says why, and that list only shrinks."""

import re
from string import Formatter

import pytest
from django.apps import apps
from django.conf import settings

from productions.rollkit.roll_catalogue import list_catalogue_languages, load_catalogue, say_text
from productions.rollkit.template.model import LocalizedText
from productions.shared.choices import RollLanguage
from productions.shared.site_languages import (
    LANGUAGE_CODES,
    ROLL_LANGUAGES,
    SOURCE_LANGUAGE,
    WORK_LANGUAGE,
    list_localised_fields,
    list_translated_fields,
    match_site_language,
    pick_localised_text,
)
from tests.rules.house import ROOT
from tests.rules.languages import find_files_naming_languages

COLUMNS = "columns: Django wants them written out, and a test below asks for one in every language"
MEMBERS = "members of roll documents and templates: a format that is digested and kept"
READS = "what people write in their files: letters, headings and words of other programs, in no language of the page"
EXAMPLES = "an example, or a work of the demo, with a text in a language"
WRITING = "how Japanese is written and set, on a page in any language"
FILES_NAMING_A_LANGUAGE = {
    "productions/shared/site_languages.py": "the list",
    "api/templates/api/docs.html": "the page of the API, which speaks English, with a way to the desk in Japanese",
    "productions/interchange/sheets/spellings.py": "the usual words of a sheet's columns and codes: a member a language",
    "productions/shared/cinecred.py": "the languages of Cinecred",
    "productions/releases/services/document_builder.py": "the kind of a production's title, which is recorded of it",
    **dict.fromkeys(
        (
            "productions/cast/models.py", "productions/catalogue/models/editions.py", "productions/catalogue/models/works.py",
            "productions/exports/models.py", "productions/segments/models.py", "productions/songs/models.py",
            "productions/studio_files/models/logos.py", "productions/vocabulary/models.py", "productions/webhooks/models.py",
        ),
        COLUMNS,
    ),
    **dict.fromkeys(
        (
            "productions/rollkit/document/groups.py", "productions/rollkit/document/inputs.py",
            "productions/rollkit/document/model.py", "productions/rollkit/document/work.py",
            "productions/rollkit/template/model.py",
        ),
        MEMBERS,
    ),
    **dict.fromkeys(
        (
            "productions/imports/services/catalogue_credits.py", "productions/interchange/credit_pages/page_headings.py",
            "productions/interchange/credit_pages/page_reader.py", "productions/interchange/credit_pages/page_reading.py",
            "productions/interchange/credit_pages/page_rows.py", "productions/interchange/credit_pages/page_words.py",
            "productions/interchange/credit_text/joined_names.py", "productions/interchange/credit_text/name_brackets.py",
            "productions/interchange/credit_text/name_drafts.py", "productions/interchange/credit_text/name_parts.py",
            "productions/interchange/credit_text/openings.py", "productions/interchange/credit_text/organizations.py",
            "productions/interchange/cut_lists/cut_sheet_reader.py", "productions/interchange/matching/label_parts.py",
            "productions/interchange/matching/role_labels.py", "productions/interchange/matching/written_language.py",
            "productions/interchange/name_cells/cell_reader.py", "productions/interchange/name_cells/name_shapes.py",
            "productions/interchange/name_cells/part_reader.py", "productions/interchange/shapes/matrix_table.py",
            "productions/interchange/sheets/credit_columns.py", "productions/interchange/sheets/credit_sheet.py",
            "productions/interchange/sheets/song_cells.py", "productions/interchange/sheets/worksheet_choice.py",
            "productions/interchange/timesheets/timesheet_reader.py", "productions/interchange/trackers/tracker_reader.py",
            "productions/shared/placeholders.py",
        ),
        READS,
    ),
    **dict.fromkeys(
        (
            "api/resources/characters.py", "api/resources/editions.py", "api/resources/episodes.py", "api/resources/examples.py",
            "api/resources/songs.py", "productions/management/demo/series.py",
        ),
        EXAMPLES,
    ),
    **dict.fromkeys(
        (
            "productions/rollkit/fonts/clusters.py", "productions/rollkit/layout/page_boxes.py",
            "productions/shared/legal_forms.py", "productions/shared/name_choices.py",
        ),
        WRITING,
    ),
}  # fmt: skip
"""Why each file that names a language does."""
ENDING = re.compile(rf"\A(?P<base>\w+)_(?:{'|'.join(LANGUAGE_CODES)})\Z")


def test_only_these_files_name_a_language():
    assert set(find_files_naming_languages(ROOT)) == set(FILES_NAMING_A_LANGUAGE)


def test_choices_come_from_the_list():
    assert [code for code, _name in settings.LANGUAGES] == list(LANGUAGE_CODES)
    assert RollLanguage.values == list(ROLL_LANGUAGES)
    assert list(LocalizedText.__dataclass_fields__) == list(ROLL_LANGUAGES)
    assert (settings.LANGUAGE_CODE, ROLL_LANGUAGES[0]) == (SOURCE_LANGUAGE, WORK_LANGUAGE)


def list_localised_bases(model):
    """What a model keeps in several languages: the names of columns without the ending of a language, and its columns."""
    columns = {field.name for field in model._meta.concrete_fields}
    return sorted({match["base"] for name in columns if (match := ENDING.match(name))}), columns


def list_lacking_columns():
    """The columns that texts in every language lack, as `Role.label_ko`."""
    found = []
    for model in apps.get_app_config("productions").get_models():
        bases, columns = list_localised_bases(model)
        for base in bases:
            # Where a column is called by the base alone, it has the text of one language.
            plain = next((code for code in LANGUAGE_CODES if f"{base}_{code}" not in columns), "")
            wanted = list_localised_fields(base, plain=plain if base in columns else "")
            found += [f"{model.__name__}.{name}" for name in wanted if name not in columns]
    return found


def test_every_text_has_a_column_for_every_language():
    models = apps.get_app_config("productions").get_models()
    asked = {base for model in models for base in list_localised_bases(model)[0]}
    assert asked == {"error", "label", "last_error", "name", "ping_error", "said", "title"}
    assert list_lacking_columns() == []


def test_every_language_has_its_file_for_rolls():
    assert set(list_catalogue_languages()) == set(LANGUAGE_CODES)


@pytest.mark.parametrize("code", LANGUAGE_CODES)
def test_texts_of_rolls_have_the_keys_and_places_that_code_knows(code):
    known = {key: list_places(text) for key, text in load_catalogue(SOURCE_LANGUAGE).items()}
    own = {key: list_places(text) for key, text in load_catalogue(code).items()}
    assert set(map(remove_form, own)) == set(map(remove_form, known))
    told = {remove_form(key): places for key, places in known.items()}
    further = {"notes.fast_captions": {"full_width"}}
    for key, places in own.items():
        assert places <= told[remove_form(key)] | {"count"} | further.get(remove_form(key), set()), key


def list_places(text):
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


def remove_form(key):
    return key.removesuffix(".one").removesuffix(".other")


def test_a_text_with_a_number_agrees_with_it():
    said = [
        say_text(code, "unnamed.people", count=count, reason="x")
        for code in ("en", "ja")
        for count in (1, 1200)
    ]
    assert said == ["1 person, x", "1,200 people, x", "1名（x）", "1200名（x）"]


def test_a_language_without_a_text_says_it_in_english():
    assert say_text("ko", "tool.heading") == "Tools"
    with pytest.raises(KeyError):
        say_text("ko", "tool.nothing")


class Entry:
    label_en = ""
    label_ja = "原画"
    title = "手紙"
    title_en = "A Letter"


@pytest.mark.parametrize(
    ("language", "label", "title"),
    [("en", "原画", "A Letter"), ("ja", "原画", "手紙"), ("ko", "原画", "A Letter")],
)
def test_a_missing_text_gives_way_to_another(language, label, title):
    assert pick_localised_text(Entry, "label", language) == label
    assert pick_localised_text(Entry, "title", language, plain="ja") == title


def test_fields_are_named_after_the_list():
    assert list_localised_fields("said", first="ja")[:2] == ("said_ja", "said_en")
    assert list_localised_fields("error", plain="en")[:2] == ("error", "error_ja")
    assert list_translated_fields("title", plain="ja")[:1] == ("title_en",)
    assert [match_site_language(tag) for tag in ("ja-JP", "JA", "fr", "", None)] == [
        "ja",
        "ja",
        "en",
        "en",
        "en",
    ]
