"""Ways to find the person without being told: digests that names can be tried against, searches, filters, addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.utils.timezone import get_default_timezone

from productions.models import AIUse, Approval, Dump, Export, Release
from productions.releases.services.approvals import format_signature_line
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.file_names import compute_file_key
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.writers import write_roll
from productions.studio_files.services.fonts import thaw_fonts
from productions.studio_files.services.logos import thaw_logos
from tests.html_pages import list_links, read_page
from tests.rules.needles import Needles
from tests.rules.withheld.person import ISNI, NAMES, TRACKED
from tests.rules.withheld.story import Story
from tests.rules.withheld.walk import MEMBERS, Walk

TIME_LINES = {"edl", "fcp7", "otio"}
"""Formats without names: frames, headings, and the digest of the document, whose names are commitments."""


def add_digests(story: Story, needles: Needles) -> None:
    """What would let somebody try names: digests of plain documents and files that name the person, and salts.

    Called before the wish. Whoever knows the rest of a document puts a name into the gap and compares digests.
    """
    for values in needles.values.copy().values():
        needles.add_digests("bare digest of a value", *(sha256(text.encode()).hexdigest() for text in values))
    documents = [
        *Release.objects.values_list("document", flat=True),
        *Export.objects.values_list("document", flat=True),
    ]
    naming: dict[str, str] = {}
    for text in set(documents):
        for plain in plain_documents(text, needles):
            naming[text] = sha256(plain).hexdigest()
            needles.add_digests("digest of a document that names them", naming[text])
    for export in Export.objects.exclude(file=""):
        if export.document in naming:
            if depends_on_people(export, needles):
                needles.add_digests("digest of a file that names them", export.digest)
            for packed in export.files:
                if packed["format"] not in TIME_LINES:
                    needles.add_digests("digest of a file that names them", packed["sha256"])
            if export.delivery:
                key = compute_file_key(
                    naming[export.document], export.language, parse_screen_spec(export.delivery)
                )
                needles.add("file name made of such a digest", key)
    for dump in Dump.objects.all():
        for file in json.loads(dump.manifest)["files"]:
            path = Path(settings.MEDIA_ROOT) / "dumps" / str(dump.uid) / file["name"]
            if needles.found(path.read_bytes()):
                needles.add_digests("digest of a file that names them", file["sha256"])
    for approval in Approval.objects.filter(document_digest__in=naming.values()):
        needles.add_digests("digest of a document that names them", approval.subject)
    needles.add_digests("picture that names them", *story.tiles)
    needles.forget()


def plain_documents(text: str, needles: Needles) -> Iterator[bytes]:
    """The document as stored where it names the person, and with the values of its commitments in their places."""
    stored = json.loads(text)
    annex = stored.get("annex") if isinstance(stored, dict) else None
    if not annex:
        if needles.found(text):
            yield text.encode()
        return
    theirs = entries_of_them(annex, needles)
    needles.add("salt of a value", *(salt for salt, _value in theirs.values()))
    if theirs:
        yield canonical(filled(stored["document"], annex))


def entries_of_them(annex: dict[str, Any], needles: Needles) -> dict[str, Any]:
    """The entries of an annex whose values name the person."""
    return {key: pair for key, pair in annex.items() if needles.found(str(pair[1]))}


def depends_on_people(export: Export, needles: Needles) -> bool:
    """Whether the file of an export would have another digest without the values that name the person.

    All do but a time line, which says how long something is shown, and under which headings. Where the document that leaves
    the person out gives the same bytes, there is nothing in them to try names against.
    """
    stored = json.loads(export.document)
    if export.format not in TIME_LINES or "annex" not in stored:
        return True
    assert digest_again(export, stored) == export.digest, f"{export.format} written again has other bytes"
    theirs = entries_of_them(stored["annex"], needles)
    left = {key: pair for key, pair in stored["annex"].items() if key not in theirs}
    return digest_again(export, stored | {"annex": left}) != export.digest


def digest_again(export: Export, stored: dict[str, Any]) -> str:
    """The digest of the file of an export, had it been made of this sealed document."""
    out = BytesIO()
    write_roll(
        export.format,
        read_document(canonical(stored), zone=get_default_timezone()),
        out,
        RollOptions(
            lang=export.language,
            delivery=parse_screen_spec(export.delivery),
            fonts=thaw_fonts(export.fonts),
            logos=thaw_logos(export.logos),
            signed=tuple(format_signature_line(each) for each in export.approvals),
        ),
    )
    return sha256(out.getvalue()).hexdigest()


def filled(value: Any, annex: dict[str, Any]) -> Any:
    """A document with the values of the annex where their commitments are."""
    if isinstance(value, dict):
        return {name: filled(each, annex) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, annex) for each in value]
    return annex[value][1] if isinstance(value, str) and value in annex else value


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def spell_otherwise(name: str) -> list[str]:
    """What search takes for the name: its words turned, and a slip."""
    return [" ".join(reversed(name.split())), name[:-1] + "ん", name[1] + name[0] + name[2:]]


def guess(walk: Walk) -> None:
    """Ask for the person by name, uid, key and identifier: nothing of theirs may be found by it."""
    story, uid = walk.story, walk.story.person.uid
    theirs = [
        each for each in story.credits if each.removed_at is None and each.contributor_id == story.person.pk
    ]
    told = [str(each.uid) for each in theirs]
    searches = [f"{word}/?q={quote(name)}" for word in ("credits", "contributors") for name in NAMES.values()]
    searches += [
        f"contributors/?q={quote(text)}" for name in NAMES.values() for text in spell_otherwise(name)
    ]
    searches += [
        f"credits/?{word}={quote(name)}"
        for word in ("credited_as", "role_as_printed")
        for name in NAMES.values()
    ]
    filters = [
        f"credits/?contributor={uid}", f"credits/?external_id=isni:{ISNI}", f"contributors/?external_id=isni:{ISNI}",
        f"contributors/?uid={uid}", f"ai-uses/?contributor={uid}", f"contributors/?q={ISNI}",
    ]  # fmt: skip
    for visitor, client in walk.tools.items():
        for asked in [*searches, *filters]:
            rows = client.get(f"/api/v1/{asked}").json().get("results", [])
            found = any(each in json.dumps(rows) for each in [*told, str(uid)])
            shared = visitor in MEMBERS and asked.startswith("contributors/")
            labels = frozenset({"found"} if found and not shared else ())
            walk.leaks.look("guesses", asked.partition("=")[0], visitor, labels)
        for asked in (
            f"person={uid}",
            f"person={uid}&ai=not_asked",
            f"person={uid}&role=layout",
            f"person={uid}&count=exact",
        ):
            body = client.get(f"/api/v1/productions/?{asked}").json()
            found = str(story.production.uid) in json.dumps(body["results"])
            walk.leaks.look("guesses", "productions/?person", visitor, frozenset({"found"} if found else ()))
        staff_asked = [
            f"contributor={uid}",
            f"external_id=isni:{ISNI}",
            *(f"q={quote(name)}" for name in NAMES.values()),
        ]
        for asked in staff_asked:
            rows = (
                client.get(f"/api/v1/productions/{story.production.uid}/staff/?{asked}")
                .json()
                .get("results", [])
            )
            labels = frozenset({"found"} if any(row["contributor"] is None for row in rows) else ())
            walk.leaks.look("guesses", f"staff/?{asked.partition('=')[0]}", visitor, labels)
        for asked in staff_asked:
            rows = client.get(f"/api/v1/productions/{story.production.uid}/chain/?{asked}").json()
            labels = frozenset(
                {"found"} if any(row["taker"] is None for row in rows.get("results", ())) else ()
            )
            walk.leaks.look("guesses", f"chain/?{asked.partition('=')[0]}", visitor, labels)
        tracked = f"productions/{story.production.uid}/tracker-ids/"
        for asked in (f"value={TRACKED}", f"contributor={uid}", "scheme=kitsu"):
            rows = client.get(f"/api/v1/{tracked}?{asked}").json().get("results", [])
            labels = frozenset({"found"} if rows else ())
            walk.leaks.look("guesses", f"tracker-ids/?{asked.partition('=')[0]}", visitor, labels)
        for rest in ("", "credits/", "filmography/", "works/", "cut-summaries/"):
            answers = [
                client.get(f"/api/v1/contributors/{each}/{rest}").status_code for each in (uid, uuid4())
            ]
            told_apart = answers[0] != answers[1] and visitor not in MEMBERS
            labels = frozenset({f"{answers[0]}, not {answers[1]}"} if told_apart else ())
            walk.leaks.look("guesses", f"contributors/UID/{rest}", visitor, labels)
    keys = [f"/productions/credit/{each.pk}/change/" for each in theirs]
    keys += [f"/productions/aiuse/{use.pk}/change/" for use in AIUse.objects.live()]
    staff = [f"{page}/?q={quote(name)}" for page in ("credit", "aiuse") for name in NAMES.values()]
    staff += [
        f"credit/?contributor__id__exact={story.person.pk}",
        f"aiuse/?validated_by__id__exact={story.person.pk}",
    ]
    for visitor, client in walk.staff.items():
        for asked in staff:
            links = list_links(read_page(client.get(f"/admin/productions/{asked}")))
            found = any(each in link for each in keys for link in links)
            walk.leaks.look(
                "guesses", f"admin {asked.partition('=')[0]}", visitor, frozenset({"found"} if found else ())
            )
