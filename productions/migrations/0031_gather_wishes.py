"""Each production gets its own secret, and wishes that were recorded credit by credit become one for each person and production."""

from django.db import migrations
from django.utils.timezone import now

from productions.models.works import new_seal_key
from productions.uids import new_uid


def give_each_its_key(apps, schema_editor):
    """Django gives all rows that are there one value of a default; these must differ."""
    productions = apps.get_model("productions", "Production")._base_manager
    for key in productions.values_list("pk", flat=True).iterator():
        productions.filter(pk=key).update(seal_key=new_seal_key())


def gather_wishes(apps, schema_editor):
    """Names were withheld credit by credit: each person's statements in a production become one wish.

    Issues and files are made to keep it after the migration (`productions.apps`).
    """
    Credit = apps.get_model("productions", "Credit")
    Wish = apps.get_model("productions", "Wish")
    withheld = Credit._base_manager.exclude(withheld_statement=None).select_related("withheld_statement")
    wishes = {}
    for credit in withheld.order_by("pk").iterator():
        statement = credit.withheld_statement
        place = (statement.stated_by_id, credit.production_id)
        if place not in wishes:
            wishes[place] = Wish._base_manager.create(
                uid=new_uid(),
                kind="withhold_name",
                person_id=statement.stated_by_id,
                production_id=credit.production_id,
                statement=statement,
                recorded_at=now(),
            )
        elif wishes[place].statement_id != statement.pk:
            Credit._base_manager.filter(pk=credit.pk).update(withheld_statement=wishes[place].statement_id)


class Migration(migrations.Migration):
    dependencies = [("productions", "0030_wishes")]

    operations = [
        migrations.RunPython(give_each_its_key, migrations.RunPython.noop),
        migrations.RunPython(gather_wishes, migrations.RunPython.noop),
    ]
