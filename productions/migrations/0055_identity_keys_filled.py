"""Every name gets its identity key, in slices that are each a transaction: writers wait for one slice at most.

It can be cut off and run again. Names that an older version writes afterwards have none; imports compare those by themselves.
"""

from django.db import migrations

from productions.names import identity_key

SLICE = 2000


def fill_keys(apps, schema_editor):
    names = apps.get_model("productions", "ContributorName")._base_manager
    last = 0
    while found := list(names.filter(identity_key="", pk__gt=last).order_by("pk").only("pk", "text")[:SLICE]):
        for name in found:
            name.identity_key = identity_key(name.text)
        names.bulk_update(found, ["identity_key"], batch_size=500)
        last = found[-1].pk


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0055_identity_key'),
    ]

    operations = [
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
    ]
