"""A page as a parser reads it, so that tests ask for its links, fields and texts, and not for pieces of HTML."""

from collections.abc import Iterator
from typing import Any

from django.test.html import Element, parse_html


def read_page(answer: Any) -> Element:
    """The page of a response. Raises HTMLParseError where tags do not match."""
    return parse_html(bytes(answer.content).decode())


def read_page_text(answer: Any) -> str:
    """What is read on the page of a response, without tags, scripts and styles."""
    return get_text(read_page(answer))


def read_markup(answer: Any) -> str:
    """All that was sent, tags and attributes too: only to show that something is nowhere in it."""
    return bytes(answer.content).decode(errors="replace")


def read_body(answer: Any, encoding: str = "utf-8") -> str:
    """What an answer says: a table or a text as it is, a page as it is read."""
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        return read_page_text(answer)
    return bytes(answer.content).decode(encoding)


def walk_elements(element: Element) -> Iterator[Element]:
    """The element and all that are in it, in the order of the page."""
    yield element
    for child in element.children:
        if not isinstance(child, str):
            yield from walk_elements(child)


def find_all(inside: Element, tag: str = "", **attributes: str | None) -> list[Element]:
    """The elements with this tag and these attributes.

    `data_field` is data-field, `class_` one of the classes, `selected=None` a word alone.
    """
    wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
    classes = set((wanted.pop("class", None) or "").split())
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
    """What is read in it, with one space between elements; not the scripts and styles inside."""
    parts = (
        child if isinstance(child, str) else get_text(child)
        for child in element.children
        if isinstance(child, str) or child.name not in ("script", "style")
    )
    return " ".join(part for part in parts if part)


def list_texts(inside: Element, tag: str = "", **attributes: str | None) -> list[str]:
    """The texts of the elements that `find_all` finds."""
    return [get_text(each) for each in find_all(inside, tag, **attributes)]


def list_elements_but_token(answer: Any, typed: str) -> list[tuple[str | None, str, str]]:
    """The tags, attributes and texts of a page, to compare two: without the form's token and what was typed for it."""
    return [
        (each.name, str(each.attributes).replace(typed, "…"), get_text(each).replace(typed, "…"))
        for each in walk_elements(read_page(answer))
        if get_value(each, "name") != "csrfmiddlewaretoken"
    ]


def list_links(page: Element) -> set[str]:
    """Where the page's links lead."""
    return {get_value(each, "href") for each in find_all(page, "a")}
