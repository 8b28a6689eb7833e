import django.core.serializers.json
from django.db import migrations, models

from productions.models import triggers


def install_triggers(apps, schema_editor):
    triggers.install(schema_editor.connection)


def lift_triggers(apps, schema_editor):
    """Going back: no column goes while a trigger names it."""
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0018_webhook_error_ja'),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, install_triggers, elidable=True),
        migrations.AddField(
            model_name='event',
            name='personal',
            field=models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='personal values'),
        ),
        migrations.RunPython(migrations.RunPython.noop, lift_triggers, elidable=True),
    ]
