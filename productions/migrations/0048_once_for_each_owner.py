"""Identifiers and AI systems are unique for each owner, no longer across all.

A refusal across owners told of entries that only another production's members see. All rows stay, since what was unique
across all is unique for each; the verbs go on refusing what their caller sees already.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0046_public_from'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='aisystem',
            name='ai_system_once',
        ),
        migrations.RemoveConstraint(
            model_name='externalid',
            name='external_id_once',
        ),
        migrations.AddConstraint(
            model_name='aisystem',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('entered_for__isnull', False)), fields=('name', 'vendor', 'version', 'entered_for'), name='ai_system_once_in_production', violation_error_message='This AI system is already registered.'),
        ),
        migrations.AddConstraint(
            model_name='aisystem',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('entered_for', None)), fields=('name', 'vendor', 'version'), name='ai_system_once', violation_error_message='This AI system is already registered.'),
        ),
        migrations.AddConstraint(
            model_name='externalid',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('production__isnull', False)), fields=('scheme', 'value', 'production'), name='external_id_once_in_production', violation_error_message='This identifier already belongs to another entry.'),
        ),
        migrations.AddConstraint(
            model_name='externalid',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('contributor__isnull', False)), fields=('scheme', 'value', 'contributor'), name='external_id_once_of_contributor', violation_error_message='This identifier already belongs to another entry.'),
        ),
    ]
