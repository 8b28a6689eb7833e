"""Credits are found by the role as printed, from an index that is built while the table is written to."""

from django.db import migrations, models

from productions.models.schema_operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0070_search_filled'),
    ]

    operations = [
        AddIndexOnline(
            model_name='credit',
            index=models.Index(condition=models.Q(('printed_role_key__gt', '')), fields=['printed_role_key', 'uid'], name='credit_by_printed_role'),
        ),
    ]
