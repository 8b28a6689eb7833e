"""The order in which a roll has its credits, as somebody gave it: none yet, so every roll stays in the order that the vocabulary proposes."""

import django.db.models.deletion
import productions.shared.uids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0060_webhook_secrets'),
    ]

    operations = [
        migrations.CreateModel(
            name='Billing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=productions.shared.uids.new_uid, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed at')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('edition', models.CharField(blank=True, choices=[('broadcast', 'broadcast'), ('streaming', 'streaming'), ('theatrical', 'theatrical'), ('disc', 'disc'), ('festival', 'festival'), ('dub', 'dub')], max_length=60, verbose_name='edition')),
                ('credits', models.JSONField(default=list, verbose_name='credits')),
                ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='billings', to='productions.episode', verbose_name='episode')),
                ('production', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='billings', to='productions.production', verbose_name='production')),
            ],
            options={
                'verbose_name': 'billing order',
                'verbose_name_plural': 'billing orders',
                'ordering': ['production', 'episode', 'edition', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None), ('episode__isnull', False)), fields=('production', 'episode', 'edition'), name='billing_of_episode_once', violation_error_message='The roll already has a billing order.'), models.UniqueConstraint(condition=models.Q(('removed_at', None), ('episode', None)), fields=('production', 'edition'), name='billing_of_production_once', violation_error_message='The roll already has a billing order.')],
            },
        ),
    ]
