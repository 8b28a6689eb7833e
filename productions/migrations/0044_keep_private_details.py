"""E-mail, notes and legal names go to the production that they are known to be of, and to nobody else.

Known is the production that a contributor was entered for, or the only one that ever had credits of theirs: removed ones
and those without their name count too, since their production may have entered what there is. Where there is none or more than
one, nobody says who entered what: the row has no production then, and superusers alone read it and may say.
"""

from collections import defaultdict

from django.db import migrations
from django.db.models import Q

from productions.uids import new_uid

BATCH = 1000


def find_productions(Contributor, Credit, keys):
    """The production of each of these contributors (keys), where exactly one is known."""
    entered_for = Contributor._base_manager.filter(pk__in=keys).exclude(entered_for=None)
    known = dict(entered_for.values_list("pk", "entered_for"))
    places = defaultdict(set)
    credits = Credit._base_manager
    for column in ("contributor", "affiliation", "withheld_statement__stated_by"):
        of_these = credits.filter(**{f"{column}__in": keys}).order_by().distinct()
        for key, production in of_these.values_list(column, "production"):
            places[key].add(production)
    return {key: next(iter(found)) for key, found in places.items() if len(found) == 1} | known


def in_batches(rows):
    batch = []
    for row in rows.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def move_details(apps, schema_editor):
    Contributor = apps.get_model("productions", "Contributor")
    Credit = apps.get_model("productions", "Credit")
    Details = apps.get_model("productions", "ContributorDetails")
    told = Contributor._base_manager.exclude(Q(email="") & Q(note="")).order_by("pk")
    for rows in in_batches(told.values_list("pk", "email", "note")):
        productions = find_productions(Contributor, Credit, [pk for pk, _email, _note in rows])
        Details._base_manager.bulk_create(
            Details(uid=new_uid(), contributor_id=pk, production_id=productions.get(pk), email=email, note=note)
            for pk, email, note in rows
        )


def keep_legal_names(apps, schema_editor):
    Contributor = apps.get_model("productions", "Contributor")
    Credit = apps.get_model("productions", "Credit")
    Name = apps.get_model("productions", "ContributorName")
    legal = Name._base_manager.filter(kind="legal").order_by("pk")
    for rows in in_batches(legal):
        productions = find_productions(Contributor, Credit, [row.contributor_id for row in rows])
        for row in rows:
            row.production_id = productions.get(row.contributor_id)
        Name._base_manager.bulk_update(rows, ["production"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("productions", "0043_private_details")]

    operations = [
        migrations.RunPython(move_details, migrations.RunPython.noop),
        migrations.RunPython(keep_legal_names, migrations.RunPython.noop),
        migrations.RemoveField(model_name="contributor", name="email"),
        migrations.RemoveField(model_name="contributor", name="note"),
    ]
