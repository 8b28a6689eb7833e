"""The rest of the world: what was removed and merged, what waits for a decision, and how the approver signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from productions.accounts.services.invitations import create_invitation
from productions.ai.services.ai_systems import register_ai_system
from productions.cast.services.characters import add_variant, create_character
from productions.catalogue.services.cuts import add_cuts, relate_cuts
from productions.catalogue.services.productions import add_title, create_production
from productions.claims.services.claims import decide_claim, open_claim
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.portrayals import add_portrayal
from productions.imports.services.import_jobs import receive_file
from productions.imports.services.import_runs import run_direct_job
from productions.models import ImportJob
from productions.people.services import contributors as people
from productions.people.services import external_ids, tracker_ids
from productions.people.services.groups import add_group_member
from productions.people.services.private_details import add_private_details
from productions.proposals.services.proposals import create_proposal
from productions.removals.services import kind_corrections, merging
from productions.removals.services.merging_characters import merge_characters
from productions.removals.services.removal import remove_entity
from productions.segments import services as segments
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import ProposalNeeded
from productions.songs import services as songs
from tests.rules.permissions.secrets import text

if TYPE_CHECKING:
    from tests.rules.permissions.world import World


def plant_songs(world: World) -> None:
    """A song with its rights, a segment and a part."""
    made = {"by": None, "now": world.now}
    this, rows = world.this, world.rows
    song = songs.create_song(this, title=text("song's title"), kind="ending", **made)
    cut = rows["cutrelation"].to_cut
    rows |= {
        "song": song,
        "songright": songs.add_song_right(song, text=text("line of rights"), **made),
        "segment": segments.create_segment(this, kind="recap", title=text("segment's title"), **made),
        "episodepart": segments.create_part(
            this, label=text("part's label"), first_cut=cut, last_cut=cut, **made
        ),
    }


def plant_removed(world: World) -> None:
    """What was removed and merged, by `removed` and the model's name: for the lists of the removed, and the ways back."""
    this, now, rows = world.this, world.now, world.rows
    made = {"by": None, "now": now}
    person, another, credit = rows["contributor"], rows["another"], rows["credit"]
    merged = people.create_contributor(name=text("merged contributor"), production=this, **made)
    merging.merge_contributors(merged, into=another, reason="They are one.", **made)
    corrected = people.create_contributor(name=text("corrected contributor"), production=this, **made)
    kind_corrections.correct_contributor_kind(corrected, kind="organization", reason="A circle.", **made)
    unit = people.create_contributor(name=text("group"), kind="organization", production=this, **made)
    rows |= {"unit": unit, "groupmembership": add_group_member(unit, member=person, **made)}
    system = register_ai_system(name=text("removed AI system"), vendor="Kaku Labs", production=this, **made)
    cuts = add_cuts(this, [{"number": "8"}, {"number": "9"}], **made)
    unused = create_character(this, name="没の人", **made)
    same = create_character(this, name="同じ人", **made)
    merge_characters(same, into=rows["character"], reason="They are one.", **made)
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
        "trackerid": tracker_ids.add_tracker_id(this, scheme="kitsu", value="0", **made),
        "aiuse": record_ai_use(
            credit, ai_system=rows["aisystem"], task="composite", source_type="algorithmicMedia", extent="assist",
            oversight="prompt_guided", **made,
        ),
        "aisystem": system,
        "songright": songs.add_song_right(rows["song"], text="没", **made),
        "song": songs.create_song(this, title="没曲", **made),
        "segment": segments.create_segment(this, kind="preview", **made),
        "episodepart": segments.create_part(this, label="没", first_cut=cuts[0], last_cut=cuts[0], **made),
        "groupmembership": add_group_member(corrected, member=person, **made),
        "character": unused,
        "charactervariant": add_variant(rows["character"], kind="voice", label="没", **made),
        "portrayal": add_portrayal(credit, character=rows["character"], **made),
    }  # fmt: skip
    for entry in gone.values():
        remove_entity(entry, reason="By mistake.", **made)
    gone |= {"credit": rows["mistake"], "episode": rows["removed episode"]}
    rows |= {f"removed {name}": entry for name, entry in gone.items()} | {
        "merged": merged,
        "merged character": same,
        "corrected": corrected,
    }


def plant_requests(world: World, users: dict[str, Any]) -> None:
    """A claim that waits for its act, a proposal, an invitation."""
    this, now, approver = world.this, world.now, users["approver"]
    accepted = open_claim(
        this, kind="missing", claimant_name="架空 三郎", message="Missing.", by=None, now=now
    )
    decide_claim(accepted, accept=True, decision="It is so.", by=approver, now=now)
    needed = ProposalNeeded(
        SharedAct.MERGE,
        world.rows["another"],
        also=world.rows["contributor"],
        arguments={},
        reason=text("proposal"),
    )
    proposal = create_proposal(needed, by=users["editor"], now=now)
    invitation = create_invitation(
        production=this, level="viewer", invitee=text("invitation"), by=approver, now=now
    )
    world.invitation_secret = invitation.secret
    world.rows |= {"accepted": accepted, "proposal": proposal, "invitation": invitation}


def plant_waiting_file(world: World, editor: Any) -> None:
    """A file that the editor brought to the import page, planned and not entered: theirs alone."""
    data = "役職,名前\n作画監督,架空 次郎\n".encode()
    job = receive_file(world.this, data, filename=text("waiting file"), by=editor, now=timezone.now())
    run_direct_job(job, clock=timezone.now)
    world.rows["importjob"] = ImportJob.objects.get(pk=job.pk)


def plant_sign_in(world: World, approver: Any) -> None:
    """A passkey of the approver, and a session in another browser."""
    world.rows["passkey"] = Authenticator.objects.create(
        user=approver, type="webauthn", data={"name": text("passkey"), "credential": new_credential()}
    )
    session = SessionStore()
    session.update(dict(world.clients.pages["approver"].session.items()))
    session.create()
    UserSession.objects.create(
        user=approver, session_key=session.session_key, ip="203.0.113.9", user_agent=text("session")
    )


def new_credential() -> dict[str, Any]:
    """What a browser answers when a passkey is made; its key opens nothing."""
    key = ES256({1: 2, 3: -7, -1: 1, -2: b"\1" * 32, -3: b"\2" * 32})
    made = AttestedCredentialData.create(b"\0" * 16, b"passkey", key)
    data = AuthenticatorData.create(b"\0" * 32, AuthenticatorData.FLAG.AT, 0, bytes(made))
    client = b'{"type": "webauthn.create", "challenge": "AAAA", "origin": "https://localhost"}'
    return {
        "id": websafe_encode(b"passkey"),
        "rawId": websafe_encode(b"passkey"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
