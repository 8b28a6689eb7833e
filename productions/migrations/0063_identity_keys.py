"""Legal forms tell no organizations apart: the keys of their names are renewed, in slices that are each a transaction.

It can be cut off and run again. Names that an older version writes afterwards are found as they are written, and renewed after the
next `migrate` (`productions/upgrade.py`).
"""

from django.db import migrations

from productions.names import organization_key

SLICE = 5000


def renew_keys(apps, schema_editor):
    names = apps.get_model("productions", "ContributorName")._base_manager.filter(contributor__kind="organization")
    last = 0
    while found := list(names.filter(pk__gt=last).order_by("pk").only("pk", "text", "identity_key")[:SLICE]):
        changed = [name for name in found if renew(name)]
        names.model._base_manager.bulk_update(changed, ["identity_key"], batch_size=500)
        last = found[-1].pk


def renew(name):
    """Whether the key of the name differs from what it was."""
    before, name.identity_key = name.identity_key, organization_key(name.text)
    return name.identity_key != before


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0063_identity'),
    ]

    operations = [
        migrations.RunPython(renew_keys, migrations.RunPython.noop),
    ]
