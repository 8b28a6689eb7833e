"""An accepted claim has its act due until that is done; what was accepted before is settled.

Before, accepting was the end of a claim, and nobody knows of an act that is still due: to say that one is would call finished work
undone. What a disputed credit was before is not known either, and stays empty; it becomes confirmed, as it always did. Of issues from
before nobody counted the disputes, so theirs is null and not 0.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def settle_accepted(apps, schema_editor):
    apps.get_model("productions", "Claim")._base_manager.filter(state="accepted").update(state="settled")


def accept_settled(apps, schema_editor):
    """The way back: what tells them apart goes with the columns."""
    claims = apps.get_model("productions", "Claim")._base_manager.filter(state="settled")
    claims.update(state="accepted", settled_at=None, settled_by=None, without_act="")


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0040_registrar'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='opened_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddField(
            model_name='claim',
            name='settled_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='settled at'),
        ),
        migrations.AddField(
            model_name='claim',
            name='settled_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by'),
        ),
        migrations.AddField(
            model_name='claim',
            name='state_before',
            field=models.CharField(blank=True, choices=[('draft', 'draft'), ('confirmed', 'confirmed by the studio'), ('contributor_confirmed', 'confirmed by the contributor'), ('disputed', 'disputed'), ('superseded', 'superseded')], editable=False, max_length=60, verbose_name="the credit's state before"),
        ),
        migrations.AddField(
            model_name='claim',
            name='without_act',
            field=models.TextField(blank=True, editable=False, verbose_name='why it was closed without the act'),
        ),
        migrations.AddField(
            model_name='release',
            name='disputed',
            field=models.PositiveIntegerField(editable=False, help_text='Not known of issues from before documents told it.', null=True, verbose_name='credits disputed when it was issued'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='state',
            field=models.CharField(choices=[('open', 'open'), ('accepted', 'accepted, its act is due'), ('settled', 'settled'), ('declined', 'declined')], default='open', editable=False, max_length=60, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'settled'), models.Q(('settled_at', None), ('settled_by', None), ('without_act', '')), _connector='OR'), name='claim_settlement_is_of_settled', violation_error_message='Only a settled claim says when, by whom and how it was settled.'),
        ),
        migrations.RunPython(settle_accepted, accept_settled),
    ]
