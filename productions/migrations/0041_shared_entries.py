"""Proposals about shared entries, and what merges and removals changed, kept so that they can be undone (H15).

Nothing that is there changes: tombstones and redirects stand as before, without a time at which they were undone. Merges and
removals of before have no lines: such a removal is undone for the entry itself, such a merge by hand.
"""

import django.core.serializers.json
import django.db.models.deletion
import productions.uids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0044_keep_private_details'),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.uids.new_uid, editable=False, unique=True)),
                ('act', models.CharField(choices=[('change_contributor', 'change the entry'), ('merge', 'merge two entries'), ('remove', 'remove'), ('add_name', 'add a name'), ('change_name', 'change a name'), ('add_identifier', 'add an identifier'), ('change_identifier', 'change an identifier'), ('change_ai_system', 'change an AI system'), ('change_role', 'change a role'), ('retire_role', 'retire a role'), ('add_alias', 'add an alias'), ('change_alias', 'change an alias'), ('undo_merge', 'undo a merge'), ('undo_removal', 'undo a removal')], max_length=60, verbose_name='what')),
                ('entity_type', models.CharField(max_length=60, verbose_name='kind of entry')),
                ('entity_uid', models.UUIDField(db_index=True, verbose_name='entry uid')),
                ('also_uid', models.UUIDField(blank=True, null=True, verbose_name="other entry's uid")),
                ('arguments', models.JSONField(default=dict, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed at')),
                ('state', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'taken back')], default='open', max_length=60, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('decision', models.TextField(blank=True, verbose_name='decision and reason')),
            ],
            options={
                'verbose_name': 'proposal',
                'verbose_name_plural': 'proposals',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Undoable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.uids.new_uid, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('merge', 'merge'), ('removal', 'removal')], max_length=60, verbose_name='what')),
                ('entity_type', models.CharField(max_length=60, verbose_name='kind of entry')),
                ('entity_uid', models.UUIDField(db_index=True, verbose_name='entry uid')),
                ('into_uid', models.UUIDField(editable=False, null=True, verbose_name='merged into')),
                ('lines', models.JSONField(default=list, editable=False)),
                ('done_at', models.DateTimeField(verbose_name='done at')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone at')),
            ],
            options={
                'verbose_name': 'merge or removal',
                'verbose_name_plural': 'merges and removals',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='redirect',
            name='undone_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='undone at'),
        ),
        migrations.AddField(
            model_name='tombstone',
            name='undone_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='undone at'),
        ),
        migrations.AlterField(
            model_name='redirect',
            name='from_uid',
            field=models.UUIDField(db_index=True, verbose_name='from uid'),
        ),
        migrations.AlterField(
            model_name='tombstone',
            name='entity_uid',
            field=models.UUIDField(db_index=True, verbose_name='entry uid'),
        ),
        migrations.AddConstraint(
            model_name='redirect',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('from_uid',), name='redirect_once', violation_error_message='One of the two was already removed or merged.'),
        ),
        migrations.AddConstraint(
            model_name='tombstone',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('entity_uid',), name='tombstone_once', violation_error_message='It was already removed.'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='concerned',
            field=models.ManyToManyField(blank=True, editable=False, related_name='+', to='productions.production'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='production',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.production', verbose_name='for the production'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='undoable',
            name='done_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='done by'),
        ),
        migrations.AddField(
            model_name='undoable',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'declined', 'withdrawn'])), name='proposal_state_known', violation_error_message='This is not a state of a proposal.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='h15_decision_has_person_and_time', violation_error_message='A decision has a person and a time.'),
        ),
        migrations.AddConstraint(
            model_name='undoable',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('entity_type', 'entity_uid'), name='undoable_once', violation_error_message='The entry was merged or removed already.'),
        ),
    ]
