"""Names have the key by which they are one entry beside the one by which they are found."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0057_site_processes'),
    ]

    operations = [
        migrations.AddField(
            model_name='contributorname',
            name='identity_key',
            field=models.CharField(db_default='', default='', editable=False, max_length=400),
        ),
    ]
