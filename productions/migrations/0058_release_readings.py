"""What is made of releases once, for all of their readers: nothing yet; the sweep and the first readers make it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0053_webhook_turns'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReleasePeople',
            fields=[
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='people', serialize=False, to='productions.release')),
                ('maker', models.CharField(max_length=64)),
                ('packed', models.BinaryField()),
            ],
            options={
                'ordering': ['release'],
            },
        ),
        migrations.CreateModel(
            name='RollText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=60)),
                ('source', models.CharField(max_length=64)),
                ('maker', models.CharField(max_length=64)),
                ('packed', models.BinaryField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='productions.release')),
            ],
            options={
                'ordering': ['release', 'format', 'language'],
                'constraints': [models.UniqueConstraint(fields=('release', 'format', 'language'), name='roll_text_once')],
            },
        ),
    ]
