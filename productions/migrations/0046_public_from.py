"""A private production may have a moment at which it becomes public; no production has one yet."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0045_was_public'),
    ]

    operations = [
        migrations.AddField(
            model_name='production',
            name='public_from',
            field=models.DateTimeField(blank=True, help_text='When a private production becomes public by itself, such as its broadcast; never earlier.', null=True, verbose_name='public from'),
        ),
        migrations.AddIndex(
            model_name='production',
            index=models.Index(condition=models.Q(('public_from__isnull', False)), fields=['public_from'], name='production_by_moment'),
        ),
        migrations.AddConstraint(
            model_name='production',
            constraint=models.CheckConstraint(condition=models.Q(('public_from', None), ('visibility', 'private'), _connector='OR'), name='production_waits_in_private', violation_error_message='What is public already waits for no moment.'),
        ),
    ]
