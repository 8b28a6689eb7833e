"""Invitations by link, and the epoch of an account's sessions: 0 for all, so that an update signs nobody out."""

import django.db.models.deletion
import productions.uids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0047_claims_settled'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='session_epoch',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.uids.new_uid, editable=False, unique=True)),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('level', models.CharField(choices=[('viewer', 'viewer'), ('editor', 'editor'), ('approver', 'approver')], default='editor', max_length=60, verbose_name='level')),
                ('invitee', models.CharField(help_text='So that you know the invitation again; the person chooses a user name.', max_length=200, verbose_name='for whom')),
                ('created', models.DateTimeField(editable=False, verbose_name='created at')),
                ('expiry', models.DateTimeField(verbose_name='ends at')),
                ('accepted_at', models.DateTimeField(editable=False, null=True, verbose_name='accepted at')),
                ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked at')),
                ('accepted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accepted by')),
                ('invited_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('production', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='productions.production', verbose_name='production')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['viewer', 'editor', 'approver'])), name='invitation_level_known', violation_error_message='The level is viewer, editor or approver.'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_by_somebody', violation_error_message='An accepted invitation says who accepted it and when.')],
            },
        ),
    ]
