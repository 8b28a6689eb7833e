"""What a roll calls a song in its own words; and the ledger's index of changes to what is shown in other entries has songs and segments too: credits show them.

The new index is there before the old one goes, so that no reader looks through the whole ledger in between.
"""

from django.db import migrations, models

from productions.models.schema_operations import AddIndexOnline

SHOWN_ELSEWHERE = ('aisystem', 'contributor', 'contributorname', 'cut', 'department', 'episode', 'externalid', 'production', 'productiontitle', 'role', 'segment', 'song')


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('productions', '0065_editions_and_placements'),
    ]

    operations = [
        migrations.AddField(
            model_name='song',
            name='label_as_printed',
            field=models.CharField(blank=True, db_default='', default='', help_text='What the roll calls it, such as 主題歌; empty takes the kind.', max_length=200, verbose_name='kind as printed'),
        ),
        AddIndexOnline(
            model_name='event',
            index=models.Index(condition=models.Q(('entity_type__in', SHOWN_ELSEWHERE), models.Q(('action', 'created'), _negated=True)), fields=['id'], name='event_shown_in_others'),
        ),
        migrations.RemoveIndex(
            model_name='event',
            name='event_shown_elsewhere',
        ),
    ]
