"""A credit says where a roll may break its name."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0082_except_episodes'),
    ]

    operations = [
        migrations.AddField(
            model_name='credit',
            name='name_breaks',
            field=models.CharField(blank=True, db_default='', default='', help_text='Where a roll may break the name if it is too long for one line: the name with | there, or after which characters.', max_length=220, verbose_name='name breaks'),
        ),
    ]
