"""The page of a template's version: its form, which saves the next version, its text, its versions, and a preview of them."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.rights import staff_user
from productions.operations.services.transactions import run_in_transaction
from productions.roll_templates.admin.template_editor.actions import enter_typed_values, press_button
from productions.roll_templates.admin.template_editor.choices import EditorVocabulary
from productions.roll_templates.admin.template_editor.diff import (
    DifferenceRow,
    describe_differences,
    describe_template_change,
)
from productions.roll_templates.admin.template_editor.errors import group_problem_sentences
from productions.roll_templates.admin.template_editor.form_state import FormReading, build_posted_state
from productions.roll_templates.admin.template_editor.widgets import TemplateForm
from productions.roll_templates.models import RollTemplate
from productions.roll_templates.services import UnusableTemplate, build_unsaved_version, change_template
from productions.rollkit.dataclass_json import to_sparse
from productions.rollkit.template.merging import merge_templates
from productions.rollkit.template.validation import TemplateRefused, parse_template
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal

LOOK = "look"
"""The address's word for: with the preview open."""


class TemplatePage:
    """One answer to one request."""

    def __init__(self, owner: VerbAdmin, request: HttpRequest, template: RollTemplate) -> None:
        self.owner, self.request, self.template = owner, request, template
        self.vocabulary = EditorVocabulary(template.production)
        self.state = build_posted_state(parse_template(template.data))
        self.text: str | None = None
        self.general: list[str] = []
        self.errors: dict[str, list[str]] = {}
        self.focus = ""
        self.theirs: list[DifferenceRow] = []
        self.clashes: list[DifferenceRow] = []

    @cached_property
    def versions(self) -> list[RollTemplate]:
        """Newest first."""
        return list(self.template.versions().select_related("made_by"))

    @cached_property
    def may_change(self) -> bool:
        """Whether this user may save a next version of this one."""
        return self.owner.has_change_permission(self.request, self.template)

    def respond(self) -> HttpResponse:
        if self.request.method != "POST":
            return self.show_form()
        if not self.may_change:
            raise PermissionDenied
        return self.handle_post() or self.show_form()

    def handle_post(self) -> HttpResponse | None:
        """What a button asked for; None where the form comes again."""
        given = self.request.POST
        if "as_text" in given:
            return self.save_text(given.get("text", ""))
        self.state = given.copy()
        enter_typed_values(self.state, self.vocabulary)
        if "do" in given:
            self.focus = press_button(self.state, given["do"])
            reading = FormReading(self.state)
            self.errors = group_problem_sentences(reading.problems, reading, self.vocabulary)
            return None
        return self.save_form()

    def save_text(self, text: str) -> HttpResponse | None:
        self.text = text
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:  # the latter for lists in lists in lists
            self.general = [_("The text is not valid JSON: %(error)s.") % {"error": error}]
            return None
        if not isinstance(data, dict):
            self.general = [_("The text is not a JSON object: it must begin with { and end with }.")]
            return None
        try:
            return self.save(data)
        except Refusal as refusal:
            self.general = refusal.reasons
            return None

    @property
    def is_behind(self) -> bool:
        """Whether somebody saved another version since this one was opened."""
        return self.versions[0].pk != self.template.pk

    def put_together(self, data: dict[str, Any]) -> HttpResponse | None:
        """The form of the newest version with what both changed; nothing is saved before somebody has seen it. Raises UnusableTemplate.

        Where the newest version has all that was changed here, as when a button was pressed twice, its page.
        """
        newest, base = self.versions[0], parse_template(self.template.data)
        mine = parse_template(build_unsaved_version(self.template, data=data, by=staff_user(self.request)))
        theirs = parse_template(newest.data)
        merged = merge_templates(base, mine, theirs)
        if merged.template == theirs and not merged.clashes:
            self.tell_saved(newest, is_new=newest.made_by == self.request.user)
            return HttpResponseRedirect(self.owner.address("change", newest))
        self.theirs = list(describe_differences(base, theirs, self.vocabulary))
        self.clashes = [describe_template_change(change, self.vocabulary) for change in merged.clashes]
        self.state, self.text = build_posted_state(merged.template), None
        self.template = newest
        return None

    def save_form(self) -> HttpResponse | None:
        reading = FormReading(self.state)
        problems = tuple(reading.problems)
        try:
            if not problems:
                return self.save(reading.data)
        except UnusableTemplate as refusal:
            problems = refusal.problems
            self.general = [] if problems else refusal.reasons
        except Refusal as refusal:
            self.general = refusal.reasons
        self.errors = group_problem_sentences(problems, reading, self.vocabulary)
        return None

    def save(self, data: dict[str, Any]) -> HttpResponse | None:
        """The next version, and its page; None where another one has to be put together with it first. Raises Refusal."""
        if self.is_behind:
            return self.put_together(data)
        reason = self.request.POST.get("reason", "")
        verb = partial(change_template, self.template, by=staff_user(self.request), now=timezone.now())
        made = run_in_transaction(partial(verb, data=data, reason=reason), attempts=1)
        self.tell_saved(made, is_new=made.pk != self.template.pk)
        address = self.owner.address("change", made)
        return HttpResponseRedirect(
            f"{address}?{LOOK}=1#preview" if "and_look" in self.request.POST else address
        )

    def tell_saved(self, newest: RollTemplate, *, is_new: bool) -> None:
        if is_new:
            told = _("Version %(version)d of “%(name)s” is saved.")
            messages.success(self.request, told % {"version": newest.version, "name": newest.name})
        else:
            told = _("Nothing has changed; version %d is still the newest.")
            messages.info(self.request, told % newest.version)

    def show_form(self) -> HttpResponse:
        """The form with what was posted, or with the version's own values."""
        added = self.owner.get_added_context(self.request, self.template)
        newest = self.versions[0]
        is_newest = newest.pk == self.template.pk
        context = (
            added
            | self.owner.admin_site.each_context(self.request)
            | {
                "title": _("Roll template"),
                "original": self.template,
                "opts": self.owner.opts,
                "shown": TemplateForm(self.state, self.vocabulary, self.errors, self.focus),
                "text": self.plain_text() if self.text is None else self.text,
                "text_open": self.text is not None,
                "reason": self.request.POST.get("reason", ""),
                "general": self.general,
                "wrong": [] if "do" in self.request.POST else self.errors,
                "may_change": self.may_change,
                "open": self.may_change and (is_newest or self.request.method == "POST"),
                "theirs": self.theirs,
                "clashes": self.clashes,
                "newest": newest,
                "is_newest": is_newest,
                "next": newest.version + 1,
                "versions": self.versions,
                "offered_now": is_newest and newest.retired_at is None,
                "is_editor": self.owner.has_level(
                    self.request, self.template.production, MembershipLevel.EDITOR
                ),
                "look": LOOK in self.request.GET,
            }
        )
        return TemplateResponse(self.request, "admin/roll_template.html", context)

    def plain_text(self) -> str:
        """JSON without what is usual, of what stands in the form where that is a template, else of the version."""
        reading = FormReading(self.state)
        named = {"name": self.template.name, "version": self.template.version}
        try:
            template = parse_template(reading.data | named)
        except TemplateRefused:
            template = parse_template(self.template.data)
        sparse = {name: value for name, value in to_sparse(template).items() if name not in named}
        return json.dumps(sparse, ensure_ascii=False, indent=2)
