"""Who is who: what tells namesakes apart, and acts that correct what an entry is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0062_trade_indexed'),
    ]

    operations = [
        migrations.AddField(
            model_name='contributor',
            name='disambiguation',
            field=models.CharField(blank=True, db_default='', default='', help_text='Public: a few words that tell this entry from others of the same name, as in “backgrounds, Example Studio, 2019–”. Say nothing private here.', max_length=100, verbose_name='told apart by (public)'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='act',
            field=models.CharField(choices=[('change_contributor', 'change the entry'), ('merge', 'merge two entries'), ('remove', 'remove'), ('add_name', 'add a name'), ('change_name', 'change a name'), ('add_identifier', 'add an identifier'), ('change_identifier', 'change an identifier'), ('change_ai_system', 'change an AI system'), ('change_role', 'change a role'), ('retire_role', 'retire a role'), ('add_alias', 'add an alias'), ('change_alias', 'change an alias'), ('undo_merge', 'undo a merge'), ('undo_removal', 'undo a removal'), ('correct_kind', 'correct the kind with its credits'), ('undo_kind', 'undo the correction of a kind')], max_length=60, verbose_name='what'),
        ),
        migrations.AlterField(
            model_name='undoable',
            name='kind',
            field=models.CharField(choices=[('merge', 'merge'), ('removal', 'removal'), ('kind', 'correction of the kind')], max_length=60, verbose_name='what'),
        ),
    ]
