"""Who is who: what tells namesakes apart, and acts that correct what an entry is."""

import django.db.models.deletion
import productions.shared.uids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0062_trade_indexed'),
    ]

    operations = [
        migrations.AddField(
            model_name='contributor',
            name='disambiguation',
            field=models.CharField(blank=True, db_default='', default='', help_text='Public: a few words that tell this entry from others of the same name, as in “backgrounds, Example Studio, 2019–”. Say nothing private here.', max_length=100, verbose_name='told apart by (public)'),
        ),
        migrations.AlterField(
            model_name='externalid',
            name='scheme',
            field=models.CharField(choices=[('isni', 'isni'), ('orcid', 'orcid'), ('eidr', 'eidr'), ('imdb', 'imdb'), ('anilist', 'anilist'), ('mal', 'mal'), ('tmdb', 'tmdb'), ('wikidata', 'wikidata'), ('madb', 'madb'), ('bangumi', 'bangumi'), ('annict', 'annict'), ('anidb', 'anidb'), ('ann', 'ann'), ('tvdb', 'tvdb'), ('isan', 'isan')], max_length=60, verbose_name='scheme'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='act',
            field=models.CharField(choices=[('change_contributor', 'change the entry'), ('merge', 'merge two entries'), ('remove', 'remove'), ('add_name', 'add a name'), ('change_name', 'change a name'), ('add_identifier', 'add an identifier'), ('change_identifier', 'change an identifier'), ('change_ai_system', 'change an AI system'), ('change_role', 'change a role'), ('retire_role', 'retire a role'), ('add_alias', 'add an alias'), ('change_alias', 'change an alias'), ('undo_merge', 'undo a merge'), ('undo_removal', 'undo a removal'), ('correct_kind', 'correct the kind with its credits'), ('undo_kind', 'undo the correction of a kind'), ('add_member', 'add a member to a group'), ('change_member', 'change a membership of a group')], max_length=60, verbose_name='what'),
        ),
        migrations.AlterField(
            model_name='undoable',
            name='kind',
            field=models.CharField(choices=[('merge', 'merge'), ('removal', 'removal'), ('kind', 'correction of the kind')], max_length=60, verbose_name='what'),
        ),
        migrations.CreateModel(
            name='GroupMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('since', models.DateField(blank=True, null=True, verbose_name='member since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='member until')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_members', to='productions.contributor', verbose_name='group')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_memberships', to='productions.contributor', verbose_name='member')),
            ],
            options={
                'verbose_name': 'group membership',
                'verbose_name_plural': 'group memberships',
                'ordering': ['group', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None), ('since__isnull', False)), fields=('group', 'member', 'since'), name='group_member_once_at_a_time', violation_error_message='The group already has this member.'), models.UniqueConstraint(condition=models.Q(('removed_at', None), ('since', None)), fields=('group', 'member'), name='group_member_once', violation_error_message='The group already has this member.'), models.CheckConstraint(condition=models.Q(('group', models.F('member')), _negated=True), name='group_is_not_its_member', violation_error_message='A group is not a member of itself.'), models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('since__lte', models.F('until')), _connector='OR'), name='group_member_dates_in_order', violation_error_message='The first day of the membership is after its last day.')],
            },
        ),
    ]
