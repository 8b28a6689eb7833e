"""A private production full of secrets, another private one, and a public one; everything made by the verbs."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore

from productions.domain import contributors as people
from productions.domain import external_ids
from productions.domain.ai_declarations import declare_ai
from productions.domain.ai_uses import record_ai_use, register_ai_system
from productions.domain.approvals import approve_roll
from productions.domain.bulk import enter_credits
from productions.domain.claims import decide_claim, open_claim
from productions.domain.credits import enter_credit
from productions.domain.cuts import add_cuts, relate_cuts
from productions.domain.dumps import request_dump
from productions.domain.exports import request_export, run_export
from productions.domain.fonts import upload_font
from productions.domain.invitations import invite
from productions.domain.ledger import number_events
from productions.domain.logos import upload_logo
from productions.domain.preview import preview_of
from productions.domain.private_details import add_private_details
from productions.domain.productions import add_episode, add_title, create_production, update_production
from productions.domain.proposals import propose
from productions.domain.releases import issue_release
from productions.domain.removal import remove
from productions.domain.roll_templates import copy_template
from productions.domain.rolls import Wanted
from productions.domain.sheet_import import import_credit_sheet
from productions.domain.webhooks import create_webhook
from productions.domain.withholding import record_wish
from productions.intake_vocabulary import SharedAct
from productions.models import (
    Credit,
    Department,
    Event,
    Export,
    ImportBatch,
    ImportRow,
    Membership,
    Production,
    Role,
    RoleAlias,
)
from productions.refusals import ProposalNeeded
from productions.roll.templates import FILM_ROLL
from productions.vocabulary import CreditState, Visibility
from tests.roll.logos import svg
from tests.roll.typefaces import typeface
from tests.rules.permissions.marks import Marks
from tests.rules.permissions.people import (
    APPROVERS,
    EDITORS,
    MEMBERS,
    OPERATOR,
    OTHERS,
    Clients,
    make_accounts,
    make_clients,
)

OWN = APPROVERS - {"superuser"}
"""What an approver keeps for their own account."""
REGISTRARS = MEMBERS | {"registrar"}
"""Entries that productions share are seen by registrars too."""
PROPOSERS = frozenset({"editor", "approver", "write token", "registrar", "superuser"})
"""Who proposed it, and who decides."""
SECRETS: dict[str, tuple[str, frozenset[str]]] = {
    "title": ("Zukoverta Nightfall", MEMBERS),
    "second title": ("Mirvanek Dusk", MEMBERS),
    "remark": ("Brelontis remark", MEMBERS),
    "episode's title": ("Quandrifel Overture", MEMBERS),
    "removed episode": ("Vostrakin Epilogue", MEMBERS),
    "cut's note": ("Hesmordial rain", MEMBERS),
    "name as credited": ("Tolvaniq Esrem", MEMBERS),
    "name as printed": ("VRIXOLANE PRINTED", MEMBERS),
    "evidence": ("Sheet Garmolin 7", MEMBERS),
    "contributor": ("Ulmessa Drovik", REGISTRARS),
    "reading": ("Fwenzurai Kanamoto", REGISTRARS),
    "contributor without credits": ("Oskenward Plith", REGISTRARS),
    "contributor's identifier": ("Q993100771", REGISTRARS),
    "legal name": ("Nerivandra Holtsum", EDITORS),
    "e-mail": ("hidden.mail@drovikhouse.example", EDITORS),
    "note": ("Lives in Parsovelle", EDITORS),
    "production's identifier": ("771055129", MEMBERS),
    "AI system": ("Wendrifax Painter", REGISTRARS),
    "AI system's vendor": ("Gorlamunt Labs", REGISTRARS),
    "note of an AI use": ("Prompt Jastrelow", MEMBERS),
    "declaration": ("Vexumbrine, says Drovik", MEMBERS),
    "template": ("Pelmastic look", MEMBERS),
    "font": ("Yandrovic Sans", MEMBERS),
    "font's licence": ("Licence Ekwoltan", MEMBERS),
    "logo": ("Zivrandel mark", MEMBERS),
    "imported file": ("sheet_kelvorand.csv", MEMBERS),
    "import's text": ("Layout: Bishtorav", MEMBERS),
    "member": ("fendrilok", MEMBERS),
    "claimant": ("Ruvostin Claimer", APPROVERS),
    "claim": ("It was me, Astervold", APPROVERS),
    "approval": ("Seen on the big screen by Ilmorten", MEMBERS),
    "wish": ("Please leave out Cravenholm", APPROVERS),
    "export's error": ("Disk of Nuvardik is full", MEMBERS),
    "webhook": ("hooks.embertwill.example", OWN),
    "token": ("tracker of Solvindra", OWN),
    "reason": ("Because of Tarquelim", OPERATOR | MEMBERS),
    "decided claim": ("Missing, says Quoravel", APPROVERS),
    "proposal": ("They are one, Idrumelk", PROPOSERS),
    "invitation": ("For Xandrivost", frozenset({"approver", "superuser"})),
    "passkey": ("Key of Bromtaviel", frozenset({"approver"})),
    "session": ("Browser Hintelmoor", frozenset({"approver"})),
    "removed contributor": ("Sorvintha Elk", REGISTRARS),
    "merged contributor": ("Pradwelk Onstra", REGISTRARS),
    "removed AI system": ("Cloftinger Brush", REGISTRARS),
    "removed private note": ("Owes Fintambour", EDITORS),
    "removed legal name": ("Hoskandera Twill", EDITORS),
    "other's title": ("Ostrevane Morning", OTHERS),
    "other's contributor": ("Jurmelda Quist", OTHERS | {"registrar"}),
    "other's AI system": ("Kestrapol Brush", OTHERS | {"registrar"}),
}
"""What is planted: the text, and who may be told it. The longest word of each is its mark: plain letters or digits, which no
escaping changes."""
SCREEN = {"raster": "1280x720", "px": 60}


def text(label: str) -> str:
    return SECRETS[label][0]


@dataclass
class World:
    now: datetime
    this: Production
    other: Production
    clients: Clients
    marks: Marks
    rows: dict[str, Any] = field(default_factory=dict)
    """Rows that addresses are about, by the model's name: those of the private production, or of its approver."""
    tile: str = ""
    """The name of a picture of the preview."""
    last_event: int = 0
    """The key of the newest event."""
    invitation_secret: str = ""


def plant(folder: Path, now: datetime) -> World:
    """Everything. About 200 queries, and one layout of a short roll."""
    this = create_production(title=text("title"), kind="film", year=2026, by=None, now=now)
    update_production(this, remark=text("remark"), by=None, now=now)
    other = create_production(title=text("other's title"), kind="film", year=2026, by=None, now=now)
    create_production(title="公開作", kind="film", year=2020, visibility=Visibility.PUBLIC, by=None, now=now)
    users = make_accounts(this, other, {"viewer": text("member")})
    clients = make_clients(users, this, text("token"), now)
    world = World(
        now, this, other, clients, Marks({name: secret for name, (secret, _who) in SECRETS.items()})
    )
    world.rows |= {
        "production": this, "user": users["viewer"], "apitoken": clients.tokens["read token"],
        "membership": Membership.objects.get(user=users["viewer"]), "role": Role.objects.get(code="layout"),
        "department": Department.objects.get(code="direction"), "rolealias": RoleAlias.objects.order_by("pk")[0],
    }  # fmt: skip
    plant_record(world)
    plant_files(world, folder)
    plant_removed(world)
    plant_output(world, users)
    plant_requests(world, users)
    plant_sign_in(world, users["approver"])
    people.create_contributor(name=text("other's contributor"), production=other, by=None, now=now)
    register_ai_system(name=text("other's AI system"), vendor="Kaku Labs", production=other, by=None, now=now)
    world.last_event = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return world


def plant_record(world: World) -> None:
    """The production's parts, people and credits."""
    this, now, rows = world.this, world.now, world.rows
    title = add_title(this, text=text("second title"), kind="english", by=None, now=now)
    episode = add_episode(this, number="1", title=text("episode's title"), by=None, now=now)
    gone = add_episode(this, number="2", title=text("removed episode"), by=None, now=now)
    remove(gone, by=None, now=now, reason="Never made.")
    cuts = add_cuts(this, [{"number": "1", "note": text("cut's note")}, {"number": "2"}], by=None, now=now)
    relation = relate_cuts(from_cut=cuts[0], to_cut=cuts[1], kind="shared", by=None, now=now)
    person = people.create_contributor(
        name=text("contributor"), romaji=text("reading"), email=text("e-mail"), note=text("note"), production=this,
        by=None, now=now,
    )  # fmt: skip
    another = people.create_contributor(
        name=text("contributor without credits"), production=this, by=None, now=now
    )
    people.add_name(
        person, text=text("legal name"), script="romaji", kind="legal", production=this, by=None, now=now
    )
    identifier = external_ids.add_external_id(
        scheme="wikidata", value=text("contributor's identifier"), contributor=person, by=None, now=now
    )
    external_ids.add_external_id(
        scheme="anilist", value=text("production's identifier"), production=this, by=None, now=now
    )
    system = register_ai_system(
        name=text("AI system"), vendor=text("AI system's vendor"), production=this, by=None, now=now
    )
    role = {code: Role.objects.get(code=code) for code in ("layout", "key_animation", "director")}
    first, second = enter_credits(
        this,
        [
            {"role": role["layout"], "contributor": person, "cut": cuts[0], "credited_as": text("name as credited"),
             "printed_as": text("name as printed"), "evidence_note": text("evidence")},
            {"role": role["key_animation"], "contributor": person, "cut": cuts[1]},
        ],
        by=None, now=now, state=CreditState.CONFIRMED,
    )  # fmt: skip
    use = record_ai_use(
        first, ai_system=system, task="generation", source_type="compositeWithTrainedAlgorithmicMedia",
        extent="partial", oversight="human_validated", validated_by=person, validated_at=now,
        note=text("note of an AI use"), by=None, now=now,
    )  # fmt: skip
    declare_ai(
        second, answer="none", declared_by=person, declared_at=now, wording=text("declaration"),
        basis="own_statement", note="", by=None, now=now,
    )  # fmt: skip
    mistake = enter_credit(this, role=role["director"], contributor=person, by=None, now=now)
    remove(mistake, by=None, now=now, reason=text("reason"))
    rows |= {"mistake": mistake, "removed episode": gone}
    claim = open_claim(
        this,
        kind="mine",
        claimant_name=text("claimant"),
        message=text("claim"),
        credit=second,
        by=None,
        now=now,
    )
    wish = record_wish(
        another, production=this, statement=text("wish"), stated_on=now.date(), by=None, now=now
    )
    rows |= {
        "productiontitle": title, "episode": episode, "cut": cuts[0], "cutrelation": relation,
        "contributor": person, "contributorname": person.names.get(kind="legal"), "externalid": identifier,
        "aisystem": system, "aiuse": use, "credit": first, "claim": claim, "wish": wish,
        "another": another, "contributordetails": person.private_details.get(),
    }  # fmt: skip


def plant_files(world: World, folder: Path) -> None:
    """A font, a logo, a template and an import."""
    this, now = world.this, world.now
    data = typeface(folder / "font.ttf", "Tolvaniq Esrem", family=text("font")).read_bytes()
    font = upload_font(this, file=io.BytesIO(data), licence_note=text("font's licence"), by=None, now=now)
    logo = upload_logo(
        this,
        file=io.BytesIO(svg(100)),
        name=text("logo"),
        licence_note="Ours.",
        said_en="Mark Inc.",
        by=None,
        now=now,
    )
    template = copy_template(FILM_ROLL, to=this, name=text("template"), by=None, now=now)
    import_credit_sheet(
        this,
        "カット,役職,名前\n2,背景,架空 太郎\n".encode(),
        filename=text("imported file"),
        by=None,
        now=now,
    )
    batch = ImportBatch.objects.get()
    row = ImportRow.objects.create(
        batch=batch, place="line 2", statement="credit", outcome="created", production=this,
        text=text("import's text"), message="Entered.",
    )  # fmt: skip
    world.rows |= {
        "font": font,
        "logo": logo,
        "rolltemplate": template,
        "importbatch": batch,
        "importrow": row,
    }


def plant_output(world: World, users: dict[str, Any]) -> None:
    """A release, exports, a signed roll, a dump, a webhook of the approver."""
    this, now = world.this, world.now
    drafts = Credit.objects.live().filter(production=this, state=CreditState.DRAFT)
    for draft in drafts:
        remove(draft, by=None, now=now, reason="A draft.")
    release = issue_release(this, by=users["approver"], now=now)
    wanted = Wanted(this, release=release, delivery=SCREEN)
    shown = preview_of(wanted, by=None)
    approval = approve_roll(
        wanted, digest=shown.reel.digest, note=text("approval"), by=users["approver"], now=now
    )
    asked = request_export(this, release=release, format="csv", by=None, now=now)
    done = run_export(asked.uid, clock=lambda: now)
    failed = request_export(this, release=release, format="json", by=None, now=now)
    Export.objects.filter(pk=failed.pk).update(
        state="failed", error=text("export's error"), error_ja=text("export's error")
    )
    dump = request_dump(by=None, now=now)
    hook = create_webhook(
        user=users["approver"], name="mirror", url="https://8.8.8.8/" + text("webhook"), by=None, now=now
    )
    world.tile = shown.tiles[0][0].name
    number_events(limit=10_000)
    world.rows |= {
        "release": release, "approval": approval, "export": done, "failed": failed, "dump": dump, "webhook": hook,
        "event": Event.objects.filter(production=this).order_by("-pk")[0],
    }  # fmt: skip


def plant_removed(world: World) -> None:
    """What was removed and merged, by `removed` and the model's name: for the lists of the removed, and the ways back."""
    this, now, rows = world.this, world.now, world.rows
    made = {"by": None, "now": now}
    person, another, credit = rows["contributor"], rows["another"], rows["credit"]
    merged = people.create_contributor(name=text("merged contributor"), production=this, **made)
    people.merge_contributors(merged, into=another, reason="They are one.", **made)
    system = register_ai_system(name=text("removed AI system"), vendor="Kaku Labs", production=this, **made)
    cuts = add_cuts(this, [{"number": "8"}, {"number": "9"}], **made)
    gone: dict[str, Any] = {
        "production": create_production(title="没作", kind="film", year=2026, **made),
        "productiontitle": add_title(this, text="没題", kind="alias", **made),
        "cutrelation": relate_cuts(from_cut=cuts[0], to_cut=rows["cut"], kind="shared", **made),
        "cut": cuts[1],
        "contributor": people.create_contributor(
            name=text("removed contributor"), production=this, **made
        ),
        "contributorname": people.add_name(
            person, text=text("removed legal name"), script="romaji", kind="legal", production=this, **made
        ),
        "contributordetails": add_private_details(
            another, production=this, note=text("removed private note"), **made
        ),
        "externalid": external_ids.add_external_id(
            scheme="wikidata", value="Q993100772", contributor=another, **made
        ),
        "aiuse": record_ai_use(
            credit, ai_system=rows["aisystem"], task="composite", source_type="algorithmicMedia", extent="assist",
            oversight="prompt_guided", **made,
        ),
        "aisystem": system,
    }  # fmt: skip
    for entry in gone.values():
        remove(entry, reason="By mistake.", **made)
    gone |= {"credit": rows["mistake"], "episode": rows["removed episode"]}
    rows |= {f"removed {name}": entry for name, entry in gone.items()} | {"merged": merged}


def plant_requests(world: World, users: dict[str, Any]) -> None:
    """A claim that waits for its act, a proposal, an invitation."""
    this, now, approver = world.this, world.now, users["approver"]
    accepted = open_claim(
        this, kind="missing", claimant_name="架空 三郎", message=text("decided claim"), by=None, now=now
    )
    decide_claim(accepted, accept=True, decision="It is so.", by=approver, now=now)
    needed = ProposalNeeded(
        SharedAct.MERGE,
        world.rows["another"],
        also=world.rows["contributor"],
        arguments={},
        reason=text("proposal"),
    )
    proposal = propose(needed, by=users["editor"], now=now)
    invitation = invite(production=this, level="viewer", invitee=text("invitation"), by=approver, now=now)
    world.invitation_secret = invitation.secret
    world.rows |= {"accepted": accepted, "proposal": proposal, "invitation": invitation}


def plant_sign_in(world: World, approver: Any) -> None:
    """A passkey of the approver, and a session in another browser."""
    world.rows["passkey"] = Authenticator.objects.create(
        user=approver, type="webauthn", data={"name": text("passkey"), "credential": {}}
    )
    session = SessionStore()
    session.update(dict(world.clients.pages["approver"].session.items()))
    session.create()
    UserSession.objects.create(
        user=approver, session_key=session.session_key, ip="203.0.113.9", user_agent=text("session")
    )
