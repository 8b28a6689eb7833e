"""Credits are found by their song, segment, range, joint line and chain, from indexes that are built while the table is written to.

What makes a credit a double says also the character, the dub and the segment or song: every row that was unique stays so.
"""

import django.db.models.functions.comparison
from django.db import migrations, models

from productions.models.schema_operations import AddIndexOnline, AddUniqueOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0062_trade'),
    ]

    operations = [
        AddIndexOnline(
            model_name='credit',
            index=models.Index(condition=models.Q(('last_episode__isnull', False)), fields=['last_episode'], name='credit_by_last_episode'),
        ),
        AddIndexOnline(
            model_name='credit',
            index=models.Index(condition=models.Q(('last_cut__isnull', False)), fields=['last_cut'], name='credit_by_last_cut'),
        ),
        AddIndexOnline(
            model_name='credit',
            index=models.Index(condition=models.Q(('segment__isnull', False)), fields=['segment'], name='credit_by_segment'),
        ),
        AddIndexOnline(
            model_name='credit',
            index=models.Index(condition=models.Q(('song__isnull', False)), fields=['song'], name='credit_by_song'),
        ),
        AddIndexOnline(
            model_name='credit',
            index=models.Index(condition=models.Q(('joint_line__isnull', False)), fields=['joint_line'], name='credit_by_joint_line'),
        ),
        AddIndexOnline(
            model_name='credit',
            index=models.Index(condition=models.Q(('contracted_by__isnull', False)), fields=['contracted_by'], name='credit_by_contracted_by'),
        ),
        AddUniqueOnline(
            model_name='credit',
            constraint=models.UniqueConstraint(models.F('production'), models.F('role'), django.db.models.functions.comparison.Coalesce('episode', 0), django.db.models.functions.comparison.Coalesce('cut', 0), models.F('contributor'), django.db.models.functions.comparison.Coalesce('affiliation', 0), models.F('edition'), models.F('role_as_printed'), models.F('character_as_printed'), models.F('dub_language'), django.db.models.functions.comparison.Coalesce('segment', 0), django.db.models.functions.comparison.Coalesce('song', 0), condition=models.Q(('removed_at', None), ('contributor__isnull', False), ('state__in', ('draft', 'confirmed', 'contributor_confirmed', 'disputed'))), name='credit_once_as_printed', violation_error_message='This contributor already has this role here.'),
        ),
        migrations.RemoveConstraint(
            model_name='credit',
            name='credit_once',
        ),
    ]
