"""Names have the key by which they are one entry beside the one by which they are found."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0048_once_for_each_owner'),
    ]

    operations = [
        migrations.AddField(
            model_name='contributorname',
            name='identity_key',
            field=models.CharField(db_default='', default='', editable=False, max_length=400),
        ),
        migrations.AddIndex(
            model_name='contributorname',
            index=models.Index(fields=['identity_key'], name='contributor_name_by_identity'),
        ),
    ]
