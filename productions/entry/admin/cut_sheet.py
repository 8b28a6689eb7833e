"""The cut sheet of an episode or a film: its page, and the addresses that the page's script asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.entry.admin.cut_sheet_texts import build_sheet_texts
from productions.entry.admin.episode_pages import EpisodePages
from productions.entry.admin.json_answers import (
    answer_json,
    read_sent_json,
    read_sent_list,
    read_sent_text,
    read_sent_uid,
    read_uids,
    tell_refusals,
)
from productions.entry.services.ai_answers import answer_ai, read_ai_answer, take_back_answer
from productions.entry.services.ai_questions import describe_questions
from productions.entry.services.cell_requests import read_sent_changes
from productions.entry.services.cell_saving import save_cells
from productions.entry.services.command_lines import read_command_line
from productions.entry.services.cut_edits import (
    remove_sheet_cut,
    rename_sheet_cut,
    restore_sheet_cut,
)
from productions.entry.services.new_cuts import add_sheet_cuts
from productions.entry.services.sheet import describe_sheet_cut, make_first_marker, read_whole_sheet
from productions.entry.services.sheet_news import read_visit, tell_news
from productions.entry.services.sheet_places import find_first_episode
from productions.entry.services.sheet_roles import keep_columns
from productions.entry.services.suggestions import offers_new_name, suggest_people
from productions.shared.choices import MembershipLevel
from productions.shared.reader_texts import get_page_language

ADDRESSES = {
    "cells": "cells", "names": "names", "cuts": "cuts", "command": "command", "columns": "columns", "news": "news",
    "ai": "ai-answers",
}  # fmt: skip
"""The addresses that the script asks, by name, and how they end: a production has a page that ends with `ai`."""


@add_pages(Production)
class CutSheetPages(EpisodePages):
    """The sheet of a production's episode (`?episode=`), or of the cuts that it has by itself."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.owner.admin_site.admin_view
        asked = [
            path(
                f"<path:object_id>/cut-sheet/{end}/",
                wrap(getattr(self, f"{name}_view")),
                name=f"productions_production_cut_sheet_{name}",
            )
            for name, end in ADDRESSES.items()
        ]
        return [*asked, self.owner.make_entry_path("cut-sheet", self.page_view)]

    def page_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page; its script loads the cells."""
        place = self.get_place(request, object_id)
        production = place.production
        if "episode" not in request.GET and (first := find_first_episode(production)):
            return HttpResponseRedirect(f"{request.path}?{urlencode({'episode': first.pk})}")
        query = f"?{urlencode({'episode': place.episode.pk})}" if place.episode else ""
        addresses = {
            name: reverse(f"admin:productions_production_cut_sheet_{name}", args=[production.pk]) + query
            for name in ADDRESSES
        }
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Cut sheet"),
            "original": production,
            "episode": place.episode,
            "episodes": production.episodes.live().in_order(),
            "back": self.owner.get_first_address(production),
            "opts": self.owner.opts,
            "is_editor": self.owner.has_level(request, production, MembershipLevel.EDITOR),
            "sheet": {
                "addresses": addresses,
                "texts": build_sheet_texts(),
                "language": get_page_language(),
            },
        }
        return TemplateResponse(request, "admin/cut_sheet.html", context)

    @tell_refusals("GET", "PATCH")
    def cells_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The sheet, or changed cells of it stored."""
        now = timezone.now()
        place, user = self.get_place(request, object_id), staff_user(request)
        if request.method == "PATCH":
            self.require_editor(request, place)
            results = save_cells(place, read_sent_changes(read_sent_json(request)), by=user, now=now)
            return answer_json({"marker": make_first_marker(now), "cells": results})
        may_edit = self.owner.has_level(request, place.production, MembershipLevel.EDITOR)
        sheet: Any = read_whole_sheet(place, user=user, may_edit=may_edit, marker=make_first_marker(now))
        return answer_json(sheet)

    @tell_refusals("GET")
    def names_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Whom somebody means who begins to type (`q`, `role`), beside cells that name others (`near`, uids)."""
        place = self.get_place(request, object_id)
        typed, role = request.GET.get("q", ""), request.GET.get("role", "")
        near = read_uids(request.GET.get("near", ""))
        names = suggest_people(place.production, typed, role=role, near=near, user=staff_user(request))
        return answer_json({"names": names, "may_be_new": offers_new_name(typed)})

    @tell_refusals("POST", "PATCH", "DELETE", "PUT")
    def cuts_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Cuts added, or one given another number (PATCH), taken out (DELETE) or brought back (PUT)."""
        now, place, by = timezone.now(), self.get_place(request, object_id), staff_user(request)
        self.require_editor(request, place)
        body = read_sent_json(request)
        is_sure = body.get("sure") is True
        if request.method == "POST":
            text = read_sent_text(body, "numbers")
            added = add_sheet_cuts(place, text, is_sure=is_sure, by=by, now=now)
            cuts = [describe_sheet_cut(cut, None) for cut in added.cuts]
            told = {"cuts": cuts, "next_number": added.next_number, "told": added.told, "doubt": added.doubt}
            return answer_json(told, 201 if added.cuts else 200)
        uid, doubt = read_sent_uid(body.get("cut")), ""
        if request.method == "PATCH":
            seen, number = read_sent_text(body, "seen"), read_sent_text(body, "number")
            doubt = rename_sheet_cut(place, uid, seen=seen, number=number, is_sure=is_sure, by=by, now=now)
        elif request.method == "DELETE":
            remove_sheet_cut(place, uid, by=by, now=now)
        else:
            restore_sheet_cut(place, uid, by=by, now=now)
        return answer_json({"doubt": doubt})

    @tell_refusals("POST")
    def command_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A command line read; nothing is changed."""
        place = self.get_place(request, object_id)
        self.require_editor(request, place)
        return answer_json(
            read_command_line(place, read_sent_text(read_sent_json(request), "line")).describe()
        )

    @tell_refusals("POST")
    def columns_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The user's columns of this production, kept."""
        place = self.get_place(request, object_id)
        codes = read_sent_list(read_sent_json(request), "roles")
        return answer_json({"roles": keep_columns(place.production, codes, by=staff_user(request))})

    @tell_refusals("POST")
    def news_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What changed, and who else is here."""
        place = self.get_place(request, object_id)
        body = read_sent_json(request)
        after, visit = read_sent_text(body, "after"), read_visit(body)
        news = tell_news(place, after=after, visit=visit, user=staff_user(request), now=timezone.now())
        return answer_json(news)

    @tell_refusals("GET", "POST", "DELETE")
    def ai_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What is asked of an AI use, or an answer recorded, or taken back (DELETE)."""
        place, user = self.get_place(request, object_id), staff_user(request)
        if request.method == "GET":
            return answer_json(describe_questions(user))
        self.require_editor(request, place)
        body, now = read_sent_json(request), timezone.now()
        if request.method == "DELETE":
            entries = [read_sent_uid(uid) for uid in read_sent_list(body, "entries")]
            return answer_json({"cells": take_back_answer(place, entries, by=user, now=now)})
        cells, entries = answer_ai(place, read_ai_answer(body), by=user, now=now)
        return answer_json({"cells": cells, "entries": [str(uid) for uid in entries]})
