"""Everything that an ending says: characters, songs, segments, parts, joint lines, ranges; companies without a head count."""

import django.db.models.deletion
import productions.shared.languages
import productions.shared.uids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0061_billing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Character',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('name_language', productions.shared.languages.LanguageField(blank=True, db_default='', default='', max_length=60, verbose_name='language of the name')),
                ('name_kana', models.CharField(blank=True, default='', max_length=200, verbose_name='name, kana reading')),
                ('name_en', models.CharField(blank=True, default='', max_length=200, verbose_name='name, English')),
                ('position', models.PositiveIntegerField(blank=True, help_text='Place among the characters, from 1.', null=True, verbose_name='position')),
                ('search_key', models.CharField(db_index=True, editable=False, max_length=800)),
            ],
            options={
                'verbose_name': 'character',
                'verbose_name_plural': 'characters',
                'ordering': ['production', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CharacterVariant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('age', 'age'), ('voice', 'voice'), ('on_screen_name', 'on-screen name'), ('other', 'other variant')], max_length=60, verbose_name='kind')),
                ('label', models.CharField(help_text='What tells it apart: 青年期, 声, 黒い仮面の男.', max_length=200, verbose_name='label')),
                ('label_en', models.CharField(blank=True, default='', max_length=200, verbose_name='label, English')),
            ],
            options={
                'verbose_name': 'character variant',
                'verbose_name_plural': 'character variants',
                'ordering': ['character', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EpisodePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('label', models.CharField(help_text='A, B, C, アバン.', max_length=60, verbose_name='label')),
            ],
            options={
                'verbose_name': 'part',
                'verbose_name_plural': 'parts',
                'ordering': ['production', 'episode', 'label', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='JointLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('joiner', models.CharField(blank=True, default='', help_text='What stands between the names, such as ・ or &; empty: a space.', max_length=60, verbose_name='joiner')),
            ],
            options={
                'verbose_name': 'joint line',
                'verbose_name_plural': 'joint lines',
                'ordering': ['production', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Portrayal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': 'portrayal',
                'verbose_name_plural': 'portrayals',
                'ordering': ['credit', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('opening', 'opening (OP)'), ('ending', 'ending (ED)'), ('recap', 'recap'), ('preview', 'next-episode preview'), ('eyecatch', 'eyecatch'), ('end_card', 'end card'), ('corner', 'short feature'), ('other', 'other segment')], max_length=60, verbose_name='kind')),
                ('title', models.CharField(blank=True, default='', help_text='What the roll calls it; empty takes the kind.', max_length=200, verbose_name='title')),
                ('title_en', models.CharField(blank=True, default='', max_length=200, verbose_name='title, English')),
            ],
            options={
                'verbose_name': 'segment',
                'verbose_name_plural': 'segments',
                'ordering': ['production', 'kind', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Song',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(blank=True, choices=[('opening', 'opening theme'), ('ending', 'ending theme'), ('insert', 'insert song'), ('theme', 'theme song'), ('image', 'image song'), ('other', 'other song')], default='', max_length=60, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_language', productions.shared.languages.LanguageField(blank=True, db_default='', default='', max_length=60, verbose_name='language of the title')),
                ('title_kana', models.CharField(blank=True, default='', max_length=200, verbose_name='title, kana reading')),
                ('title_en', models.CharField(blank=True, default='', max_length=200, verbose_name='title, English')),
                ('position', models.PositiveIntegerField(blank=True, help_text='Place among the songs, from 1.', null=True, verbose_name='position')),
                ('search_key', models.CharField(db_index=True, editable=False, max_length=800)),
            ],
            options={
                'verbose_name': 'song',
                'verbose_name_plural': 'songs',
                'ordering': ['production', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SongRight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('holder', models.CharField(blank=True, default='', help_text='Empty: not said.', max_length=200, verbose_name='right-holder')),
                ('text', models.CharField(help_text='Printed as it stands.', max_length=200, verbose_name='line')),
                ('position', models.PositiveIntegerField(blank=True, null=True, verbose_name='position')),
            ],
            options={
                'verbose_name': 'line of rights',
                'verbose_name_plural': 'lines of rights',
                'ordering': ['song', 'position', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='credit',
            name='h6_group_says_how_many',
        ),
        migrations.AddField(
            model_name='credit',
            name='character_as_printed',
            field=models.CharField(blank=True, db_default='', default='', help_text='The character in the words of the roll.', max_length=200, verbose_name='character as printed'),
        ),
        migrations.AddField(
            model_name='credit',
            name='character_as_printed_language',
            field=productions.shared.languages.LanguageField(blank=True, db_default='', default='', max_length=60, verbose_name='language of the character as printed'),
        ),
        migrations.AddField(
            model_name='credit',
            name='contracted_by',
            field=models.ForeignKey(blank=True, db_index=False, help_text='The company that gave the work on.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contracted_credits', to='productions.contributor', verbose_name='contracted by'),
        ),
        migrations.AddField(
            model_name='credit',
            name='dub_language',
            field=productions.shared.languages.LanguageField(blank=True, db_default='', default='', help_text='The language that the voice speaks, in a dub; empty: not said.', max_length=60, verbose_name='dub language'),
        ),
        migrations.AddField(
            model_name='credit',
            name='is_labour',
            field=models.BooleanField(db_default=True, default=True, editable=False, verbose_name='labour'),
        ),
        migrations.AddField(
            model_name='credit',
            name='last_cut',
            field=models.ForeignKey(blank=True, db_index=False, help_text='For a range of cuts: it holds from the cut to this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.cut', verbose_name='last cut'),
        ),
        migrations.AddField(
            model_name='credit',
            name='last_episode',
            field=models.ForeignKey(blank=True, db_index=False, help_text='For a range of episodes: it holds from the episode to this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.episode', verbose_name='last episode'),
        ),
        migrations.AddField(
            model_name='credit',
            name='role_as_printed_language',
            field=productions.shared.languages.LanguageField(blank=True, db_default='', default='', max_length=60, verbose_name='language of the role as printed'),
        ),
        migrations.AddField(
            model_name='role',
            name='is_labour',
            field=models.BooleanField(db_default=True, default=True, help_text='Whether a company credited with it says how many people it stands for (H6).', verbose_name='work of people'),
        ),
        migrations.AddField(
            model_name='character',
            name='production',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='characters', to='productions.production', verbose_name='production'),
        ),
        migrations.AddField(
            model_name='charactervariant',
            name='character',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='variants', to='productions.character', verbose_name='character'),
        ),
        migrations.AddField(
            model_name='episodepart',
            name='episode',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='productions.episode', verbose_name='episode'),
        ),
        migrations.AddField(
            model_name='episodepart',
            name='first_cut',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.cut', verbose_name='first cut'),
        ),
        migrations.AddField(
            model_name='episodepart',
            name='last_cut',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.cut', verbose_name='last cut'),
        ),
        migrations.AddField(
            model_name='episodepart',
            name='production',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='productions.production', verbose_name='production'),
        ),
        migrations.AddField(
            model_name='jointline',
            name='production',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_lines', to='productions.production', verbose_name='production'),
        ),
        migrations.AddField(
            model_name='credit',
            name='joint_line',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='productions.jointline', verbose_name='joint line'),
        ),
        migrations.AddField(
            model_name='portrayal',
            name='character',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='portrayals', to='productions.character', verbose_name='character'),
        ),
        migrations.AddField(
            model_name='portrayal',
            name='credit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='portrayals', to='productions.credit', verbose_name='credit'),
        ),
        migrations.AddField(
            model_name='portrayal',
            name='variant',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='portrayals', to='productions.charactervariant', verbose_name='variant'),
        ),
        migrations.AddField(
            model_name='segment',
            name='first_episode',
            field=models.ForeignKey(blank=True, help_text='Empty: it runs in all episodes.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.episode', verbose_name='first episode'),
        ),
        migrations.AddField(
            model_name='segment',
            name='last_episode',
            field=models.ForeignKey(blank=True, help_text='Empty: it goes on.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.episode', verbose_name='last episode'),
        ),
        migrations.AddField(
            model_name='segment',
            name='production',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='segments', to='productions.production', verbose_name='production'),
        ),
        migrations.AddField(
            model_name='credit',
            name='segment',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='productions.segment', verbose_name='segment'),
        ),
        migrations.AddField(
            model_name='song',
            name='episode',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='songs', to='productions.episode', verbose_name='episode'),
        ),
        migrations.AddField(
            model_name='song',
            name='production',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='songs', to='productions.production', verbose_name='production'),
        ),
        migrations.AddField(
            model_name='credit',
            name='song',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='productions.song', verbose_name='song'),
        ),
        migrations.AddConstraint(
            model_name='credit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'person'), ('named_count', None)), models.Q(models.Q(('kind', 'person'), _negated=True), ('headcount__gte', 1), ('named_count__isnull', False), ('named_count__lte', models.F('headcount'))), models.Q(models.Q(('kind', 'person'), _negated=True), ('headcount', None), ('named_count', None), models.Q(models.Q(('absence_reason', ''), _negated=True), ('is_labour', False), _connector='OR')), _connector='OR'), name='h6_group_says_how_many', violation_error_message='A company or collective credit says how many people it stands for and how many of them are named, or why that is not known.'),
        ),
        migrations.AddField(
            model_name='songright',
            name='song',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rights', to='productions.song', verbose_name='song'),
        ),
        migrations.AddIndex(
            model_name='character',
            index=models.Index(fields=['production', 'position'], name='character_in_order'),
        ),
        migrations.AddConstraint(
            model_name='character',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('production', 'name'), name='character_once', violation_error_message='The production already has a character with this name.'),
        ),
        migrations.AddConstraint(
            model_name='character',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='character_name_not_empty', violation_error_message="Enter the character's name."),
        ),
        migrations.AddConstraint(
            model_name='charactervariant',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('character', 'kind', 'label'), name='character_variant_once', violation_error_message='The character already has this variant.'),
        ),
        migrations.AddConstraint(
            model_name='charactervariant',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['age', 'voice', 'on_screen_name', 'other'])), name='character_variant_kind_known', violation_error_message='The variant is an age, a voice, an on-screen name or another one.'),
        ),
        migrations.AddConstraint(
            model_name='charactervariant',
            constraint=models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='character_variant_label_not_empty', violation_error_message='Say what tells the variant apart.'),
        ),
        migrations.AddConstraint(
            model_name='episodepart',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('episode__isnull', False)), fields=('episode', 'label'), name='part_once_in_episode', violation_error_message='The episode already has a part with this label.'),
        ),
        migrations.AddConstraint(
            model_name='episodepart',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('episode', None)), fields=('production', 'label'), name='part_once_in_production', violation_error_message='The production already has a part with this label.'),
        ),
        migrations.AddConstraint(
            model_name='episodepart',
            constraint=models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='part_label_not_empty', violation_error_message="Enter the part's label."),
        ),
        migrations.AddConstraint(
            model_name='portrayal',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('variant', None)), fields=('credit', 'character'), name='portrayal_once', violation_error_message='The credit already names this character.'),
        ),
        migrations.AddConstraint(
            model_name='portrayal',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None), ('variant__isnull', False)), fields=('credit', 'character', 'variant'), name='portrayal_of_variant_once', violation_error_message='The credit already names this character.'),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['opening', 'ending', 'recap', 'preview', 'eyecatch', 'end_card', 'corner', 'other'])), name='segment_kind_known', violation_error_message='This is not a kind of segment.'),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.CheckConstraint(condition=models.Q(('first_episode__isnull', False), ('last_episode', None), _connector='OR'), name='segment_ends_where_it_began', violation_error_message='A segment with a last episode has a first one too.'),
        ),
        migrations.AddIndex(
            model_name='song',
            index=models.Index(fields=['production', 'position'], name='song_in_order'),
        ),
        migrations.AddConstraint(
            model_name='song',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'opening', 'ending', 'insert', 'theme', 'image', 'other'])), name='song_kind_known', violation_error_message='The song is an opening, an ending, an insert song or another one.'),
        ),
        migrations.AddConstraint(
            model_name='song',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='song_title_not_empty', violation_error_message="Enter the song's title."),
        ),
        migrations.AddConstraint(
            model_name='songright',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='song_right_text_not_empty', violation_error_message='Enter the line of rights.'),
        ),
    ]
