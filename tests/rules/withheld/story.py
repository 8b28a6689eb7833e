"""A public film, a person who is named wherever the registry names people, and their wish not to be named."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from api.dumps.job import run_dump
from productions.credits.services.credits import update_credit
from productions.exports.services.dumps import request_dump
from productions.exports.services.exports import request_export, run_export
from productions.models import (
    AIUse,
    Contributor,
    Credit,
    Dump,
    Export,
    Production,
    Release,
    User,
)
from productions.releases.services.releases import issue_release
from productions.rollkit.writer_registry import WRITERS
from productions.shared.choices import ExportState
from productions.withholding.services.withholding import record_wish as record_wish_of
from tests.rules.needles import Needles
from tests.rules.withheld.person import (
    BREAKS_LABEL,
    CHARACTER,
    EMAIL,
    FAMILY,
    ISNI,
    JOINER,
    JOINER_LABEL,
    NAME_BREAKS,
    NAMES,
    NATIVE,
    NOTE,
    TRACKED,
)

SHEET = f"""カット,役職,名前,AIシステム,AI提供元,AI作業,AIソース種別,人の関与,AI確認者,AI確認日時,AI使用範囲
2,背景,{NATIVE},Reiga Paint,Kaku Labs,画像生成,生成AIによる加工,人が確認,{NATIVE},2026-04-01,補助
"""
SCREEN = {"raster": "1280x720", "px": 10}
DRAWN_SLOWLY = {name for name, writer in WRITERS.items() if writer.films}
"""Films show what stills show, of the same frozen document; they are left out to be quick."""
FORMATS = [name for name in WRITERS if name not in DRAWN_SLOWLY]
PACKED = ("json", "srt", "edl")
"""What a package has: a document, what names people, and what does not."""
KEPT_KEY = "before-the-wish"


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
                "tracker's identifier": [TRACKED],
                "contributor's uid": [str(self.person.uid)],
                "uid of the double": [str(self.double.uid)],
                "contributor's key": [str(self.person.pk)],
                "e-mail": [EMAIL],
                "note": [NOTE],
                "character as printed": [CHARACTER],
                JOINER_LABEL: [JOINER],
                BREAKS_LABEL: [NAME_BREAKS],
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


def send_kept(story: Story) -> Any:
    """A tool's credit under a key for which the answer is kept; sent again, the kept answer is given."""
    return story.client("editor").post(
        "/api/v1/credits/",
        story.kept_body,
        content_type="application/json",
        headers={"idempotency-key": KEPT_KEY},
    )


def export(story: Story, *formats: str, **asked: Any) -> Export:
    """The file of one format, or of several a package."""
    delivery = SCREEN if any(WRITERS[name].on_screen for name in formats) else None
    wanted: dict[str, Any] = {"format": formats[0]} if len(formats) == 1 else {"formats": formats}
    made = request_export(story.production, delivery=delivery, by=None, now=story.now, **wanted, **asked)
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
    export(story, *PACKED)
    export(story, *PACKED, release=first)
    export(story, "json", release=first, language="en")
    export(story, "txt", release=second, language="en")
    make_dump(story)
