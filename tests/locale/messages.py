"""Every text of the code and the templates that gettext is asked for, and what the Japanese catalogue has."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "locale" / "ja" / "LC_MESSAGES" / "django.po"
FOLDERS = ("productions", "registry", "api")
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"}
CALLS = {*SINGLE, *PLURAL, "Sentence"}
TRANSLATE = re.compile(r"{% translate (['\"])(.+?)\1")
BLOCK = re.compile(r"{% blocktranslate(?P<head>[^%]*)%}(?P<text>.*?){% endblocktranslate %}", re.DOTALL)
VARIABLE = re.compile(r"{{ (\w+) }}")


class Message(NamedTuple):
    """A text with its context and, where a number decides, its plural."""

    context: str | None
    text: str
    plural: str | None


@cache
def catalogue(path=PO):
    """The Japanese of every message."""
    read = read_po if path.suffix == ".po" else read_mo
    with path.open("rb") as file:
        return {message_of(each): first(each.string) for each in read(file) if each.id}


def message_of(entry):
    one, plural = (entry.id, None) if isinstance(entry.id, str) else entry.id
    # A compiled catalogue has contexts as bytes.
    context = entry.context.decode() if isinstance(entry.context, bytes) else entry.context
    return Message(context, one, plural)


def first(text):
    """Japanese has one form for every number."""
    return text if isinstance(text, str) else text[0]


@cache
def trees():
    """Every module, with the file that it stands in; read once, since it takes seconds."""
    return [
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text()))
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


@cache
def nodes():
    """Every class and every call of the code, with the file that it stands in."""
    return [
        (path, node)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call | ast.ClassDef)
    ]


def calls():
    """Every call in the code of what takes a text, with the file that it stands in."""
    for path, node in nodes():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
            yield path, node


def said_by(call):
    """The message of a call; None where its text is put together at run time."""
    values = [getattr(argument, "value", None) for argument in call.args]
    name = call.func.id
    context = values.pop(0) if "pgettext" in name else None
    text, *rest = values
    plural = rest[0] if name in PLURAL or (name == "Sentence" and rest) else None
    return Message(context, text, plural) if isinstance(text, str) else None


def of_code():
    return [message for _path, call in calls() if (message := said_by(call))]


def of_templates():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.html")):
            source = path.read_text()
            for _quote, text in TRANSLATE.findall(source):
                yield Message(None, text, None)
            for block in BLOCK.finditer(source):
                one, *plural = (
                    VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))
                    for text in block["text"].split("{% plural %}")
                )
                yield Message(None, one, plural[0] if plural else None)


def all_messages():
    return [*of_code(), *of_templates()]
