"""A private production full of secrets, another private one, and a public one; everything made by the verbs."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from productions.ai.services.ai_systems import register_ai_system
from productions.cast.services.characters import add_variant, create_character
from productions.catalogue.services.cuts import add_cuts, relate_cuts
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import place_cut, time_edition
from productions.catalogue.services.productions import (
    add_episode,
    add_title,
    create_production,
    update_production,
)
from productions.claims.services.claims import open_claim
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit, update_credit
from productions.exports.services.dumps import request_dump
from productions.exports.services.exports import request_export, run_export
from productions.imports.services.sheet_import import import_credit_sheet
from productions.ledger.services.ledger import number_events
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
from productions.people.services import contributors as people
from productions.people.services import external_ids, tracker_ids
from productions.releases.services.approvals import approve_roll
from productions.releases.services.preview import get_preview
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest
from productions.removals.services.removal import remove_entity
from productions.roll_templates.services import copy_template
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.shared.choices import CreditState, Visibility
from productions.studio_files.services.fonts import upload_font
from productions.studio_files.services.logos import upload_logo
from productions.webhooks.services.webhooks import create_webhook, rotate_secret
from productions.withholding.services.withholding import record_wish
from tests.roll.logos import svg
from tests.roll.typefaces import typeface
from tests.rules.permissions.marks import Marks
from tests.rules.permissions.people import (
    Clients,
    make_accounts,
    make_clients,
)
from tests.rules.permissions.secrets import SECRETS, text
from tests.rules.permissions.world_more import (
    plant_removed,
    plant_requests,
    plant_sign_in,
    plant_songs,
    plant_waiting_file,
)

SCREEN = {"raster": "1280x720", "px": 10}


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
    plant_songs(world)
    plant_removed(world)
    plant_output(world, users)
    plant_requests(world, users)
    plant_waiting_file(world, users["editor"])
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
    remove_entity(gone, by=None, now=now, reason="Never made.")
    cuts = add_cuts(this, [{"number": "1", "note": text("cut's note")}, {"number": "2"}], by=None, now=now)
    edition = add_edition(this, code="long_version", label_en=text("own edition"), by=None, now=now)
    timing = time_edition(this, start_timecode="01:00:00:00", by=None, now=now)
    placement = place_cut(cuts[0], record_in=0, length=24, by=None, now=now)
    rows |= {"productionedition": edition, "editiontiming": timing, "cutplacement": placement}
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
    tracked = tracker_ids.add_tracker_id(
        this, scheme="kitsu", value=text("tracker's identifier"), cut=cuts[0], by=None, now=now
    )
    tracker_ids.add_tracker_id(
        this,
        scheme="kitsu",
        value=text("tracker's identifier of a contributor"),
        contributor=person,
        by=None,
        now=now,
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
    character = create_character(this, name=text("character"), by=None, now=now)
    another_character = create_character(this, name="別の人", by=None, now=now)
    variant = add_variant(character, kind="age", label="young", by=None, now=now)
    update_credit(
        second, portrayals=[{"character": character, "variant": variant}], character_as_printed=text("character as printed"),
        by=None, now=now,
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
    remove_entity(mistake, by=None, now=now, reason=text("reason"))
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
        "contributor": person, "contributorname": person.names.get(kind="legal"), "externalid": identifier, "trackerid": tracked,
        "aisystem": system, "aiuse": use, "credit": first, "character": character, "another character": another_character, "charactervariant": variant,
        "portrayal": second.portrayals.get(), "claim": claim, "wish": wish,
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
        remove_entity(draft, by=None, now=now, reason="A draft.")
    release = issue_release(this, by=users["approver"], now=now)
    wanted = RollRequest(this, release=release, delivery=SCREEN)
    shown = get_preview(wanted, by=None)
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
    hook = rotate_secret(hook, by=None, now=timezone.now())  # so that an old secret signs, and can be ended
    world.tile = shown.tiles[0][0].name
    number_events(limit=10_000)
    world.rows |= {
        "release": release, "approval": approval, "export": done, "failed": failed, "dump": dump, "webhook": hook,
        "event": Event.objects.filter(production=this).order_by("-pk")[0],
    }  # fmt: skip
