"""A public film, a person who is named wherever the registry names people, and their wish not to be named."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from api.dumps.job import run_dump
from productions.domain import contributors as people
from productions.domain.ai_declarations import declare_ai
from productions.domain.ai_systems import register_ai_system
from productions.domain.ai_uses import record_ai_use
from productions.domain.approvals import approve_roll
from productions.domain.bulk import enter_credits
from productions.domain.claims import close_claim, decide_claim, open_claim
from productions.domain.credits import enter_credit, update_credit
from productions.domain.cuts import add_cuts
from productions.domain.dumps import request_dump
from productions.domain.exports import request_export, run_export
from productions.domain.preview import get_preview
from productions.domain.productions import add_episode, create_production
from productions.domain.proposals import create_proposal
from productions.domain.releases import issue_release
from productions.domain.removal import remove_entity
from productions.domain.roll_templates import copy_template
from productions.domain.rolls import RollRequest
from productions.domain.sheet_import import import_credit_sheet
from productions.domain.tokens import issue_token
from productions.domain.webhooks import create_webhook
from productions.domain.withholding import record_wish as record_wish_of
from productions.intake_vocabulary import SharedAct
from productions.models import (
    AIUse,
    Contributor,
    Credit,
    Dump,
    Export,
    ImportBatch,
    ImportRow,
    Production,
    Release,
    Role,
    User,
)
from productions.refusals import ProposalNeeded
from productions.rollkit.template.validation import FILM_ROLL
from productions.rollkit.writer_registry import WRITERS
from productions.vocabulary import CreditState, ExportState, Visibility
from tests.rules.needles import Needles
from tests.rules.withheld.person import (
    EMAIL,
    FAMILY,
    ISNI,
    LOOKALIKE,
    NAMES,
    NATIVE,
    NOTE,
    ROMAJI,
    plant_person,
)

SHEET = f"""カット,役職,名前,AIシステム,AI提供元,AI作業,AIソース種別,人の関与,AI確認者,AI確認日時,AI使用範囲
2,背景,{NATIVE},Reiga Paint,Kaku Labs,画像生成,生成AIによる加工,人が確認,{NATIVE},2026-04-01,補助
"""
SCREEN = {"raster": "1280x720", "px": 60}
DRAWN_SLOWLY = {name for name, writer in WRITERS.items() if writer.films}
"""Films show what stills show, of the same frozen document; they are left out to be quick."""
FORMATS = [name for name in WRITERS if name not in DRAWN_SLOWLY]
KEPT_KEY = "before-the-wish"
LEVELS = ("viewer", "editor", "approver")


@dataclass
class Story:
    now: datetime
    production: Production
    person: Contributor
    double: Contributor
    episode: Any
    cuts: list[Any]
    users: dict[str, User]
    tokens: dict[str, str]
    credits: list[Credit] = field(default_factory=list)
    """As they were before the wish, the removed one too."""
    uses: list[AIUse] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    dumps: list[Dump] = field(default_factory=list)
    others: dict[str, list[Any]] = field(default_factory=dict)
    """Rows of one kind by the first word of their address."""
    tiles: list[str] = field(default_factory=list)
    """Names of pictures of the preview on which the person is named."""
    kept_body: dict[str, Any] = field(default_factory=dict)
    """What was posted under KEPT_KEY before the wish."""

    def needles(self) -> Needles:
        return Needles(
            {label: [text] for label, text in NAMES.items()}
            | {
                "family name": FAMILY,
                "ISNI": [ISNI],
                "contributor's uid": [str(self.person.uid)],
                "uid of the double": [str(self.double.uid)],
                "contributor's key": [str(self.person.pk)],
                "e-mail": [EMAIL],
                "note": [NOTE],
            }
        )

    def client(self, level: str) -> Client:
        """A tool with the token of an account of this level."""
        return Client(headers={"authorization": f"Bearer {self.tokens[level]}"})


def record_wish(story: Story) -> None:
    """The person's wish not to be named in the production, as an approver records it."""
    record_wish_of(
        story.person,
        production=story.production,
        statement=f"{NATIVE} does not want to be named.",
        stated_on=story.now.date(),
        by=story.users["approver"],
        now=story.now,
    )


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
    rows: list[dict[str, Any]] = [
        {"role": role["layout"], "contributor": person, "cut": story.cuts[0], "evidence_note": f"{NATIVE}: sheet 3"},
        {"role": role["key_animation"], "contributor": person, "credited_as": NAMES["pseudonym"],
         "attribution": "pseudonym", "printed_as": NAMES["name as printed"]},
        {"role": role["director"], "contributor": person, "credited_as": NAMES["name as credited"],
         "episode": story.episode, "cut": story.cuts[2]},
        {"role": role["key_animation"], "contributor": other, "cut": story.cuts[0]},
        {"role": role["character_design"], "contributor": other},
    ]  # fmt: skip
    entered = enter_credits(film, rows, by=None, now=now, state=CreditState.CONFIRMED)
    use = {"ai_system": system, "source_type": "compositeWithTrainedAlgorithmicMedia", "extent": "partial",
           "oversight": "human_validated", "validated_by": person, "validated_at": now}  # fmt: skip
    for credit in (entered[0], entered[3]):
        story.uses.append(record_ai_use(credit, task="generation", by=None, now=now, **use))
    for credit, holder in ((entered[1], True), (entered[4], False)):
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
        "claims": [claim, *accepted, disputed],
        "proposals": [proposal],
        "ai-systems": [system],
    }


def send_kept(story: Story) -> Any:
    """A tool's credit under a key for which the answer is kept; sent again, the kept answer is given."""
    return story.client("editor").post(
        "/api/v1/credits/",
        story.kept_body,
        content_type="application/json",
        headers={"idempotency-key": KEPT_KEY},
    )


def export(story: Story, name: str, **asked: Any) -> Export:
    delivery = SCREEN if WRITERS[name].on_screen else None
    made = request_export(story.production, format=name, delivery=delivery, by=None, now=story.now, **asked)
    done = run_export(made.uid, clock=lambda: story.now)
    assert done is not None
    assert done.state == "done", done.error
    story.exports.append(done)
    return done


def make_dump(story: Story) -> None:
    # A wish asks for a dump of its own.
    asked = Dump.objects.filter(state=ExportState.QUEUED).first() or request_dump(by=None, now=story.now)
    made = run_dump(asked.uid, clock=lambda: story.now)
    assert made is not None
    story.dumps.append(made)


def go_on(story: Story) -> None:
    """What is made after the wish: a change to a withheld credit, the next issue, exports of all issues, a dump."""
    story.now += timedelta(hours=1)
    film, now, first = story.production, story.now, story.releases[0]
    printed = next(each for each in story.credits if each.removed_at is None and each.printed_as)
    withheld = Credit.objects.get(pk=printed.pk)
    update_credit(withheld, position=7, role_as_printed="＊", by=story.users["editor"], now=now)
    second = issue_release(film, by=story.users["approver"], now=now, names_checked=True)
    story.releases.append(second)
    for name in FORMATS:
        export(story, name)
        export(story, name, release=second)
        export(story, name, release=first)
    export(story, "json", release=first, language="en")
    export(story, "txt", release=second, language="en")
    make_dump(story)
