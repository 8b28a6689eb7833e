"""A production with a long roll, for benchmarks that have set up Django."""

from django.utils import timezone

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Production, Role
from productions.people.services.contributors import create_contributors


def fill(names: int) -> Production:
    """A production with so many people on its roll."""
    now = timezone.now()
    film = create_production(title=f"見本の長い作品 {names}", kind="film", by=None, now=now)
    called = [("person", f"見本 花子{names}-{n:05}") for n in range(names)]
    people, _refused = create_contributors(called, by=None, now=now, systems=frozenset())
    roles = list(Role.objects.filter(code__in=("key_animation", "layout", "inbetween", "director")))
    rows = [
        {"role": roles[n % len(roles)], "contributor": person} for n, person in enumerate(people.values())
    ]
    enter_credits(film, rows, by=None, now=now)
    return film
