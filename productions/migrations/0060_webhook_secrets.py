"""Old secrets of a webhook beside the one that `old_secret` holds; code of 0.2.0 neither reads nor writes them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0059_rendition_digests'),
    ]

    operations = [
        migrations.AddField(
            model_name='webhook',
            name='older_secrets',
            field=models.JSONField(editable=False, null=True),
        ),
    ]
