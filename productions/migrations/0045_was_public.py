"""Tell apart what strangers could see: of removed and merged entries, and of events.

A tombstone says whether its entry was public when it was removed; that can be told for the entries of productions, whose
publication the ledger has. For people and AI systems it is told by the credits that named them. What cannot be told stays
"not public", and so is unknown to strangers (404). Merges of before are not told by the feed any more; their addresses
still lead on. Events that have a number keep it.
"""

from bisect import bisect_left
from collections import defaultdict

from django.db import migrations, models
from django.db.models import Q

CREDIT_STATES = ("confirmed", "contributor_confirmed", "disputed")


def visibilities(apps):
    """The visibility of each production (uid) after each of its events that set one: keys of events, and values."""
    found = defaultdict(lambda: ([], []))
    events = apps.get_model("productions", "Event").objects.filter(entity_type="production")
    for key, uid, changes in events.order_by("pk").values_list("pk", "entity_uid", "changes"):
        if "visibility" in changes:
            found[uid][0].append(key)
            found[uid][1].append(changes["visibility"][1])
    return found


def mark_tombstones(apps, schema_editor):
    model = {name: apps.get_model("productions", name) for name in
             ("Tombstone", "Event", "Production", "Episode", "Cut", "Credit", "AIUse", "Contributor", "AISystem")}
    tombstones = model["Tombstone"].objects
    if not tombstones.exists():
        return
    history = visibilities(apps)
    removals = dict(model["Event"].objects.filter(action="removed").values_list("entity_uid", "pk"))

    def in_public(production, uid):
        keys, values = history[production]
        place = bisect_left(keys, removals.get(uid, 0))
        return place > 0 and values[place - 1] == "public"

    links = {
        "production": ("Production", "uid", Q()),
        "episode": ("Episode", "production__uid", Q()),
        "cut": ("Cut", "production__uid", Q()),
        "credit": ("Credit", "production__uid", Q(state__in=CREDIT_STATES)),
        "aiuse": ("AIUse", "credit__production__uid", Q(credit__state__in=CREDIT_STATES)),
    }
    seen = set()
    for kind, (name, link, condition) in links.items():
        removed = tombstones.filter(entity_type=kind).values("entity_uid")
        rows = model[name].objects.filter(condition, uid__in=removed).values_list("uid", link)
        seen |= {uid for uid, production in rows.iterator() if in_public(production, uid)}
    mark(tombstones, seen)
    credits = model["Credit"].objects.filter(uid__in=tombstones.filter(entity_type="credit", was_public=True).values("entity_uid"))
    uses = model["AIUse"].objects.filter(uid__in=tombstones.filter(entity_type="aiuse", was_public=True).values("entity_uid"))
    named = {*credits.values_list("contributor", flat=True), *credits.values_list("affiliation", flat=True)} - {None}
    removed = tombstones.filter(entity_type="contributor").values("entity_uid")
    people = model["Contributor"].objects.filter(uid__in=removed).values_list("uid", "pk")
    removed = tombstones.filter(entity_type="aisystem").values("entity_uid")
    systems = model["AISystem"].objects.filter(uid__in=removed).values_list("uid", "pk")
    used = {*uses.values_list("ai_system", flat=True)}
    mark(tombstones, {uid for uid, key in people if key in named} | {uid for uid, key in systems if key in used})


def mark(tombstones, uids):
    every = sorted(uids)
    for start in range(0, len(every), 500):
        tombstones.filter(entity_uid__in=every[start : start + 500]).update(was_public=True)


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0041_shared_entries'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='event', name='event_unnumbered'),
        migrations.AddField(
            model_name='event',
            name='silent',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='not public'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('seq', None), ('silent', False)), fields=['id'], name='event_unnumbered'),
        ),
        migrations.AddField(
            model_name='redirect',
            name='was_public',
            field=models.BooleanField(default=False, help_text='The feed tells of the merge.', verbose_name='was public'),
        ),
        migrations.AddField(
            model_name='tombstone',
            name='was_public',
            field=models.BooleanField(default=False, help_text='Strangers are told that it was removed, not that it is unknown.', verbose_name='was public'),
        ),
        migrations.RunPython(mark_tombstones, migrations.RunPython.noop),
    ]
