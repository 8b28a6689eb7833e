"""What each action of the ledger is called in a sentence: who did what to which entry, or to how many."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

OTHER = _("{who} changed {what}: {action}.")
"""For an action that has no sentence of its own."""

SENTENCES: dict[str, Any] = {
    "created": _("{who} added {what}."),
    "added": _("{who} added {what}."),
    "loaded": _("{who} loaded {what}."),
    "changed": _("{who} changed {what}."),
    "removed": _("{who} removed {what}."),
    "removal undone": _("{who} brought {what} back."),
    "merged": _("{who} merged {what}."),
    "merge undone": _("{who} undid the merge of {what}."),
    "draft": _("{who} set {what} back to draft."),
    "confirmed": _("{who} confirmed {what}."),
    "contributor_confirmed": _("{who} recorded that the contributor confirmed {what}."),
    "disputed": _("{who} marked {what} as disputed."),
    "superseded": _("{who} replaced {what}."),
    "name withheld": _("{who} withheld the name in {what}."),
    "name restored": _("{who} restored the name in {what}."),
    "joined": _("{who} put {what} on one line."),
    "parted": _("{who} put {what} on lines of their own."),
    "reordered": _("{who} changed the order of {what}."),
    "kind corrected": _("{who} corrected the kind of {what}."),
    "issued": _("{who} issued {what}."),
    "redacted": _("{who} renewed {what} without a withheld name."),
    "approved": _("{who} approved {what}."),
    "requested": _("{who} asked for {what}."),
    "requested again": _("{who} asked again for {what}."),
    "finished": _("{what} is finished."),
    "failed": _("{what} failed."),
    "cancelled": _("{who} cancelled {what}."),
    "damaged": _("{what} was found damaged."),
    "retired": _("{who} retired {what}."),
    "withdrawn": _("{who} withdrew {what}."),
    "undone": _("{who} took {what} back."),
    "opened": _("{who} opened {what}."),
    "decided": _("{who} decided {what}."),
    "settled": _("{who} settled {what}."),
    "reopened": _("{who} opened {what} again."),
    "credit added": _("{who} linked the credit that was added to {what}."),
    "proposed": _("{who} proposed {what}."),
    "accepted": _("{who} accepted {what}."),
    "declined": _("{who} declined {what}."),
    "revoked": _("{who} revoked {what}."),
    "ended": _("{who} ended {what}."),
    "training stated": _("{who} recorded what was said about training for {what}."),
    "password set": _("{who} set the password of {what}."),
    "sessions ended": _("{who} ended the sessions of {what}."),
    "second factor reset": _("{who} reset the second factor of {what}."),
    "rotated": _("{who} changed the secret of {what}."),
    "old secrets ended": _("{who} ended the old secrets of {what}."),
    "replayed": _("{who} sent again from {what}."),
    "enabled": _("{who} enabled {what}."),
    "disabled": _("{who} disabled {what}."),
}  # fmt: skip
"""By `Event.action`."""

ENTERED = _("{who} entered {what}.")
ENTERED_NAME = _("{who} entered {what}: {value}.")
CHANGED_PERSON = _("{who} changed {what} from {old} to {new}.")
CHANGED_FIELD = _("{who} changed {what}: {field} from {old} to {new}.")
FILLED_FIELD = _("{who} changed {what}: {field} is now {new}.")
EMPTIED_FIELD = _("{who} changed {what}: {field} is empty now; it was {old}.")
CHANGED_PRIVATELY = _("{who} changed {what}: {field}, which is private.")
"""Of births and changes that a sentence can tell whole."""

BY_ITSELF = frozenset(
    {
        "created",
        "added",
        "loaded",
        "removed",
        "removal undone",
        "requested",
        "issued",
        "finished",
        "retired",
        "withdrawn",
    }
)
"""Actions whose sentence says everything: the values that came with them are on the entry's own page."""

KINDS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "credits": (_("credits"), ("credit", "jointline", "billing", "portrayal")),
    "ai": (_("AI uses and answers"), ("aiuse", "aideclaration", "requiredrole")),
    "cuts": (
        _("episodes and cuts"),
        (
            "episode", "cut", "cutrelation", "cutplacement", "segment", "episodepart", "productionedition",
            "editiontiming", "song", "songright",
        ),
    ),
    "people": (_("people and characters"), ("contributorname", "contributordetails", "trackerid", "externalid",
        "character", "charactervariant", "wish", "claim")),
    "releases": (_("releases and exports"), ("release", "approval", "export", "rolltemplate", "font", "logo")),
    "imports": (_("imports"), ("importbatch",)),
    "production": (_("the production and its members"), ("production", "productiontitle", "membership",
        "invitation", "apitoken", "webhook", "proposal")),
}  # fmt: skip
"""What the history of a production is narrowed to: kinds of entries under one label, by the value in its address."""
