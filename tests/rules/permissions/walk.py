"""Asks every door as every visitor, and notes what it answered and what it told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.test import Client
from django.views.generic import RedirectView

from api.http.throttling import get_counter
from productions.models import Event
from tests.rules.addresses import Door, body_of, find_doors, headers_of
from tests.rules.permissions.asks import act_body, body_for, headers_for, values_of
from tests.rules.permissions.people import GROUPS, PEOPLE
from tests.rules.permissions.questions import questions
from tests.rules.permissions.secrets import SECRETS
from tests.rules.permissions.world import World

SIGNS = {
    "o": "answered",
    "w": "done: the ledger has it",
    "b": "reached, and refused for what was sent",
    "l": "sent to the sign-in page",
    "c": "asked for the password again first",
    "u": "401: who is this",
    "x": "403: not for this account",
    "-": "404: not there for this account",
    "g": "410: removed",
    "m": "405",
    "!": "an error of ours",
}
"""What stands in a row for each visitor."""
BY_STATUS = {401: "u", 403: "x", 404: "-", 410: "g", 405: "m"}
TWEAKED = (
    "note",
    "remark",
    "message",
    "title",
    "text",
    "credited_as",
    "training_data",
    "name",
    "username",
    "value",
)
"""Fields of the staff's forms that are changed a little, so that a form that is let through writes something."""
METHODS = ("get", "post", "put", "patch", "delete")
READ_ONLY = ("_changelist", "_history")
"""Pages of the staff that take no form: lists have no actions."""
LOGIN, INDEX = "/admin/login/", "/admin/"
CONFIRM = "/admin/account/confirm/"


@dataclass
class Walk:
    world: World
    found: dict[str, dict[str, str]] = field(default_factory=dict)
    """The rows as measured: page → method → signs."""
    told: dict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Secrets that were told to somebody who may not know them: (secret, visitor, method) → pages."""
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By secret, who was told it."""
    answers: int = 0

    def visit_all(
        self,
        pages: set[str] | None = None,
        methods: Collection[str] = METHODS,
        people: Collection[str] = PEOPLE,
    ) -> None:
        for door in find_doors():
            if pages is None or door.page in pages:
                self.visit(door, methods, people)

    def visit(self, door: Door, methods: Collection[str] = METHODS, people: Collection[str] = PEOPLE) -> None:
        row = self.found.setdefault(door.page, {})
        address = door.at({name: quote(value) for name, value in values_of(door, self.world).items()})
        for method in [method for method in methods_of(door) if method in methods]:
            asked = questions(door, self.world) if method == "get" else [""]
            forms = self.form_of(door, address) if method == "post" and door.is_staff else {}
            row[method.upper()] = grouped(
                "".join(self.ask(door, address, method, asked, who, forms) for who in people)
            )

    def ask(
        self, door: Door, address: str, method: str, asked: list[str], who: str, forms: dict[str, Any]
    ) -> str:
        """All questions of one visitor; the sign of the first answer."""
        get_counter.cache_clear()  # nobody has tried too often before
        client = self.world.clients.of(who, api=door.address.startswith("api/"))
        sign = ""
        for question in asked:
            full = f"{address}?{question}" if question else address
            with transaction.atomic():
                response = self.send(client, door, method, full, forms)
                sign = sign or self.sign_of(response, method, door)
                transaction.set_rollback(True)  # also what reading leaves in a session
            self.look(door, method, who, response)
            if sign in "lux":
                break
        return sign

    def send(self, client: Client, door: Door, method: str, address: str, forms: dict[str, Any]) -> Any:
        headers = headers_for(door, method, self.world)
        if method == "get":
            return client.get(address, headers=headers)
        if door.is_staff or not door.address.startswith("api/"):
            return getattr(client, method)(address, forms, headers=headers)
        if method == "delete":
            return client.delete(f"{address}?reason=Seen", headers=headers)
        body = body_for(door, method, self.world)
        if any(hasattr(value, "chunks") for value in body.values()):
            return client.post(address, body, headers=headers)
        return getattr(client, method)(address, body, content_type="application/json", headers=headers)

    def sign_of(self, response: Any, method: str, door: Door) -> str:
        status, location = response.status_code, response.headers.get("Location", "")
        if status in BY_STATUS:
            return BY_STATUS[status]
        if status >= 500:
            return "!"
        if status >= 400:
            return "b"
        if status in (301, 302, 303, 307, 308) and location.startswith(LOGIN):
            return "l"
        if status == 302 and location.startswith(CONFIRM):
            return "c"
        if status == 302 and location == INDEX and door.arguments:
            return "-"  # Django's way to say that there is no such entry
        return "w" if method != "get" and self.has_written() else "o"

    def has_written(self) -> bool:
        return Event.objects.order_by("-pk").values_list("pk", flat=True)[0] > self.world.last_event

    def look(self, door: Door, method: str, who: str, response: Any) -> None:
        """Which secrets the answer tells, in whatever form; status line, headers and body."""
        self.answers += 1
        marks = self.world.marks
        for label in marks.found(body_of(response)) | marks.found(headers_of(response)):
            self.seen[label].add(who)
            if who not in SECRETS[label][1]:
                self.told[label, who, method.upper()].add(door.page)

    def form_of(self, door: Door, address: str) -> dict[str, Any]:
        """What a page's form holds, with a text changed; small forms are filled by what they ask."""
        for who in ("superuser", "approver"):
            response = self.world.clients.of(who, api=False).get(address)
            response.close()  # an export's page is its file
            shown = response.context and response.context.get("adminform")
            if shown:
                return posted(response.context)
        return act_body(door, self.world)


def methods_of(door: Door) -> list[str]:
    """The methods that a door is asked with. A function answers GET and POST, and only GET where it is there to be read."""
    if not isinstance(door.view, type):
        return ["get"] if door.page.endswith(READ_ONLY) else ["get", "post"]
    if issubclass(door.view, RedirectView):
        return ["get"]
    return [name for name in METHODS if hasattr(door.view, name)]


def grouped(signs: str) -> str:
    """`oooooo` with spaces between the groups of visitors."""
    parts, start = [], 0
    for length in GROUPS:
        parts.append(signs[start : start + length])
        start += length
    return " ".join(parts)


def posted(context: Any) -> dict[str, Any]:
    """The values of a page's form and its small lists, as a browser posts them."""
    form = context["adminform"].form
    values = values_in(form)
    for name in TWEAKED:
        if isinstance(values.get(name), str):
            values[name] += "x"
            break
    for shown in context.get("inline_admin_formsets") or ():
        for each in (shown.formset.management_form, *shown.formset.initial_forms):
            values |= values_in(each)
        for each in shown.formset.extra_forms:
            values |= {name: value for name, value in values_in(each).items() if name.endswith("-id")}
    return values | {"reason": "Seen."}


def values_in(form: Any) -> dict[str, Any]:
    found = {}
    for bound in form:
        value = bound.value()
        if value in (None, False, [], ""):
            continue
        for name, part in split(bound, value):
            found[name] = part
    return found


def split(bound: Any, value: Any) -> list[tuple[str, Any]]:
    """The parts of a day and a time; other values by themselves."""
    widget = bound.field.widget
    if hasattr(widget, "decompress"):
        parts = widget.get_context(bound.html_name, value, {})["widget"]["subwidgets"]
        return [(part["name"], part["value"]) for part in parts if part["value"]]
    if isinstance(value, (list, tuple)):
        return [(bound.html_name, [getattr(each, "pk", each) for each in value])]
    return [(bound.html_name, bound.field.prepare_value(value))]
