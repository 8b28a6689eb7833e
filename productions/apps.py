"""After every `migrate`: the triggers and the shipped role vocabulary are there, and what was issued before keeps people's wishes."""

from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProductionsConfig(AppConfig):
    name = "productions"
    verbose_name = _("Credit registry")

    def ready(self) -> None:
        # The models are not there yet when Django imports this module.
        from productions.receivers import connect_domain_receivers

        connect_domain_receivers()
        post_migrate.connect(complete_database, sender=self)


def complete_database(*, using: str, plan: Any = (), **kwargs: Any) -> None:
    """Install the triggers, and load the vocabulary unless the migration stopped at an older state."""
    # The models are not there yet when Django imports this module.
    from productions.credits.services.labour import settle_labour
    from productions.models import triggers
    from productions.shared import search
    from productions.upgrade import gather_from_earlier_code
    from productions.vocabulary.services import load_vocabulary, mark_participation, renew_aliases
    from productions.withholding.services.withholding import keep_waiting_wishes

    connection = connections[using]
    if "productions_rolealias" not in connection.introspection.table_names():
        return
    # Never without them, not even when a lock is not to be had in between.
    with transaction.atomic(using=using):
        triggers.install(connection)
    search.install_search(connection)
    migrations = MigrationLoader(connection)
    if set(migrations.graph.leaf_nodes("productions")) <= migrations.applied_migrations.keys():
        now = timezone.now()
        load_vocabulary(now=now)
        renew_aliases(now=now)
        mark_participation(now=now)
        settle_labour()
        gather_from_earlier_code(now=now)
        keep_waiting_wishes(now=now)
