from django.db import migrations, models

from productions.models.schema_operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("productions", "0069_import_plans"),
    ]

    operations = [
        AddIndexOnline(
            model_name="importrow",
            index=models.Index(
                condition=models.Q(("credit__isnull", False)), fields=["credit"], name="import_row_by_credit"
            ),
        ),
    ]
