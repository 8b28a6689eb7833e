"""A credit for a whole series says in which episodes it does not hold."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0081_saved_views'),
    ]

    operations = [
        migrations.AddField(
            model_name='credit',
            name='except_episodes',
            field=models.TextField(blank=True, db_default='', default='', editable=False, help_text='Of a credit for the whole series: the episodes (uids) in which it does not hold.', verbose_name='except in episodes'),
        ),
    ]
