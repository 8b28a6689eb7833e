"""Leases in tests run out by what the row says, since their clock is the database's."""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper
from django.db.models.functions import Now

from productions.models import KeptAnswer
from productions.shared.models import Leased


def run_out(job: Leased | KeptAnswer) -> None:
    """The worker that has the row did not come back."""
    past = ExpressionWrapper(Now() - timedelta(seconds=1), output_field=DateTimeField())
    assert type(job)._base_manager.filter(pk=job.pk).update(lease_until=past)
