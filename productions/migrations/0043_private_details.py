"""E-mail, notes and legal names get a production that keeps them: where they go. 0044 moves what there is.

In a migration of its own, so that no table is altered in the transaction that fills it.
"""

import django.db.models.deletion
from django.db import migrations, models

import productions.uids


class Migration(migrations.Migration):
    dependencies = [("productions", "0051_invitations")]

    operations = [
        migrations.CreateModel(
            name="ContributorDetails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=productions.uids.new_uid, editable=False, unique=True)),
                ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed at")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail (private)")),
                ("note", models.TextField(blank=True, verbose_name="note (private)")),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private_details",
                        to="productions.contributor",
                        verbose_name="contributor",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private_details",
                        to="productions.production",
                        verbose_name="production",
                    ),
                ),
            ],
            options={
                "verbose_name": "private details",
                "verbose_name_plural": "private details",
                "ordering": ["contributor", "production", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="contributordetails",
            constraint=models.UniqueConstraint(
                condition=models.Q(removed_at=None),
                fields=("contributor", "production"),
                name="private_details_once",
                violation_error_message="The production already keeps details of this contributor; change those.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributordetails",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), ("production", None)),
                fields=("contributor",),
                name="private_details_of_nobody_once",
                violation_error_message="The production already keeps details of this contributor; change those.",
            ),
        ),
        migrations.AddField(
            model_name="contributorname",
            name="production",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="private_names",
                to="productions.production",
                verbose_name="kept by (legal names)",
            ),
        ),
        migrations.RemoveConstraint(model_name="contributorname", name="contributor_name_once"),
        migrations.AddConstraint(
            model_name="contributorname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), ("production", None)),
                fields=("contributor", "text", "script", "kind"),
                name="contributor_name_once",
                violation_error_message="The contributor already has this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributorname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), ("production__isnull", False)),
                fields=("contributor", "production", "text", "script", "kind"),
                name="contributor_private_name_once",
                violation_error_message="The contributor already has this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributorname",
            constraint=models.CheckConstraint(
                condition=models.Q(("production", None), ("kind__in", ["legal"]), _connector="OR"),
                name="contributor_name_kept_is_private",
                violation_error_message="Only a legal name is kept by one production; other names are everybody's.",
            ),
        ),
    ]
