"""Identifiers elsewhere of episodes and of editions, from an index that is built while the table is written to.

An identifier still has one owner: the new constraint is there before the old one goes.
"""

import django.db.models.deletion
from django.db import migrations, models

from productions.models.schema_operations import AddIndexOnline, AddUniqueOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0070_search_indexed'),
    ]

    operations = [
        migrations.AddField(
            model_name='externalid',
            name='edition',
            field=models.CharField(blank=True, choices=[('broadcast', 'broadcast'), ('streaming', 'streaming'), ('theatrical', 'theatrical'), ('disc', 'disc'), ('festival', 'festival'), ('dub', 'dub')], db_default='', default='', help_text='Of which edition of the work; empty: of the work itself.', max_length=60, verbose_name='edition'),
        ),
        migrations.AddField(
            model_name='externalid',
            name='episode',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='external_ids', to='productions.episode', verbose_name='episode'),
        ),
        AddIndexOnline(
            model_name='externalid',
            index=models.Index(condition=models.Q(('episode__isnull', False)), fields=['episode'], name='external_id_by_episode'),
        ),
        AddUniqueOnline(
            model_name='externalid',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('episode__isnull', False)), fields=('scheme', 'value', 'episode'), name='external_id_once_of_episode', violation_error_message='This identifier already belongs to another entry.'),
        ),
        migrations.AddConstraint(
            model_name='externalid',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contributor__isnull', False), ('episode', None), ('production', None)), models.Q(('contributor', None), ('episode', None), ('production__isnull', False)), models.Q(('contributor', None), ('episode__isnull', False), ('production', None)), _connector='OR'), name='external_id_belongs_to_one', violation_error_message='An identifier belongs to one production, one episode or one contributor.'),
        ),
        migrations.AddConstraint(
            model_name='externalid',
            constraint=models.CheckConstraint(condition=models.Q(('edition', ''), ('contributor', None), _connector='OR'), name='external_id_edition_of_work', violation_error_message='Only works have editions; a contributor has none.'),
        ),
        migrations.RemoveConstraint(
            model_name='externalid',
            name='external_id_has_one_owner',
        ),
    ]
