"""Personal values of the ledger's events are kept apart, and those that are private by now are blanked (H16).

- In `changes` of every event the values of personal fields give way to a mark; `personal` has them.
- Of credits whose person withheld their name, of legal names and of what was removed nothing personal is kept, the
  reasons included; with the names go the digests of documents and files that would prove a guess.
- Who stated evidence, and whom a claim is about, become private: `changes` says only that they were given.
- Tombstones lose the names in their labels, lines of imports those of persons who withheld them.

Nothing else of any event changes. That is proved before the transaction ends: what every event has to say afterwards
goes into one digest while it is moved, what it does say into another; the migration fails when they differ.

On PostgreSQL nobody reads or writes the ledger meanwhile. Going back puts the values into `changes` again; what was
blanked stays blanked.
"""

import hashlib
import re
import sys
from collections import Counter, defaultdict

import orjson
from django.db import migrations
from django.db.models import Q

from productions.models import triggers

MARK, PRIVATE = "(personal)", "(private)"
CHUNK = 2000
PERSONAL_FIELDS = {
    "aiuse": ("validated_by",),
    "approval": ("document_digest", "note"),
    "claim": ("decision",),
    "contributorname": ("text",),
    "credit": ("contributor", "credited_as", "printed_as"),
    "export": ("approvals", "digest", "error"),
    "externalid": ("value",),
    "release": ("digest", "previous_digest", "override_reason"),
}
PRIVATE_FIELDS = {"claim": ("contributor",), "evidence": ("stated_by",)}
OTHERS = ("id", "uid", "seq", "at", "actor_id", "action", "entity_type", "entity_uid", "production_id")
"""Every column of the ledger but `changes`, `personal` and `reason`."""


class Wishes:
    """What is private by now: entries by uid, and productions in whose documents somebody is no longer named."""

    def __init__(self, apps):
        self.model = lambda name: apps.get_model("productions", name).objects
        self.entries = set()
        self.names = defaultdict(set)
        withheld = list(
            self.model("Credit")
            .exclude(withheld_statement=None)
            .values_list("pk", "uid", "production_id", "withheld_statement__stated_by", "withheld_statement__stated_by__uid")
        )
        self.withheld = {uid for _pk, uid, *_rest in withheld}
        removed, gone = Q(removed_at__isnull=False), Q(contributor__removed_at__isnull=False)
        self.add("Credit", removed | Q(withheld_statement__isnull=False))
        self.add("AIUse", removed | Q(credit__removed_at__isnull=False) | Q(credit__withheld_statement__isnull=False))
        self.add("ContributorName", removed | gone | Q(kind="legal"))
        self.add("ExternalId", removed | gone)
        self.add("Approval", removed)
        self.add("Claim", Q(credit__withheld_statement__isnull=False))
        for production, person, uid in {(production, person, uid) for _pk, _uid, production, person, uid in withheld}:
            self.add("Release", Q(production=production, document__contains=str(uid)))
            self.names[production] |= set(
                self.model("ContributorName").filter(contributor=person).values_list("text", flat=True)
            )

    def add(self, name, condition):
        self.entries |= set(self.model(name).filter(condition).values_list("uid", flat=True).distinct())

    def concern(self, event):
        if event["entity_type"] in ("approval", "export") and event["production_id"] in self.names:
            return True
        return event["entity_uid"] in self.entries

    def remember(self, event):
        """The names by which a withheld credit went."""
        if event["entity_uid"] in self.withheld:
            said = [*event["changes"].get("credited_as", ()), *event["changes"].get("printed_as", ())]
            self.names[event["production_id"]] |= {name for name in said if name and name != MARK}


def chunks(rows, *names):
    """The rows as dictionaries, by key, never all of them at once."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk").values(*names)[:CHUNK]):
        yield found
        last = found[-1]["id"]


def marked(pair):
    return [value if value in (None, "", []) else MARK for value in pair]


def apart(event, private):
    """`changes`, `personal` and `reason` as they have to be; `private` when nothing personal is kept."""
    kind, changes = event["entity_type"], dict(event["changes"])
    personal = {name: changes[name] for name in PERSONAL_FIELDS.get(kind, ()) if name in changes} | event["personal"]
    changes |= {name: marked(pair) for name, pair in personal.items()}
    changes |= {name: [PRIVATE, PRIVATE] for name in PRIVATE_FIELDS.get(kind, ()) if name in changes}
    telling = private and event["reason"] and event["action"] != "removed"
    return changes, {} if private else personal, MARK if telling else event["reason"]


def line(event, changes, reason):
    """One event as it goes into a digest."""
    values = [*(event[name] for name in OTHERS), changes, reason]
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS) + b"\n"


def keep_apart(apps, schema_editor):
    connection = schema_editor.connection
    triggers.remove(connection)
    events = apps.get_model("productions", "Event").objects
    wishes = Wishes(apps)
    expected, told = hashlib.sha256(), Counter()
    for found in chunks(events, *OTHERS, "changes", "personal", "reason"):
        written = []
        for event in found:
            told["events"] += 1
            private = wishes.concern(event)
            wishes.remember(event)
            old = event["changes"], event["personal"], event["reason"]
            new = changes, personal, reason = apart(event, private)
            expected.update(line(event, changes | personal, reason))
            if new != old:
                written.append((json_text(changes), json_text(personal), reason, event["id"]))
                told["blanked" if private else "made private" if event["entity_type"] == "evidence" else "moved"] += 1
        write(connection, written)
    prove(events, expected)
    told["tombstones"] = label_tombstones(apps)
    told["lines of imports"] = blank_import_rows(apps, wishes.names)
    triggers.install(connection)
    if sum(told.values()) > told["events"]:
        sys.stdout.write(
            f"\n  Personal values of the ledger, of {told['events']} events: kept apart in {told['moved']}, blanked in"
            f" {told['blanked']}, who stated evidence in {told['made private']}. Names taken out: tombstones"
            f" {told['tombstones']}, lines of imports {told['lines of imports']}. Everything else is as it was, SHA-256"
            f" {expected.hexdigest()[:16]}.\n "
        )


def prove(events, expected):
    """Read all events again; raises RuntimeError unless they say what they have to, in the right column."""
    found = hashlib.sha256()
    for chunk in chunks(events, *OTHERS, "changes", "personal", "reason"):
        for event in chunk:
            fields = PERSONAL_FIELDS.get(event["entity_type"], ())
            if any(event["changes"].get(name, []) != marked(event["changes"].get(name, [])) for name in fields):
                raise RuntimeError(f"Event {event['id']} still has personal values among its changes.")
            found.update(line(event, event["changes"] | event["personal"], event["reason"]))
    if found.digest() != expected.digest():
        raise RuntimeError("The ledger would not say the same as before; nothing was changed.")


def put_back(apps, schema_editor):
    connection = schema_editor.connection
    triggers.remove(connection)
    events = apps.get_model("productions", "Event").objects
    for found in chunks(events.exclude(personal={}), "id", "changes", "personal", "reason"):
        write(
            connection,
            [
                (json_text(event["changes"] | event["personal"]), "{}", event["reason"], event["id"])
                for event in found
            ],
        )
    triggers.install(connection)


def json_text(value):
    return orjson.dumps(value).decode()


def write(connection, rows):
    """One statement for a chunk: `bulk_update` would take an hour for a million rows."""
    if not rows:
        return
    as_json = "CAST({} AS jsonb)" if connection.vendor == "postgresql" else "{}"
    places = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE productions_event SET changes = {as_json.format('new.column1')},"
            f" personal = {as_json.format('new.column2')}, reason = new.column3"
            f" FROM (VALUES {places}) AS new WHERE productions_event.id = new.column4",
            [value for row in rows for value in row],
        )


def label_tombstones(apps):
    """Put what the entry was in place of its name; returns how many labels changed."""

    def model(name):
        return apps.get_model("productions", name).objects

    labels = {
        "credit": lambda uids: model("Credit").filter(uid__in=uids).values_list("uid", "role_as_printed", "role__label_en"),
        "contributor": lambda uids: model("Contributor").filter(uid__in=uids).values_list("uid", "kind"),
        "contributorname": lambda uids: model("ContributorName").filter(uid__in=uids).values_list("uid", "kind"),
        "externalid": lambda uids: model("ExternalId").filter(uid__in=uids).values_list("uid", "scheme"),
        "approval": lambda uids: model("Approval").filter(uid__in=uids).values_list("uid", "production__title"),
    }
    stones, changed = model("Tombstone"), 0
    for found in chunks(stones.filter(entity_type__in=labels), "id", "entity_type", "entity_uid", "label"):
        for kind, read in labels.items():
            uids = [stone["entity_uid"] for stone in found if stone["entity_type"] == kind]
            known = {uid: next(filter(None, texts), MARK) for uid, *texts in read(uids[:CHUNK])}
            for stone in found:
                if stone["entity_type"] == kind and stone["label"] != known.get(stone["entity_uid"], MARK):
                    stones.filter(pk=stone["id"]).update(label=known.get(stone["entity_uid"], MARK)[:200])
                    changed += 1
    return changed


def blank_import_rows(apps, names):
    """Put the mark in place of the names in what imports kept; a short one only where it stands alone."""
    rows, changed = apps.get_model("productions", "ImportRow").objects, 0
    for production, found in names.items():
        wanted = sorted(found, key=len, reverse=True)
        if not wanted:
            continue
        parts = [re.escape(name) if len(name) > 2 else rf"(?<!\w){re.escape(name)}(?!\w)" for name in wanted]
        pattern = re.compile("|".join(parts))
        for chunk in chunks(rows.filter(production=production), "id", "text", "message"):
            for row in chunk:
                new = pattern.sub(MARK, row["text"]), pattern.sub(MARK, row["message"])
                if new != (row["text"], row["message"]):
                    rows.filter(pk=row["id"]).update(text=new[0], message=new[1])
                    changed += 1
    return changed


class Migration(migrations.Migration):

    dependencies = [
        ("productions", "0019_event_personal"),
    ]

    operations = [
        migrations.RunPython(keep_apart, put_back, elidable=True),
    ]
