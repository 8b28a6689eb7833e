"""The person: everything that names them, unmistakably."""

from __future__ import annotations

from datetime import datetime

from django.core.management.color import no_style
from django.db import connection

from productions.models import Contributor, Production
from productions.people.services import contributors as people
from productions.people.services import external_ids, groups, tracker_ids
from productions.removals.services import merging
from productions.removals.services.removal import remove_entity
from productions.shared.identifiers import compute_mod_11_2

NATIVE, KANA, ROMAJI = "隠高 紗世", "かくれだか さよ", "Kakuredaka Sayo"
LOOKALIKE = "隠髙 紗世"
"""Another person, whose name differs in one character: notes on a roll name both of them."""
NAMES = {
    "native name": NATIVE,
    "kana reading": KANA,
    "romaji": ROMAJI,
    "pseudonym": "霧影ゾエ",
    "former name": "旧門 紗世",
    "legal name": "戸籍田 紗世子",
    "removed name": "かくれちゃんプ",
    "name of the double": "隠高さよこ",
    "name as credited": "隠高さよ丸",
    "name as printed": "SAYO THE UNSEEN",
    "long name": "隠高工房の灯台守とその見えない町の仲間たち",
}
NAME_BREAKS, BREAKS_LABEL = "2,5,9,11,15,18,19", "name breaks"
"""Where the long name may be broken: the lengths of its words, which tell it from others."""
NAME_LANGUAGE, LANGUAGE_LABEL = "zh-Hant", "language of the name"
"""That of the native name's characters. A list of languages has it too, so it is looked for in rolls alone."""
ISNI = "000000077001977" + compute_mod_11_2("000000077001977")
CHARACTER = "ミカヅキ灯台の番人"
"""Whom the person voices, in the words of the roll: it would tell who is meant."""
JOINER = "兼灯守兼"
JOINER_LABEL = "joiner of a line with one other"
"""What stands between the person's name and another one in a line of two: beside one name alone it tells who shared it with them."""
TRACKED = "kitsu-unseen-7019"
"""What the production's tracker calls the person."""
EMAIL, NOTE = "nobody.sees.it@example.org", "Unseenville 12"
FIRST_KEY = 770_077_000
"""The contributor's key is the one after it, so that it is known again in addresses and forms."""
FAMILY = ("隠高", "かくれだか", "kakuredaka")


def plant_person(film: Production, now: datetime) -> tuple[Contributor, Contributor]:
    """The person with all their names and what the film keeps of them in private, and the double that was merged into them."""
    Contributor.objects.bulk_create(
        [Contributor(pk=FIRST_KEY, kind="organization", name="空欄", sort_key="空欄")]
    )
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [Contributor]):
            cursor.execute(sql)
    person = people.create_contributor(
        name=NATIVE,
        kana=KANA,
        romaji=ROMAJI,
        language=NAME_LANGUAGE,
        production=film,
        email=EMAIL,
        note=NOTE,
        by=None,
        now=now,
    )
    for kind in ("pseudonym", "former", "legal"):
        people.add_name(person, text=NAMES[f"{kind} name" if kind != "pseudonym" else kind], script="native",
                        kind=kind, production=film if kind == "legal" else None, by=None, now=now)  # fmt: skip
    wrong = people.add_name(
        person, text=NAMES["removed name"], script="native", kind="alias", by=None, now=now
    )
    remove_entity(wrong, by=None, now=now, reason="Nobody calls them so.")
    external_ids.add_external_id(scheme="isni", value=ISNI, contributor=person, by=None, now=now)
    tracker_ids.add_tracker_id(film, scheme="kitsu", value=TRACKED, contributor=person, by=None, now=now)
    unit = people.create_contributor(
        name="見えない班", kind="organization", production=film, by=None, now=now
    )
    groups.add_group_member(unit, member=person, since=now.date(), by=None, now=now)
    double = people.create_contributor(name=NAMES["name of the double"], by=None, now=now)
    merging.merge_contributors(double, into=person, by=None, now=now, reason="One person.")
    return person, double
