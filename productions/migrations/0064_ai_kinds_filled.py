"""Systems whose C2PA model type was typed as a code that there is have it as their kind. Any other text stays where it was typed."""

from django.db import migrations
from django.db.models import F

CODES = (
    "c2pa.types.model", "c2pa.types.model.jax", "c2pa.types.model.keras", "c2pa.types.model.ml_net",
    "c2pa.types.model.mxnet", "c2pa.types.model.onnx", "c2pa.types.model.openvino", "c2pa.types.model.pytorch",
    "c2pa.types.model.tensorflow", "c2pa.types.generator", "c2pa.types.classifier", "c2pa.types.cluster",
    "c2pa.types.regressor",
)  # fmt: skip


def fill_kinds(apps, schema_editor):
    systems = apps.get_model("productions", "AISystem")._base_manager
    systems.filter(kind="", model_type__in=CODES).update(kind=F("model_type"))


class Migration(migrations.Migration):
    dependencies = [
        ('productions', '0064_ai_disclosure'),
    ]

    operations = [
        migrations.RunPython(fill_kinds, migrations.RunPython.noop),
    ]
