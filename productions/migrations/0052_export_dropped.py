"""When the file of an export was deleted because its time was over."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0056_defaults_for_earlier_code'),
    ]

    operations = [
        migrations.AddField(
            model_name='export',
            name='dropped_at',
            field=models.DateTimeField(blank=True, help_text='Its time was over (STAFFROLL_EXPORTS_KEPT_DAYS); the same can be made again.', null=True, verbose_name='file deleted at'),
        ),
    ]
