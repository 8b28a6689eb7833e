"""Titles of works and episodes may have 1,000 characters. PostgreSQL widens a text without touching its rows; keys of search stay as long as they were."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0079_import_kinds'),
    ]

    operations = [
        migrations.AlterField(
            model_name='episode',
            name='title',
            field=models.CharField(blank=True, max_length=1000, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='episode',
            name='title_en',
            field=models.CharField(blank=True, max_length=1000, verbose_name='title, English'),
        ),
        migrations.AlterField(
            model_name='episode',
            name='title_kana',
            field=models.CharField(blank=True, max_length=1000, verbose_name='title, kana reading'),
        ),
        migrations.AlterField(
            model_name='production',
            name='title',
            field=models.CharField(editable=False, max_length=1000, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='productiontitle',
            name='text',
            field=models.CharField(max_length=1000, verbose_name='title'),
        ),
    ]
