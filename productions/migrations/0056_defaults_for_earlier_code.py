"""Code of 0.1.0 runs on today's schema: what it does not name gets a value from the database, and what it names is there.

What is written with 0.1.0 after this migration is gathered by the next `migrate` (`domain/catch_up.py`).
"""

import django.core.serializers.json
import productions.models.works
from django.db import migrations, models

from productions.models.schema_operations import KeepColumns


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0048_once_for_each_owner'),
    ]

    operations = [
        migrations.AlterField(
            model_name='claim',
            name='state_before',
            field=models.CharField(blank=True, choices=[('draft', 'draft'), ('confirmed', 'confirmed by the studio'), ('contributor_confirmed', 'confirmed by the contributor'), ('disputed', 'disputed'), ('superseded', 'superseded')], db_default='', default='', editable=False, max_length=60, verbose_name="the credit's state before"),
        ),
        migrations.AlterField(
            model_name='claim',
            name='without_act',
            field=models.TextField(blank=True, db_default='', default='', editable=False, verbose_name='why it was closed without the act'),
        ),
        migrations.AlterField(
            model_name='credit',
            name='ai_declared',
            field=models.CharField(choices=[('not_asked', 'not asked'), ('none', 'none, as declared'), ('used', 'used')], db_default='not_asked', default='not_asked', editable=False, max_length=60, verbose_name='AI use, as declared'),
        ),
        migrations.AlterField(
            model_name='credit',
            name='ai_recorded',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='AI use recorded'),
        ),
        migrations.AlterField(
            model_name='credit',
            name='withheld_as',
            field=models.JSONField(db_default={}, default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name='dump',
            name='withdrawn',
            field=models.BooleanField(db_default=False, default=False, help_text='It named somebody who has withheld their name since; take a newer one.', verbose_name='withdrawn'),
        ),
        migrations.AlterField(
            model_name='event',
            name='personal',
            field=models.JSONField(db_default={}, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='personal values'),
        ),
        migrations.AlterField(
            model_name='production',
            name='seal_key',
            field=models.BinaryField(db_default=productions.models.works.SealKey(), default=productions.models.works.new_seal_key),
        ),
        migrations.AlterField(
            model_name='redirect',
            name='was_public',
            field=models.BooleanField(db_default=False, default=False, help_text='The feed tells of the merge.', verbose_name='was public'),
        ),
        migrations.AlterField(
            model_name='release',
            name='issue_digest',
            field=models.CharField(blank=True, db_default='', default='', max_length=64, verbose_name='SHA-256 of the issue'),
        ),
        migrations.AlterField(
            model_name='tombstone',
            name='was_public',
            field=models.BooleanField(db_default=False, default=False, help_text='Strangers are told that it was removed, not that it is unknown.', verbose_name='was public'),
        ),
        migrations.AlterField(
            model_name='user',
            name='registrar',
            field=models.BooleanField(db_default=False, default=False, help_text='Decides about entries that several productions share: people, names, identifiers, AI systems, roles.', verbose_name='registrar'),
        ),
        migrations.AlterField(
            model_name='user',
            name='session_epoch',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        KeepColumns("contributor", {"email": "varchar(254) NOT NULL DEFAULT ''", "note": "text NOT NULL DEFAULT ''"}),
        KeepColumns("release", {"packed": "bytea NOT NULL DEFAULT ''"}),
    ]
