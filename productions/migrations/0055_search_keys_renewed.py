"""Search finds forms of kanji and the sounds of ヴ by one another: rows whose key changes by that get it anew.

In slices that are each a transaction; it can be cut off and run again.
"""

from django.db import migrations

from productions.names import lookalike_key, search_key

SLICE = 5000
SOURCES = {
    "ContributorName": ("text",),
    "Credit": ("credited_as",),
    "ProductionTitle": ("text",),
    "RoleAlias": ("text",),
    "AISystem": ("name", "vendor"),
}


def renew_keys(apps, schema_editor):
    for model, sources in SOURCES.items():
        entries = apps.get_model("productions", model)._base_manager
        keys = ["search_key", "lookalike_key"] if model == "ContributorName" else ["search_key"]
        last = 0
        while found := list(entries.filter(pk__gt=last).order_by("pk").only("pk", *sources, *keys)[:SLICE]):
            changed = [entry for entry in found if renew(entry, sources, keys)]
            entries.bulk_update(changed, keys, batch_size=500)
            last = found[-1].pk


def renew(entry, sources, keys):
    """Whether a key of the entry differs from what it was."""
    text = " ".join(getattr(entry, source) for source in sources)
    renewed = {key: {"search_key": search_key, "lookalike_key": lookalike_key}[key](text) for key in keys}
    changed = any(getattr(entry, key) != value for key, value in renewed.items())
    for key, value in renewed.items():
        setattr(entry, key, value)
    return changed


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0055_identity_keys_filled'),
    ]

    operations = [
        migrations.RunPython(renew_keys, migrations.RunPython.noop),
    ]
