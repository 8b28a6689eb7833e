from django.db import migrations, models

from productions.names import lookalike_key


def renew_keys(apps, schema_editor):
    """More characters count as alike: names whose key changes get it anew."""
    names = apps.get_model("productions", "ContributorName").objects
    stored = names.values_list("pk", "text", "lookalike_key").iterator(chunk_size=5000)
    changed = [(pk, key) for pk, text, old in stored if (key := lookalike_key(text)) != old]
    for pk, key in changed:
        names.filter(pk=pk).update(lookalike_key=key)


class Migration(migrations.Migration):

    dependencies = [
        ("productions", "0009_delivery"),
    ]

    operations = [
        migrations.AddField(
            model_name="export",
            name="notes",
            field=models.JSONField(blank=True, default=list, verbose_name="notes"),
        ),
        migrations.RunPython(renew_keys, migrations.RunPython.noop, elidable=True),
    ]
