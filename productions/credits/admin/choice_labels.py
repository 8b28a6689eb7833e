"""What tells people and credits apart where one is chosen."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from productions.admin_pages.pickers import join_label, label_choices
from productions.catalogue.admin.choice_labels import describe_place
from productions.credits.models.credits import Credit
from productions.credits.services.known_works import SHOWN_WORKS, KnownWork, list_works_with_years
from productions.people.models.people import Contributor, ContributorName
from productions.shared.choices import NameScript
from productions.users.models import User


@label_choices(Contributor)
def label_contributors(people: Sequence[Contributor], user: User) -> dict[int, str]:
    """Name with its reading, what was said to tell them apart, works, and the studio that they worked for last. Three queries.

    Only by credits that the user sees, and readings that anybody may see.
    """
    keys = [person.pk for person in people]
    kana = ContributorName.objects.live().filter(contributor__in=keys, script=NameScript.KANA, primary=False)
    readings = dict(kana.of_everybody().order_by("-pk").values_list("contributor", "text"))
    seen = Credit.objects.visible_to(user).filter(contributor__in=keys).exclude(affiliation=None)
    studios = dict(seen.order_by("pk").values_list("contributor", "affiliation__name"))
    works = list_works_with_years(people, by=user)
    return {
        person.pk: join_label(
            describe_name(person.name, readings.get(person.pk, "")),
            person.disambiguation,
            describe_works(works.get(person.pk, ())),
            studios.get(person.pk, ""),
        )
        for person in people
    }


def describe_name(name: str, reading: str) -> str:
    """The name, with its reading where it has one."""
    return _("%(name)s (%(reading)s)") % {"name": name, "reading": reading} if reading else name


def describe_works(works: Sequence[KnownWork]) -> str:
    """The first of them, with their years."""
    told = [
        _("“%(title)s”") % {"title": work.title} + (f" {work.year}" if work.year else "")
        for work in works[:SHOWN_WORKS]
    ]
    return _(", ").join(told) + ("…" if len(works) > SHOWN_WORKS else "")


@label_choices(Credit)
def label_credits(credits: Sequence[Credit], user: User) -> dict[int, str]:
    """`C012 Key animation Hana Tanaka · #3 Work`. Four queries."""
    prefetch_related_objects(credits, "production", "episode", "cut", "role")
    return {
        credit.pk: join_label(
            " ".join(str(part) for part in (credit.cut, describe_work(credit)) if part),
            describe_place(credit.production, credit.episode),
        )
        for credit in credits
    }


def describe_work(credit: Credit) -> str:
    """The role as it is printed, and the name as it is credited, or why there is none."""
    name = credit.credited_as or credit.get_absence_reason_display()
    return f"{credit.role_as_printed or credit.role} {name}"
