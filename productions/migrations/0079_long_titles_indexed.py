"""A title stands once in its production by its ends and its length, since a long one does not fit in an index."""

from django.db import migrations, models
from django.db.models.functions import Left, Length, Right

from productions.models.schema_operations import AddUniqueOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0079_long_titles'),
    ]

    operations = [
        AddUniqueOnline(
            model_name='productiontitle',
            constraint=models.UniqueConstraint(models.F('production'), models.F('kind'), Left('text', 400), Right('text', 200), Length('text'), condition=models.Q(('removed_at', None)), name='production_has_title_once', violation_error_message='The production already has this title.'),
        ),
        migrations.RemoveConstraint(
            model_name='productiontitle',
            name='production_title_once',
        ),
    ]
