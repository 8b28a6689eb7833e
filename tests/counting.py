"""The figures of the whole record in tests, which no worker counts, and works to count."""

from datetime import datetime
from typing import Any

from productions.catalogue.services.productions import create_production
from productions.models import Contributor, Production, RecordStatistics
from productions.statistics.services.record_statistics import count_record


def count_now() -> None:
    """Count them, however old they are."""
    RecordStatistics.objects.update(counted_at=None)
    assert count_record()


def credit_in_works(works: int, credit_in: Any, person: Contributor, now: datetime) -> list[Production]:
    """So many public films, a year apart, with a credit of the person in each."""
    films = [
        create_production(
            title=f"犬 {place}", kind="film", year=1990 + place, visibility="public", by=None, now=now
        )
        for place in range(works)
    ]
    for film in films:
        credit_in(film, contributor=person)
    return films
