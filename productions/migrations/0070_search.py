"""Names and titles have the key of their reading: kana and Latin letters find each other; credits that of the role as printed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0069_import_plans_indexed'),
    ]

    operations = [
        migrations.AddField(
            model_name='contributorname',
            name='reading_key',
            field=models.CharField(db_default='', default='', editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name='productiontitle',
            name='reading_key',
            field=models.CharField(db_default='', default='', editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name='character',
            name='reading_key',
            field=models.CharField(db_default='', default='', editable=False, max_length=800),
        ),
        migrations.AddField(
            model_name='song',
            name='reading_key',
            field=models.CharField(db_default='', default='', editable=False, max_length=800),
        ),
        migrations.AddField(
            model_name='credit',
            name='printed_role_key',
            field=models.CharField(db_default='', default='', editable=False, max_length=400),
        ),
    ]
