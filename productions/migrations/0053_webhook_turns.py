"""What webhooks remember of their turns and tests: nothing yet, so each counts as slow until its receiver has answered once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0055_identity_key_indexed'),
    ]

    operations = [
        migrations.AddField(
            model_name='webhook',
            name='ping_asked_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='test asked for at'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='ping_error',
            field=models.TextField(blank=True, db_default='', default='', editable=False),
        ),
        migrations.AddField(
            model_name='webhook',
            name='ping_error_ja',
            field=models.TextField(blank=True, db_default='', default='', editable=False),
        ),
        migrations.AddField(
            model_name='webhook',
            name='ping_status',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='status of the test'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='ping_text',
            field=models.TextField(blank=True, db_default='', default='', editable=False, verbose_name='answer to the test'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='pinged_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='tested at'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='rung_until',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='webhook',
            name='slow_turns',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='slow answers in a row'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='tried_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='last try'),
        ),
    ]
