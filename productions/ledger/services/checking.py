"""What every entry is asked before it is stored: clean texts, known codes, and the whole row against its constraints."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import DatabaseDefault

from productions.ledger.services.conditions import list_broken_checks
from productions.shared.models import NAME_LENGTH, OpenCodeField
from productions.shared.names import clean_text, text_problem
from productions.shared.refusals import Refusal, refusal_from
from productions.shared.sentences import Sentence

MAX_TEXT_CHARACTERS = 10_000
"""Longest free text (notes, reasons) in characters."""


def prepare_entity(entity: models.Model) -> None:
    """Clean the entry's texts and compute its derived columns. Raises Refusal naming the field."""
    problems: dict[str, list[str | Sentence]] = {}
    values = entity.__dict__
    for name, limit in text_fields(type(entity)):
        value = values[name]
        if not isinstance(value, str) or not value:
            continue
        problem, cleaned = clean_line(value, limit) if limit else clean_lines(value)
        if problem:
            problems[name] = [problem]
        else:
            values[name] = cleaned
    for name, codes, sentence in coded_fields(type(entity)):
        if values[name] not in codes:
            problems[name] = [sentence % {"value": values[name]}]
    if problems:
        raise Refusal(fields=problems)
    derive = getattr(entity, "derive", None)
    if derive is not None:
        derive()


@cache
def coded_fields(model: type[models.Model]) -> tuple[tuple[str, frozenset[Any], Any], ...]:
    """The fields of closed lists: each with its codes, and Django's sentence for any other."""
    return tuple(
        (
            field.attname,
            frozenset(code for code, _label in field.flatchoices) | ({""} if field.blank else set()),
            field.error_messages["invalid_choice"],  # lazy: in the language of whoever reads it
        )
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.choices and not isinstance(field, OpenCodeField)
    )


@cache
def text_fields(model: type[models.Model]) -> tuple[tuple[str, int], ...]:
    """The fields that people write texts in, each with its limit in characters; 0 where it may have lines."""
    derived: frozenset[str] = getattr(model, "DERIVED_FIELDS", frozenset())
    return tuple(
        (field.attname, (field.max_length or NAME_LENGTH) if isinstance(field, models.CharField) else 0)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in derived
    )


@lru_cache(maxsize=4096)
def clean_line(text: str, limit: int) -> tuple[Sentence | None, str]:
    """One sentence about hidden characters or length, or None; and the text cleaned. Many rows share a name."""
    return text_problem(text, limit=limit), clean_text(text)


def clean_lines(text: str) -> tuple[Sentence | None, str]:
    """The same for free texts, which may have several lines and are kept as they are."""
    return text_problem(text.translate({10: " ", 13: " ", 9: " "}), limit=MAX_TEXT_CHARACTERS), text


def check_entity(entity: models.Model) -> None:
    """The whole row against its fields and constraints. Raises Refusal with the constraints' sentences."""
    try:
        entity.full_clean()
    except ValidationError as error:
        raise refusal_from(error) from error


def check_fields(entity: models.Model, *, changed: Collection[str] | None = None) -> None:
    """The row against its fields, before it is saved; `changed` are those that differ from the stored row. Raises Refusal, as `check_entity`.

    Constraints are the database's to refuse, in one statement: asked one by one they cost three queries each. Nor is it asked
    whether an entry exists that was read from it.
    """
    links = list_links(type(entity))
    read = {name for name, other in entity._state.fields_cache.items() if other and not other._state.adding}
    known = read & links if changed is None else (read | (links - set(changed))) & links
    try:
        entity.clean_fields(exclude=known)
        entity.clean()
    except ValidationError as error:
        check_entity(entity)  # what else is wrong is told with it
        raise refusal_from(error) from error


def find_broken_rules(entity: models.Model) -> Refusal | None:
    """What the row breaks by itself, in the words of `check_entity`: nothing is asked of the database, so no other row is seen."""
    problems: dict[str, list[str]] = {}
    if not holds_clean_values(entity):
        try:
            entity.clean_fields(exclude=list_links(type(entity)))
        except ValidationError as error:
            problems = {name: list(texts) for name, texts in error.message_dict.items()}
    general = list_broken_checks(entity, besides=problems)
    return Refusal(*general, fields=problems) if general or problems else None


def holds_clean_values(entity: models.Model) -> bool:
    """Whether every value of the row's own is known to be one that its field takes as it is; `clean_fields` would change and refuse nothing."""
    model, values = type(entity), entity.__dict__
    plain, documents = list_own_fields(model)
    try:
        return all(takes_as_it_is(model, name, values[name]) for name in plain) and not any(
            values[name] for name in documents
        )
    except TypeError:  # a value that cannot be remembered
        return False


@cache
def list_own_fields(model: type[models.Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that are no links, and of those the documents that may be empty. Uids are left out: they are made here."""
    fields = [each for each in model._meta.concrete_fields if not each.is_relation and each.name != "uid"]
    documents = tuple(
        each.attname
        for each in fields
        if isinstance(each, models.JSONField) and (each.blank or not each.editable)
    )
    return tuple(each.attname for each in fields if each.attname not in documents), documents


@lru_cache(maxsize=4096, typed=True)
def takes_as_it_is(model: type[models.Model], name: str, value: Any) -> bool:
    """Whether the field takes the value, and does not write it otherwise. Thousands of rows share most of theirs."""
    field: Any = model._meta.get_field(name)
    if isinstance(value, DatabaseDefault) or (field.blank and value in field.empty_values):
        return True
    try:
        cleaned = field.clean(value, None)
    except ValidationError:
        return False
    return type(cleaned) is type(value) and bool(cleaned == value)


@cache
def list_links(model: type[models.Model]) -> frozenset[str]:
    """The foreign keys of a model."""
    return frozenset(field.name for field in model._meta.concrete_fields if field.is_relation)
