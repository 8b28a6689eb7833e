"""Search takes more for one another (diacritics, marks, old forms of kanji, ヶ and ケ, readings): keys that change by that are renewed.

In slices that are each a transaction; it can be cut off and run again. What an older version writes afterwards is renewed after the
next `migrate` (`productions/upgrade.py`).
"""

from django.db import migrations

from productions.names import SEARCH_KEYS, renew_search_keys


def renew_keys(apps, schema_editor):
    for name in SEARCH_KEYS:
        renew_search_keys(apps.get_model("productions", name)._base_manager.all(), name)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0070_search'),
    ]

    operations = [
        migrations.RunPython(renew_keys, migrations.RunPython.noop),
    ]
