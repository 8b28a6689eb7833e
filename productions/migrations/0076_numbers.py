"""Keys of numbers as they are read now: 第一話, ep1 and 1 are one episode, C-2 and 2 one cut.

An entry whose new key another one has keeps its old one; somebody may have meant two.
"""

from django.db import migrations

from productions.interchange.cut_lists.cut_numbers import build_cut_sort_key, normalize_cut_number
from productions.shared.numbers import natural_key, number_key

BATCH = 500


def renew_keys(model, scope, make_key, make_order):
    """Give the entries of one table their keys, one query for what is there and one for each batch of what changes."""
    rows = list(model.objects.values_list("pk", "number", "number_key", "sort_key", *scope, "removed_at"))
    taken = {(*row[4:-1], row[2]) for row in rows if row[-1] is None}
    renewed = []
    for pk, number, known, order, *place, _removed in rows:
        key, sort = make_key(number), make_order(number)
        if (key, sort) == (known, order):
            continue
        if key != known and (*place, key) in taken:
            continue
        taken.add((*place, key))
        renewed.append(model(pk=pk, number_key=key, sort_key=sort))
    model.objects.bulk_update(renewed, ["number_key", "sort_key"], batch_size=BATCH)


def renew_numbers(apps, schema_editor):
    renew_keys(apps.get_model("productions", "Episode"), ("production",), number_key, natural_key)
    renew_keys(
        apps.get_model("productions", "Cut"), ("production", "episode"), normalize_cut_number, build_cut_sort_key
    )


class Migration(migrations.Migration):
    dependencies = [
        ("productions", "0074_tracker_ids"),
    ]

    operations = [
        migrations.RunPython(renew_numbers, migrations.RunPython.noop),
    ]
