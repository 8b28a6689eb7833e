"""An entry that stood for two people is split, and one again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0079_long_titles_indexed'),
    ]

    operations = [
        migrations.AlterField(
            model_name='proposal',
            name='act',
            field=models.CharField(choices=[('change_contributor', 'change the entry'), ('merge', 'merge two entries'), ('remove', 'remove'), ('add_name', 'add a name'), ('change_name', 'change a name'), ('add_identifier', 'add an identifier'), ('change_identifier', 'change an identifier'), ('change_ai_system', 'change an AI system'), ('change_role', 'change a role'), ('retire_role', 'retire a role'), ('add_alias', 'add an alias'), ('change_alias', 'change an alias'), ('undo_merge', 'undo a merge'), ('undo_removal', 'undo a removal'), ('correct_kind', 'correct the kind with its credits'), ('undo_kind', 'undo the correction of a kind'), ('split', 'split an entry in two'), ('undo_split', 'undo a split'), ('add_member', 'add a member to a group'), ('change_member', 'change a membership of a group')], max_length=60, verbose_name='what'),
        ),
        migrations.AlterField(
            model_name='undoable',
            name='kind',
            field=models.CharField(choices=[('merge', 'merge'), ('removal', 'removal'), ('kind', 'correction of the kind'), ('split', 'split')], max_length=60, verbose_name='what'),
        ),
    ]
