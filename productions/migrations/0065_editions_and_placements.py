"""Editions that a production has of its own, time lines, and where cuts stand in them: none yet, so nothing that is there changes."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import productions.shared.uids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0064_ai_kinds_filled'),
    ]

    operations = [
        migrations.CreateModel(
            name='CutPlacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('edition', models.CharField(blank=True, choices=[('broadcast', 'broadcast'), ('streaming', 'streaming'), ('theatrical', 'theatrical'), ('disc', 'disc'), ('festival', 'festival'), ('dub', 'dub')], help_text='Empty: every edition.', max_length=60, verbose_name='edition')),
                ('record_in', models.IntegerField(help_text='Frames from the start of the edition, whose first frame is 0.', verbose_name='first frame')),
                ('length', models.IntegerField(help_text='Frames at the rate of the edition.', verbose_name='length in frames')),
                ('source_in', models.IntegerField(blank=True, help_text="The frame of the cut's own material that is first on screen.", null=True, verbose_name='first frame of the source')),
                ('cut', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='productions.cut', verbose_name='cut')),
                ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='productions.episode', verbose_name='episode')),
                ('production', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='productions.production', verbose_name='production')),
            ],
            options={
                'verbose_name': 'cut placement',
                'verbose_name_plural': 'cut placements',
                'ordering': ['production', 'episode', 'edition', 'record_in', 'pk'],
                'indexes': [models.Index(fields=['episode', 'edition', 'record_in'], name='placement_in_episode'), models.Index(fields=['production', 'edition', 'record_in'], name='placement_in_production')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('cut', 'edition', 'record_in'), name='placement_once', violation_error_message='The cut already begins at this frame of the edition.'), models.CheckConstraint(condition=models.Q(('record_in__gte', 0), ('record_in__lte', 20736000)), name='placement_begins_in_edition', violation_error_message='A cut begins at frame 0 or later, within 24 hours.'), models.CheckConstraint(condition=models.Q(('length__gte', 1), ('length__lte', 20736000)), name='placement_has_length', violation_error_message='A cut is on screen for at least 1 frame and at most 24 hours.'), models.CheckConstraint(condition=models.Q(('source_in', None), ('source_in__gte', 0), _connector='OR'), name='placement_source_counts_up', violation_error_message='The first frame of the source is 0 or later.')],
            },
        ),
        migrations.CreateModel(
            name='EditionTiming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('fps_num', models.PositiveIntegerField(blank=True, help_text='Frames per second as a fraction, 24000/1001; empty: that of the production.', null=True, verbose_name='frame rate, numerator')),
                ('fps_den', models.PositiveIntegerField(blank=True, help_text='The lower part of the fraction.', null=True, verbose_name='frame rate, denominator')),
                ('start_timecode', models.CharField(blank=True, help_text='Timecode of the first frame, as in 01:00:00:00; with drop-frame numbering, 01:00:00;00.', max_length=11, verbose_name='start timecode')),
                ('edition', models.CharField(blank=True, choices=[('broadcast', 'broadcast'), ('streaming', 'streaming'), ('theatrical', 'theatrical'), ('disc', 'disc'), ('festival', 'festival'), ('dub', 'dub')], help_text='Empty: every edition.', max_length=60, verbose_name='edition')),
                ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='edition_timings', to='productions.episode', verbose_name='episode')),
                ('production', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='edition_timings', to='productions.production', verbose_name='production')),
            ],
            options={
                'verbose_name': 'time line',
                'verbose_name_plural': 'time lines',
                'ordering': ['production', 'episode', 'edition', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None), ('episode__isnull', False)), fields=('production', 'episode', 'edition'), name='timing_of_episode_once', violation_error_message='This edition already has a time line.'), models.UniqueConstraint(condition=models.Q(('removed_at', None), ('episode', None)), fields=('production', 'edition'), name='timing_of_production_once', violation_error_message='This edition already has a time line.'), models.CheckConstraint(condition=models.Q(models.Q(('fps_den', None), ('fps_num', None)), models.Q(('fps_den__gte', 1), ('fps_den__isnull', False), ('fps_num__gte', 1), ('fps_num__isnull', False), ('fps_num__lte', django.db.models.expressions.CombinedExpression(models.F('fps_den'), '*', models.Value(240)))), _connector='OR'), name='timing_frame_rate', violation_error_message='The frame rate is a fraction above 0 and at most 240 frames per second.')],
            },
        ),
        migrations.CreateModel(
            name='ProductionEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('fps_num', models.PositiveIntegerField(blank=True, help_text='Frames per second as a fraction, 24000/1001; empty: that of the production.', null=True, verbose_name='frame rate, numerator')),
                ('fps_den', models.PositiveIntegerField(blank=True, help_text='The lower part of the fraction.', null=True, verbose_name='frame rate, denominator')),
                ('start_timecode', models.CharField(blank=True, help_text='Timecode of the first frame, as in 01:00:00:00; with drop-frame numbering, 01:00:00;00.', max_length=11, verbose_name='start timecode')),
                ('code', models.CharField(help_text='What entries and addresses say, as in directors_cut. It never changes.', max_length=60, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*\\Z', 'Write small letters, digits and underscores, as in directors_cut.')], verbose_name='code')),
                ('label_ja', models.CharField(blank=True, help_text='What Japanese rolls print.', max_length=200, verbose_name='label, Japanese')),
                ('label_en', models.CharField(blank=True, help_text='What English rolls print.', max_length=200, verbose_name='label, English')),
                ('kind', models.CharField(blank=True, choices=[('broadcast', 'broadcast'), ('streaming', 'streaming'), ('theatrical', 'theatrical'), ('disc', 'disc'), ('festival', 'festival'), ('dub', 'dub')], help_text='The built-in edition that it is a form of; templates lay it out like that one.', max_length=60, verbose_name='kind')),
                ('production', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_editions', to='productions.production', verbose_name='production')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['production', 'code', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('production', 'code'), name='edition_code_once', violation_error_message='The production already has an edition with this code.'), models.CheckConstraint(condition=models.Q(('code__in', ['', 'broadcast', 'streaming', 'theatrical', 'disc', 'festival', 'dub']), _negated=True), name='edition_code_is_own', violation_error_message='This code is that of a built-in edition; choose another one.'), models.CheckConstraint(condition=models.Q(('label_en', ''), ('label_ja', ''), _negated=True), name='edition_has_label', violation_error_message='Give the edition a label in Japanese or English.'), models.CheckConstraint(condition=models.Q(models.Q(('fps_den', None), ('fps_num', None)), models.Q(('fps_den__gte', 1), ('fps_den__isnull', False), ('fps_num__gte', 1), ('fps_num__isnull', False), ('fps_num__lte', django.db.models.expressions.CombinedExpression(models.F('fps_den'), '*', models.Value(240)))), _connector='OR'), name='edition_frame_rate', violation_error_message='The frame rate is a fraction above 0 and at most 240 frames per second.')],
            },
        ),
    ]
