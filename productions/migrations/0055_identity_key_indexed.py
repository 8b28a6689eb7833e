"""Names are found by the key of the one they are, from an index that is built while the table is written to."""

from django.db import migrations, models

from productions.models.schema_operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0055_search_keys_renewed'),
    ]

    operations = [
        AddIndexOnline(
            model_name='contributorname',
            index=models.Index(fields=['identity_key'], name='contributor_name_by_identity'),
        ),
    ]
