"""A page as a parser reads it, so that tests ask for its links, fields and texts, and not for pieces of HTML."""

from collections.abc import Iterator
from typing import Any

from django.test.html import Element, parse_html


def read_page(answer: Any) -> Element:
    """The page of a response. Raises HTMLParseError where tags do not match."""
    return parse_html(answer.content.decode())


def walk_elements(element: Element) -> Iterator[Element]:
    """The element and all that are in it, in the order of the page."""
    yield element
    for child in element.children:
        if not isinstance(child, str):
            yield from walk_elements(child)


def find_all(inside: Element, tag: str = "", **attributes: str) -> list[Element]:
    """The elements with this tag and these attributes: `data_field` is data-field, `class_` one of the classes."""
    wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
    classes = set(wanted.pop("class", "").split())
    return [
        each
        for each in walk_elements(inside)
        if tag in ("", each.name)
        and wanted.items() <= dict(each.attributes).items()
        and classes <= set(get_value(each, "class").split())
    ]


def get_value(element: Element, attribute: str = "value") -> str:
    """An attribute; empty where there is none, or where it is a word alone, such as disabled."""
    return dict(element.attributes).get(attribute) or ""


def get_text(element: Element) -> str:
    """What is read in it, with one space between elements."""
    parts = (child if isinstance(child, str) else get_text(child) for child in element.children)
    return " ".join(part for part in parts if part)


def list_texts(inside: Element, tag: str = "", **attributes: str) -> list[str]:
    """The texts of the elements that `find_all` finds."""
    return [get_text(each) for each in find_all(inside, tag, **attributes)]


def list_links(page: Element) -> set[str]:
    """Where the page's links lead."""
    return {get_value(each, "href") for each in find_all(page, "a")}
