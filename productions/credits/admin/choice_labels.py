"""What tells people and credits apart where one is chosen."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from productions.admin_pages.pickers import join_label, label_choices
from productions.catalogue.admin.choice_labels import label_place
from productions.credits.models.credits import Credit
from productions.credits.services.place_names import name_cut_range, name_episode_range
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.known_works import SHOWN_WORKS, KnownWork, list_known_works
from productions.shared.choices import NameScript
from productions.users.models import User


@label_choices(Contributor)
def label_contributors(people: Sequence[Contributor], user: User) -> dict[int, str]:
    """Name with its reading, what was said to tell them apart, works, and the studio that they worked for. Two queries.

    Only by credits that the user sees, and readings that anybody may see.
    """
    keys = [person.pk for person in people]
    kana = ContributorName.objects.live().filter(contributor__in=keys, script=NameScript.KANA, primary=False)
    readings = dict(kana.of_everybody().order_by("-pk").values_list("contributor", "text"))
    works = list_known_works(people, by=user)
    return {
        person.pk: join_label(
            label_name(person.name, readings.get(person.pk, "")),
            person.disambiguation,
            *label_works(works.get(person.pk, ())),
        )
        for person in people
    }


def label_name(name: str, reading: str) -> str:
    """The name, with its reading where it has one."""
    return _("%(name)s (%(reading)s)") % {"name": name, "reading": reading} if reading else name


def label_works(works: Sequence[KnownWork]) -> Iterator[str]:
    """The first works with their years, and a studio that the person worked for there."""
    dated = dict.fromkeys(
        _("“%(title)s”") % {"title": each.title} + (f" {each.year}" if each.year else "") for each in works
    )
    yield _(", ").join(list(dated)[:SHOWN_WORKS]) + ("…" if len(dated) > SHOWN_WORKS else "")
    yield next((each.studio for each in works if each.studio), "")


@label_choices(Credit, "production", "episode", "last_episode", "cut", "last_cut", "role")
def label_credits(credits: Sequence[Credit], user: User) -> dict[int, str]:
    """`C012 Key animation Hana Tanaka · #3 Work`, or `C001–C005 …` of a range."""
    return {
        credit.pk: join_label(
            " ".join(part for part in (name_cut_range(credit), label_work(credit)) if part),
            label_credit_place(credit),
        )
        for credit in credits
    }


def label_credit_place(credit: Credit) -> str:
    """`#3 Work`, or `#1–#3 Work` of a range."""
    if credit.last_episode is None:
        return label_place(credit.production, credit.episode)
    return f"{name_episode_range(credit)} {label_place(credit.production, None)}"


def label_work(credit: Credit) -> str:
    """The role as it is printed, and the name as it is credited, or why there is none."""
    name = credit.credited_as or credit.get_absence_reason_display()
    return f"{credit.role_as_printed or credit.role} {name}"
