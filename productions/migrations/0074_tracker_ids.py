"""What a studio's tracker calls a production, its episodes, cuts and people."""

import django.db.models.deletion
import productions.shared.uids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0073_work_identifiers'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrackerId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('scheme', models.CharField(choices=[('kitsu', 'Kitsu'), ('ayon', 'AYON'), ('shotgrid', 'ShotGrid'), ('ftrack', 'ftrack')], max_length=60, verbose_name='tracker')),
                ('value', models.CharField(help_text="As the tracker's own API writes it.", max_length=200, verbose_name='value')),
                ('contributor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tracker_ids', to='productions.contributor', verbose_name='contributor')),
                ('cut', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tracker_ids', to='productions.cut', verbose_name='cut')),
                ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tracker_ids', to='productions.episode', verbose_name='episode')),
                ('production', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tracker_ids', to='productions.production', verbose_name='production')),
            ],
            options={
                'verbose_name': 'tracker identifier',
                'verbose_name_plural': 'tracker identifiers',
                'ordering': ['production', 'scheme', 'value', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None), ('contributor', None), ('cut', None), ('episode', None)), fields=('production', 'scheme', 'value'), name='tracker_id_once_of_production', violation_error_message='Another entry of the production has this identifier.'), models.UniqueConstraint(condition=models.Q(('removed_at', None), ('episode__isnull', False)), fields=('production', 'scheme', 'value'), name='tracker_id_once_of_episode', violation_error_message='Another entry of the production has this identifier.'), models.UniqueConstraint(condition=models.Q(('removed_at', None), ('cut__isnull', False)), fields=('production', 'scheme', 'value'), name='tracker_id_once_of_cut', violation_error_message='Another entry of the production has this identifier.'), models.UniqueConstraint(condition=models.Q(('removed_at', None), ('contributor__isnull', False)), fields=('production', 'scheme', 'value'), name='tracker_id_once_of_contributor', violation_error_message='Another entry of the production has this identifier.'), models.CheckConstraint(condition=models.Q(models.Q(('cut', None), ('episode', None)), models.Q(('contributor', None), ('episode', None)), models.Q(('contributor', None), ('cut', None)), _connector='OR'), name='tracker_id_of_one_entry', violation_error_message='It is of one episode, one cut or one contributor, or of the production itself.'), models.CheckConstraint(condition=models.Q(('scheme__in', ['kitsu', 'ayon', 'shotgrid', 'ftrack'])), name='tracker_id_scheme_known', violation_error_message='The tracker is Kitsu, AYON, ShotGrid or ftrack.'), models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='tracker_id_not_empty', violation_error_message='Enter the identifier.')],
            },
        ),
    ]
