"""What is posted to the API after the wish. Nothing of it lasts: every act is taken back after its answer was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from api.resources.registry import WRITABLE_KINDS
from productions.credits.services.withheld_names import find_still_named
from productions.models import AIUse, Credit
from tests.rules.addresses import Door
from tests.rules.needles import Needles
from tests.rules.withheld.person import LOOKALIKE, NATIVE
from tests.rules.withheld.story import SCREEN, SHEET, Story


@dataclass(frozen=True)
class Act:
    """A request by the token of an account. `sheet` is sent along as a file."""

    level: str
    method: str
    page: str
    body: dict[str, Any]
    uid: Any = None
    sheet: str = ""

    @property
    def place(self) -> str:
        return f"{self.method.upper()} {self.page} {' '.join(self.body)}"


def ordinary(story: Story) -> Iterator[Act]:
    """Requests that do not say who it is; neither may their answers."""
    film, credits = str(story.production.uid), [each for each in story.credits if each.removed_at is None]
    first, second = story.releases[0], story.releases[-1]
    layout = {"role": "layout", "cut": str(story.cuts[1].uid), "absence_reason": "not_yet_entered"}
    for credit in credits:
        yield Act("editor", "patch", "credit-detail", {"position": 9}, credit.uid)
        yield Act("editor", "post", "credit-confirm", {}, credit.uid)
        withheld = {"statement": "No.", "stated_on": story.now.date().isoformat()}
        yield Act("approver", "post", "credit-withhold", withheld, credit.uid)
    for use in story.uses:
        yield Act("editor", "patch", "ai-use-detail", {"extent": "assist"}, use.uid)
    yield Act("editor", "post", "credits-batch", {"production": film, "atomic": True, "rows": [layout]})
    yield Act("editor", "post", "credit-list", {"production": film, **layout})
    yield Act("editor", "patch", "production-detail", {"remark": "Seen."}, film)
    yield Act("editor", "patch", "episode-detail", {"title": "第一話"}, story.episode.uid)
    for page, uid, billed in list_billed(story):
        for level in ("viewer", "editor", "approver"):
            yield Act(level, "patch", page, {"credits": billed}, uid)
    yield Act("editor", "patch", "cut-detail", {"note": "Seen."}, story.cuts[0].uid)
    for release in (first, second):
        for name, delivery in (("json", None), ("screen", SCREEN)):
            asked = {"production": film, "format": name, "release": str(release.uid)}
            yield Act("editor", "post", "export-list", asked | ({"delivery": delivery} if delivery else {}))
    yield Act("approver", "post", "release-list", {"production": film})
    approving = {
        "production": film,
        "release": str(first.uid),
        "language": "ja",
        "delivery": SCREEN,
        "digest": "0" * 64,
    }
    yield Act("approver", "post", "approval-list", approving)
    yield Act("approver", "delete", "approval-detail", {}, story.others["approvals"][0].uid)
    yield Act("approver", "delete", "credit-detail", {}, credits[0].uid)


def list_billed(story: Story) -> Iterator[tuple[str, Any, list[str]]]:
    """The two rolls that have an order, the page of it, and their credits in another one."""
    film, episode = story.production, story.episode
    for page, uid, part in (
        ("production-billing", film.uid, None),
        ("episode-billing", episode.uid, episode),
    ):
        shown = Credit.objects.of_roll(film, part, "").order_by("-pk")
        yield page, uid, [str(each) for each in shown.values_list("uid", flat=True)]


def again(story: Story) -> Iterator[Act]:
    """Requests that name the person once more, by a slip or on purpose: they must leave no credit that names them."""
    film, person = str(story.production.uid), str(story.person.uid)
    credit = next(each for each in story.credits if each.removed_at is None and each.printed_as)
    another = next(each for each in story.credits if each.credited_as == LOOKALIKE)
    named = {"role": "inbetween", "contributor": person}
    yield Act("editor", "post", "credit-list", {"production": film, **named})
    yield Act("editor", "post", "credits-batch", {"production": film, "atomic": True, "rows": [named]})
    yield Act("editor", "patch", "credit-detail", {"printed_as": NATIVE}, credit.uid)
    yield Act("editor", "patch", "credit-detail", {"credited_as": NATIVE}, another.uid)
    yield Act("editor", "patch", "ai-use-detail", {"validated_by": person}, story.uses[0].uid)
    yield Act("editor", "post", "import-list", {"production": film}, sheet=SHEET.replace("\n2,", "\n1,"))


# Addresses that take a request and are asked above.
POSTED = {
    "credit-detail", "credit-list", "credit-confirm", "credit-withhold", "credits-batch", "ai-use-detail",
    "production-detail", "production-billing", "episode-detail", "episode-billing", "cut-detail", "export-list", "release-list", "approval-list",
    "approval-detail", "contributor-list", "import-list",
}  # fmt: skip
# Addresses that take a request and are not asked, with the reason.
NOT_POSTED = {
    "credit-return-to-draft": "Answers as credit-confirm does.",
    "credit-declare-ai": "Answers as credit-detail does.",
    "credit-withdraw-ai": "Answers as credit-detail does.",
    "credit-join": "Answers as credit-detail does; tests/domain/test_joint_lines.py.",
    "credit-part": "Answers as credit-detail does.",
    "credits-declare-ai": "Answers as credit-detail does.",
    "credit-restore": "Names the person again, by their own wish.",
    "production-list": "Knows nobody.",
    "episode-list": "Knows nobody.",
    "cut-list": "Knows nobody.",
    "edition-list": "Knows nobody.",
    "edition-detail": "Knows nobody.",
    "timeline-list": "Knows nobody.",
    "timeline-detail": "Knows nobody.",
    "placement-list": "Knows nobody.",
    "placement-detail": "Knows nobody.",
    "episode-place-cuts": "Knows nobody.",
    "production-place-cuts": "Knows nobody.",
    "character-list": "Knows nobody.",
    "character-detail": "Knows nobody.",
    "character-merge": "Answers as character-detail does.",
    "character-variant-list": "Knows nobody.",
    "character-variant-detail": "Knows nobody.",
    "part-list": "Knows nobody.",
    "part-detail": "Knows nobody.",
    "segment-list": "Knows nobody.",
    "segment-detail": "Knows nobody.",
    "song-list": "Knows nobody.",
    "song-detail": "Knows nobody.",
    "song-right-list": "Knows nobody.",
    "song-right-detail": "Knows nobody.",
    "ai-system-list": "Knows nobody.",
    "ai-system-detail": "Knows nobody.",
    "ai-use-list": "Answers as ai-use-detail does.",
    "title-list": "Knows nobody.",
    "title-detail": "Knows nobody.",
    "contributor-detail": "Answers as GET does.",
    "name-list": "Answers as name-detail does.",
    "name-detail": "Answers as GET does.",
    "private-detail-list": "Answers as private-detail-detail does.",
    "private-detail-detail": "Answers as GET does.",
    "contributor-correct-kind": "Refused of whoever withholds their name, and answers with no name.",
    "contributor-undo-kind": "Answers with uids alone.",
    "tracker-id-list": "Answers as tracker-id-detail does.",
    "tracker-id-detail": "Answers as GET does.",
    "group-member-list": "Answers as group-member-detail does.",
    "group-member-detail": "Answers as GET does.",
    "external-id-list": "Answers as external-id-detail does.",
    "external-id-detail": "Answers as GET does.",
    "export-cancel": "Answers as export-detail does.",
    "import-undo": "Answers with counts and with credits that stay, as the import did; tests/domain/test_import_plan.py.",
    "font-list": "Knows nobody.",
    "font-retire": "Knows nobody.",
    "logo-list": "Knows nobody.",
    "logo-retire": "Knows nobody.",
    "token-current": "Knows nobody.",
    "token-detail": "Knows nobody.",
    "webhook-list": "Knows nobody.",
    "webhook-detail": "Knows nobody.",
    "webhook-ping": "Sends no content.",
    "webhook-rotate": "Knows nobody.",
    "webhook-end-old-secrets": "Knows nobody.",
    "webhook-replay": "The messages themselves are read.",
    "webhook-enable": "Knows nobody.",
    "webhook-disable": "Knows nobody.",
    "contributor-merge": "Answers as contributor-detail does.",
    "contributor-state-training": "Answers as contributor-detail does.",
    "character-undo-merge": "Answers with keys.",
    "contributor-undo-merge": "Answers with keys.",
    **{
        f"{name}-undo-removal": "Answers with keys." for name, kind in WRITABLE_KINDS.items() if kind.undoable
    },
    "proposal-accept": "Answers as proposal-detail does.",
    "proposal-decline": "Answers as proposal-detail does.",
    "proposal-withdraw": "Answers as proposal-detail does.",
}


def unknown_methods(doors: list[Door]) -> list[str]:
    """Addresses of the API that take requests of which neither list knows."""
    known = POSTED | NOT_POSTED.keys()
    taking = [door for door in doors if door.address.startswith("api/") and isinstance(door.view, type)]
    methods = ("post", "put", "patch", "delete")
    return sorted({door.page for door in taking if any(hasattr(door.view, each) for each in methods)} - known)


def perform(act: Act, story: Story, before_undone: Callable[[], None] = lambda: None) -> Any:
    """Send the request in the entry's present version, and take it back. Returns the answer."""
    client = story.client(act.level)
    address = reverse(act.page, args=[act.uid] if act.uid else [])
    headers = {}
    if act.method in ("patch", "delete"):
        headers["if-match"] = client.get(address).headers.get("ETag", '"0"')
    sent: dict[str, Any] = {"data": act.body, "content_type": "application/json"}
    if act.sheet:
        sent = {"data": {**act.body, "file": SimpleUploadedFile("sheet.csv", act.sheet.encode(), "text/csv")}}
    elif act.method == "delete":
        sent, address = {}, f"{address}?reason=Seen"
    with transaction.atomic():
        answer = getattr(client, act.method)(address, headers=headers, **sent)
        before_undone()
        transaction.set_rollback(True)
    return answer


def named_again(story: Story, needles: Needles) -> bool:
    """Whether a standing credit of the production names the person and nobody is asked about it, or an AI use on one does."""
    credits = Credit.objects.live().filter(production=story.production)
    asked = {credit.pk for credit in find_still_named(story.production, credits)}
    unasked = credits.exclude(pk__in=asked)
    told = [repr(row) for row in unasked.values_list("contributor", "credited_as", "printed_as")]
    uses = (
        AIUse.objects.live()
        .with_named_validator()
        .filter(credit__in=credits)
        .values_list("named_validator_id")
    )
    return any(needles.found(row) for row in [*told, *map(repr, uses)])
