"""A name may say in which language its Chinese characters are written."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0083_name_breaks'),
    ]

    operations = [
        migrations.AddField(
            model_name='contributorname',
            name='language',
            field=models.CharField(blank=True, choices=[('ja', 'Japanese'), ('zh-Hans', 'Chinese, simplified'), ('zh-Hant', 'Chinese, traditional'), ('ko', 'Korean')], db_default='', default='', help_text='Which forms rolls print: 骨, 直 and 角 differ between Japan, China, Taiwan and Korea.', max_length=60, verbose_name='language of its characters'),
        ),
    ]
