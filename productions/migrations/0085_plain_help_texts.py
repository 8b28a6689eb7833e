"""Help texts and refusals in plainer English. It changes no table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0084_name_language'),
    ]

    operations = [
        migrations.AlterField(
            model_name='aisystem',
            name='model_identifier',
            field=models.CharField(blank=True, db_default='', default='', help_text='What identifies this exact model: the address of its model card or package, or a digest.', max_length=200, verbose_name='identifier of the model'),
        ),
        migrations.AlterField(
            model_name='apitoken',
            name='scope',
            field=models.CharField(choices=[('read', 'read'), ('write', 'read and write')], default='read', max_length=60, verbose_name='access'),
        ),
        migrations.AlterField(
            model_name='credit',
            name='except_episodes',
            field=models.TextField(blank=True, db_default='', default='', editable=False, help_text='For a credit of the whole series: the episodes (uids) that it does not cover.', verbose_name='except in episodes'),
        ),
        migrations.AlterField(
            model_name='credit',
            name='last_cut',
            field=models.ForeignKey(blank=True, db_index=False, help_text='For a range of cuts: the last one that the credit covers.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.cut', verbose_name='last cut'),
        ),
        migrations.AlterField(
            model_name='credit',
            name='last_episode',
            field=models.ForeignKey(blank=True, db_index=False, help_text='For a range of episodes: the last one that the credit covers.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.episode', verbose_name='last episode'),
        ),
        migrations.AlterField(
            model_name='dump',
            name='withdrawn',
            field=models.BooleanField(db_default=False, default=False, help_text='It names somebody who has since withheld their name; download a newer one.', verbose_name='withdrawn'),
        ),
        migrations.AlterField(
            model_name='export',
            name='dropped_at',
            field=models.DateTimeField(blank=True, help_text='It was kept for the time that is set (STAFFROLL_EXPORTS_KEPT_DAYS); the same file can be made again.', null=True, verbose_name='file deleted at'),
        ),
        migrations.AlterField(
            model_name='export',
            name='seconds_left',
            field=models.PositiveIntegerField(blank=True, help_text='Estimated time for the rest of a film; empty while no worker has it.', null=True, verbose_name='seconds left'),
        ),
        migrations.AlterField(
            model_name='export',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, help_text='The file names somebody who has since withheld their name, so it can no longer be downloaded.', null=True, verbose_name='withdrawn at'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='invitee',
            field=models.CharField(help_text='To recognize the invitation by; the person chooses their own user name.', max_length=200, verbose_name='invited person'),
        ),
        migrations.AlterField(
            model_name='redirect',
            name='was_public',
            field=models.BooleanField(db_default=False, default=False, help_text='The change feed reports the merge.', verbose_name='was public'),
        ),
        migrations.AlterField(
            model_name='release',
            name='disputed',
            field=models.PositiveIntegerField(editable=False, help_text='Unknown for issues whose documents did not record it yet.', null=True, verbose_name='credits disputed when it was issued'),
        ),
        migrations.AlterField(
            model_name='tombstone',
            name='was_public',
            field=models.BooleanField(db_default=False, default=False, help_text='Visitors are told that it was removed, not that there is no such entry.', verbose_name='was public'),
        ),
        migrations.AlterConstraint(
            model_name='aisystem',
            name='ai_system_undisclosed_stands_alone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('training_sources__contains', 'undisclosed'), _negated=True), ('training_sources', 'undisclosed'), _connector='OR'), name='ai_system_undisclosed_stands_alone', violation_error_message='“Not disclosed” cannot be combined with another answer.'),
        ),
        migrations.AlterConstraint(
            model_name='aisystem',
            name='ai_system_code_has_answer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code_of_conduct', ''), _negated=True), models.Q(('code_of_conduct_read_on', None), ('code_of_conduct_url', '')), _connector='OR'), name='ai_system_code_has_answer', violation_error_message="Enter the maker's answer to the code; a page or a day alone is no answer."),
        ),
        migrations.AlterConstraint(
            model_name='approval',
            name='approval_signed_once',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('subject', 'approved_by'), name='approval_signed_once', violation_error_message='You have already signed this.'),
        ),
        migrations.AlterConstraint(
            model_name='groupmembership',
            name='group_is_not_its_member',
            constraint=models.CheckConstraint(condition=models.Q(('group', models.F('member')), _negated=True), name='group_is_not_its_member', violation_error_message='A group cannot be a member of itself.'),
        ),
        migrations.AlterConstraint(
            model_name='production',
            name='production_waits_in_private',
            constraint=models.CheckConstraint(condition=models.Q(('public_from', None), ('visibility', 'private'), _connector='OR'), name='production_waits_in_private', violation_error_message='A production that is already public cannot be scheduled to become public.'),
        ),
        migrations.AlterConstraint(
            model_name='rolltemplate',
            name='roll_template_version_from_one',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='roll_template_version_from_one', violation_error_message='Versions are numbered from 1.'),
        ),
        migrations.AlterConstraint(
            model_name='undoable',
            name='undoable_once',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('entity_type', 'entity_uid'), name='undoable_once', violation_error_message='The entry has already been merged or removed.'),
        ),
    ]
