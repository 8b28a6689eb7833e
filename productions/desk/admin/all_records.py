"""Every kind of entry, by subject in the order in which one reads about a work, with a line on what each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Subject(NamedTuple):
    """`kinds` says what the entries of each model are, by the model's name."""

    title: _StrPromise
    kinds: Mapping[str, _StrPromise]


SUBJECTS = (
    Subject(
        gettext_lazy("Works and cuts"),
        {
            "production": gettext_lazy("One work: a series, a film, a short, an advertisement."),
            "episode": gettext_lazy("A numbered part of a series, or its opening, ending or trailer."),
            "cut": gettext_lazy("A shot, with its number as given."),
            "cutrelation": gettext_lazy(
                "Which cut shares drawings with another, is bank footage or replaces it."
            ),
            "segment": gettext_lazy(
                "What several episodes show alike: an opening, an ending, a block between."
            ),
            "episodepart": gettext_lazy("The A and B parts of an episode, by their cuts."),
            "song": gettext_lazy("A theme or an inserted song."),
            "songright": gettext_lazy("What stands under a song: who licensed it, who produced it."),
            "character": gettext_lazy("A part that somebody voices or acts."),
            "charactervariant": gettext_lazy("A character as a child, in disguise, in another language."),
            "productiontitle": gettext_lazy("What a work is called: natively, read aloud, abroad."),
            "productionedition": gettext_lazy(
                "An edition that only one production has, such as a longer one."
            ),
            "editiontiming": gettext_lazy("Frame rate and first timecode of an episode in one edition."),
            "cutplacement": gettext_lazy("Where a cut stands in the picture of an edition."),
        },
    ),
    Subject(
        gettext_lazy("Credits"),
        {
            "credit": gettext_lazy("Who did which job, on what, and under which name."),
            "portrayal": gettext_lazy("Which character a credit voices or acts."),
            "aiuse": gettext_lazy("One use of an AI system inside a credit, and who checked it."),
            "claim": gettext_lazy("What somebody wrote about a credit: it is mine, not mine, missing."),
        },
    ),
    Subject(
        gettext_lazy("People and companies"),
        {
            "contributor": gettext_lazy("A person or an organization that is credited."),
            "contributorname": gettext_lazy("What they are or were called, in each script."),
            "groupmembership": gettext_lazy("Who belongs to a unit or a collective, and since when."),
            "externalid": gettext_lazy("Their numbers elsewhere: ISNI, ORCID, Wikidata, AniList."),
            "trackerid": gettext_lazy("What a production's own tracker calls a cut, an episode or a person."),
            "contributordetails": gettext_lazy(
                "What a production keeps of somebody in private: e-mail, notes."
            ),
            "wish": gettext_lazy("That somebody's name is not to be shown, by their own statement."),
        },
    ),
    Subject(
        gettext_lazy("Roles and shared entries"),
        {
            "role": gettext_lazy("A job that people are credited for, such as key animation."),
            "rolealias": gettext_lazy("Other words for a role, as sheets and screens write it."),
            "department": gettext_lazy("What roles are grouped by in a roll."),
            "aisystem": gettext_lazy("A model or a tool with its vendor and version; never a contributor."),
            "proposal": gettext_lazy("A change of a shared entry that waits for somebody else's yes."),
        },
    ),
    Subject(
        gettext_lazy("Rolls and files"),
        {
            "release": gettext_lazy("An issue of a roll, frozen with its digest."),
            "approval": gettext_lazy("A signature under a roll as it looks on one screen."),
            "rolltemplate": gettext_lazy("How a roll looks: cards, scroll, type and order."),
            "export": gettext_lazy("A file that was made of a roll, or is being made."),
            "font": gettext_lazy("A typeface that a studio brought for its rolls."),
            "logo": gettext_lazy("A picture of a company for the end of a roll."),
            "importbatch": gettext_lazy("A file of credits or cuts that was entered."),
            "importrow": gettext_lazy("What became of each line of an import."),
        },
    ),
    Subject(
        gettext_lazy("Access and site"),
        {
            "membership": gettext_lazy("Who works on which production: viewer, editor, approver."),
            "invitation": gettext_lazy("A link by which somebody becomes a member."),
            "user": gettext_lazy("An account that may sign in."),
            "apitoken": gettext_lazy("A key with which a program reads or writes in your name."),
            "webhook": gettext_lazy("An address that is told of every public change."),
            "dump": gettext_lazy("The whole public registry as files, made each night."),
            "event": gettext_lazy("The ledger: who changed what, when and why."),
        },
    ),
)


class ListedKind(NamedTuple):
    """A kind of entry as the page shows it; `add` is empty where the user may add none."""

    name: str
    told: str
    address: str
    add: str


def show_all_records(request: HttpRequest) -> HttpResponse:
    """The page, with what the user's rights let them look at."""
    context = admin.site.each_context(request) | {
        "title": _("All records"),
        "subjects": [(subject.title, kinds) for subject, kinds in list_subjects(request) if kinds],
    }
    return TemplateResponse(request, "admin/all_records.html", context)


def list_subjects(request: HttpRequest) -> Iterator[tuple[Subject, list[ListedKind]]]:
    apps: Any = admin.site.get_app_list(request)
    seen = {each["object_name"].lower(): each for app in apps for each in app["models"]}
    for subject in SUBJECTS:
        yield (
            subject,
            [
                ListedKind(
                    seen[kind]["name"], str(told), seen[kind]["admin_url"], seen[kind]["add_url"] or ""
                )
                for kind, told in subject.kinds.items()
                if kind in seen and seen[kind]["admin_url"]
            ],
        )
