"""Everything before the wish: the film, its accounts, its credits, and what was made of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.ai.services.ai_systems import register_ai_system
from productions.cast.services.characters import add_variant, create_character
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import place_cut, time_edition
from productions.catalogue.services.productions import add_episode, create_production
from productions.claims.services.claims import close_claim, decide_claim, open_claim
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.billing import order_credits
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit, update_credit
from productions.credits.services.joint_lines import join_credits
from productions.imports.services.import_jobs import receive_file
from productions.imports.services.import_runs import run_direct_job
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import (
    AIUse,
    Character,
    Contributor,
    Credit,
    ImportBatch,
    ImportJob,
    ImportRow,
    Production,
    Role,
    User,
)
from productions.people.services import contributors as people
from productions.proposals.services.proposals import create_proposal
from productions.releases.services.approvals import approve_roll
from productions.releases.services.preview import get_preview
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest
from productions.removals.services.removal import remove_entity
from productions.roll_templates.services import copy_template
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.segments.services import create_part, create_segment
from productions.shared.choices import CreditState, Visibility
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import ProposalNeeded
from productions.songs.services import add_song_right, create_song
from productions.webhooks.services.webhooks import create_webhook
from tests.rules.withheld.person import (
    CHARACTER,
    EMAIL,
    JOINER,
    LOOKALIKE,
    NAME_BREAKS,
    NAMES,
    NATIVE,
    ROMAJI,
    plant_person,
)
from tests.rules.withheld.story import FORMATS, PACKED, SCREEN, SHEET, Story, export, make_dump, send_kept

LEVELS = ("viewer", "editor", "approver")


def plant(now: datetime, url: str) -> Story:
    """Everything before the wish. `url` is where a webhook leads."""
    film = create_production(
        title="見えない町", kind="film", year=2026, visibility=Visibility.PUBLIC, by=None, now=now
    )
    elsewhere = create_production(title="別の町", kind="film", year=2025, by=None, now=now)
    episode = add_episode(film, number="1", title="一話", by=None, now=now)
    cuts = [
        *add_cuts(film, [{"number": "1"}, {"number": "2"}], by=None, now=now),
        *add_cuts(film, [{"number": "1"}], episode=episode, by=None, now=now),
    ]
    for place, cut in enumerate(cuts):
        place_cut(cut, record_in=24 * (place % 2), length=24, by=None, now=now)
    add_edition(film, code="tv_cut", label_en="TV cut", by=None, now=now)
    time_edition(film, episode=episode, start_timecode="01:00:00:00", by=None, now=now)
    person, double = plant_person(film, now)
    users = {level: make_user(level, film) for level in LEVELS}
    users["reader"] = make_user("reader", elsewhere, "viewer")
    users["outsider"] = make_user("outsider", None)
    users["operator"] = User.objects.create_superuser("operator", password="a long password")
    tokens = {}
    for name in ("reader", *LEVELS):
        scope = "read" if name in ("reader", "viewer") else "write"
        ends = timezone.now() + timedelta(days=1)
        made = issue_token(
            user=users[name], name="tool", scope=scope, expiry=ends, by=None, now=timezone.now()
        )
        tokens[name] = made.secret
    story = Story(now, film, person, double, episode, cuts, users, tokens)
    plant_credits(story)
    story.releases.append(issue_release(film, by=users["approver"], now=now))
    story.releases.append(issue_release(film, episode=episode, by=users["approver"], now=now))
    first = story.releases[0]
    wanted = RollRequest(film, release=first, delivery=SCREEN)
    shown = get_preview(wanted, by=None)
    approval = approve_roll(wanted, digest=shown.reel.digest, by=users["approver"], now=now)
    for name in FORMATS:
        export(story, name, release=first)
        export(story, name)
    export(story, *PACKED)
    export(story, *PACKED, release=first)
    export(story, "json", release=first, language="en")
    make_dump(story)
    hook = create_webhook(user=users["editor"], name="mirror", url=url, by=None, now=now)
    template = copy_template(FILM_ROLL, to=film, name="Ours", by=None, now=now)
    story.others |= {"approvals": [approval], "webhooks": [hook], "templates": [template]}
    needles = story.needles()
    story.tiles = [
        tile.name for page in shown.tiles for tile in page if needles.found(repr(tile.page))
    ]  # fmt: skip
    return story


def make_user(name: str, production: Production | None, level: str = "") -> User:
    user = User.objects.create_user(name, password="a long password", is_staff=True)
    if production is not None:
        user.memberships.create(production=production, level=level or name)
    return user


def plant_credits(story: Story) -> None:
    """Credits on cuts and on the whole, typed in, imported and sent by a tool; AI uses by the person and looked at by them."""
    film, person, now = story.production, story.person, story.now
    role = {
        code: Role.objects.get(code=code)
        for code in ("layout", "key_animation", "director", "character_design")
    }
    system = register_ai_system(name="Reiga Paint", vendor="Kaku Labs", by=None, now=now)
    other = people.create_contributor(name=LOOKALIKE, by=None, now=now)
    unit = person.group_memberships.get().group
    told = {"kind": "organization", "contributor": unit, "absence_reason": "not_yet_entered"}
    public = create_production(
        title="第三の町", kind="film", year=2024, visibility=Visibility.PUBLIC, by=None, now=now
    )
    enter_credits(public, [{"role": role["layout"], **told}], by=None, now=now, state=CreditState.CONFIRMED)
    keeper = create_character(film, name="番人", by=None, now=now)
    old = add_variant(keeper, kind="age", label="老年期", by=None, now=now)
    create_part(film, label="A", first_cut=story.cuts[0], last_cut=story.cuts[1], by=None, now=now)
    rows: list[dict[str, Any]] = [
        {"role": role["layout"], "contributor": person, "cut": story.cuts[0], "evidence_note": f"{NATIVE}: sheet 3"},
        {"role": role["key_animation"], "contributor": person, "credited_as": NAMES["pseudonym"],
         "attribution": "pseudonym", "printed_as": NAMES["name as printed"]},
        {"role": role["director"], "contributor": person, "credited_as": NAMES["name as credited"],
         "episode": story.episode, "cut": story.cuts[2],
         "character_as_printed": CHARACTER, "portrayals": [{"character": keeper, "variant": old}]},
        {"role": role["key_animation"], "contributor": other, "cut": story.cuts[0]},
        {"role": role["character_design"], "contributor": person, "credited_as": NAMES["long name"], "name_breaks": NAME_BREAKS},
        {"role": role["character_design"], "contributor": other},
    ]  # fmt: skip
    entered = enter_credits(film, rows, by=None, now=now, state=CreditState.CONFIRMED)
    use = {"ai_system": system, "source_type": "compositeWithTrainedAlgorithmicMedia", "extent": "partial",
           "oversight": "human_validated", "validated_by": person, "validated_at": now}  # fmt: skip
    for credit in (entered[0], entered[3]):
        story.uses.append(record_ai_use(credit, task="generation", by=None, now=now, **use))
    for credit, holder in ((entered[1], True), (entered[5], False)):
        declare_ai(
            credit, answer="none", declared_by=person, declared_at=now, wording=f"{NATIVE} used no AI.",
            basis="own_statement" if holder else "correspondence", note=f"{NATIVE} wrote so.", by=None, now=now,
        )  # fmt: skip
    import_credit_sheet(film, SHEET.encode(), filename="timesheet_kakuredaka_sayo.csv", by=None, now=now)
    story.kept_body = {
        "production": str(film.uid), "role": "second_key_animation", "contributor": str(person.uid),
        "cut": str(story.cuts[1].uid), "evidence_kind": "timesheet",
    }  # fmt: skip
    assert send_kept(story).status_code == 201
    mistake = enter_credit(film, role=role["director"], contributor=person, by=None, now=now)
    remove_entity(mistake, by=None, now=now, reason="Entered twice.")
    for draft in Credit.objects.live().filter(state=CreditState.DRAFT):
        address = f"/api/v1/credits/{draft.uid}/confirm/"
        assert story.client("editor").post(address, {}, content_type="application/json").status_code == 200
    update_credit(entered[1], position=2, by=None, now=now, reason=f"{NATIVE} asked for it.")
    batch = ImportBatch.objects.get()
    # As a catalogue's import writes them.
    row = ImportRow.objects.create(
        batch=batch, place="line 2", statement="credit", outcome="created", production=film,
        text=f"Layout: {NATIVE}", message=f"{NATIVE} was entered.",
    )  # fmt: skip
    plant_company(story, other, keeper)
    claim = open_claim(
        film, kind="withhold", claimant_name=NATIVE, claimant_email=EMAIL, message=f"I am {ROMAJI}.",
        credit=entered[0], contributor=person, by=None, now=now,
    )  # fmt: skip
    said = {
        "claimant_name": NATIVE,
        "message": f"I am {ROMAJI}.",
        "contributor": person,
        "by": None,
        "now": now,
    }
    accepted = [
        open_claim(film, kind="withhold", credit=entered[1], **said),
        open_claim(film, kind="missing", **said),
    ]
    for each in accepted:
        decide_claim(each, accept=True, decision=f"It is {NATIVE}.", by=None, now=now)
    close_claim(accepted[1], reason=f"{NATIVE} is there already.", by=None, now=now)
    disputed = open_claim(film, kind="wrong_name", credit=entered[3], **said)
    needed = ProposalNeeded(
        SharedAct.ADD_NAME, person, arguments={"text": NAMES["former name"], "script": "native"}, reason=f"{NATIVE} says so."
    )  # fmt: skip
    proposal = create_proposal(needed, by=story.users["editor"], now=now)
    story.credits = list(Credit.objects.filter(production=film).order_by("pk"))
    story.uses = list(AIUse.objects.order_by("pk"))
    story.others |= {
        "contributors": [person, story.double],
        "imports": [row],
        "import-jobs": [plant_waiting_file(story)],
        "claims": [claim, *accepted, disputed],
        "proposals": [proposal],
        "ai-systems": [system],
    }


def plant_waiting_file(story: Story) -> ImportJob:
    """A file with the name that the editor brought to the import page: it waits there, planned, until the wish."""
    filename = "timesheet_kakuredaka_sayo.csv"
    job = receive_file(
        story.production, SHEET.encode(), filename=filename, by=story.users["editor"], now=timezone.now()
    )
    run_direct_job(job, clock=timezone.now)
    assert NATIVE in ImportJob.objects.get(pk=job.pk).plan
    return job


def plant_company(story: Story, other: Contributor, keeper: Character) -> None:
    """The person beside others: in a song, in a segment and as a voice, in lines of two and of three, and in orders given by hand."""
    film, person, now = story.production, story.person, story.now
    third = people.create_contributor(name="第三 者郎", by=None, now=now)
    song = create_song(film, title="灯台の歌", kind="ending", by=None, now=now)
    add_song_right(song, text="（灯台レコーズ）", by=None, now=now)
    opening = create_segment(film, kind="opening", by=None, now=now)
    lyrics, storyboard, voice = (Role.objects.get(code=code) for code in ("lyrics", "storyboard", "voice"))
    rows: list[dict[str, Any]] = [
        {"role": lyrics, "contributor": person, "song": song},
        {"role": lyrics, "contributor": other, "song": song},
        {"role": storyboard, "contributor": other, "segment": opening},
        {"role": storyboard, "contributor": person, "segment": opening},
        {"role": storyboard, "contributor": third, "segment": opening},
        {"role": voice, "contributor": person, "episode": story.episode, "character_as_printed": CHARACTER,
         "portrayals": [{"character": keeper}]},
        {"role": voice, "contributor": other, "episode": story.episode, "character_as_printed": "町の人"},
    ]  # fmt: skip
    entered = enter_credits(film, rows, by=None, now=now, state=CreditState.CONFIRMED)
    join_credits(film, credits=entered[:2], joiner=JOINER, by=None, now=now)
    join_credits(film, credits=entered[2:5], joiner="・", by=None, now=now)
    order_credits(film, credits=[*entered[4:1:-1], entered[1], entered[0]], by=None, now=now)
    order_credits(film, episode=story.episode, credits=entered[:4:-1], by=None, now=now)
