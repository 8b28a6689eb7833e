"""What a search among 100,000 names costs: a page of contributors by every way a name is found, beside the plain ways.

    BENCH_DATABASE_URL=postgres://…/staffroll_bench_names python -m benchmarks.searching

It fills an empty, migrated database whose name has “bench” in it, the same at every run. In one process, without a server: medians in
milliseconds. *Plain* is `icontains` on the names by the plain view of `benchmarks/plain`; where that finds nobody, *by hand* reads all
folded names and lets rapidfuzz find those that are one edit away, as a project without such an index would.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any
from urllib.parse import quote

from django.db import connection, transaction
from django.test import Client, RequestFactory
from django_filters.rest_framework import DjangoFilterBackend
from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchmarks.database import sql_milliseconds  # sets Django up
from benchmarks.endpoints import format_table_head
from benchmarks.plain.serializers import ContributorOut
from benchmarks.plain.urls import IDS, NAMES, Contributors
from productions.management.generated import Table, finish_tables
from productions.models import Contributor, ContributorName, Credit, Production, Role
from productions.shared.names import identity_key, lookalike_key, search_key, sort_key
from productions.shared.readings import reading_key, roman_key

PEOPLE = 34_000
"""Each has a name in kanji, in kana and in Latin letters."""
ROUNDS = 15
FAMILY = (
    "佐藤 さとう Sato,鈴木 すずき Suzuki,高橋 たかはし Takahashi,髙橋 たかはし Takahashi,田中 たなか Tanaka,伊藤 いとう Ito,渡辺 わたなべ Watanabe,"
    "渡邊 わたなべ Watanabe,山本 やまもと Yamamoto,中村 なかむら Nakamura,小林 こばやし Kobayashi,加藤 かとう Kato,吉田 よしだ Yoshida,"
    "山田 やまだ Yamada,佐々木 ささき Sasaki,山口 やまぐち Yamaguchi,松本 まつもと Matsumoto,井上 いのうえ Inoue,木村 きむら Kimura,林 はやし Hayashi,"
    "斎藤 さいとう Saito,清水 しみず Shimizu,大野 おおの Ono,小野 おの Ono,長谷川 はせがわ Hasegawa,試山 ためしやま Tameshiyama"
).split(",")
GIVEN = (
    "亮 りょう ryo,太 た ta,郎 ろう ro,美 み mi,咲 さき saki,陽 はる haru,翔 しょう sho,結 ゆ yu,衣 い i,大 だい dai,輔 すけ suke,直 なお nao,樹 き ki,恵 え e,"
    "子 こ ko,浩 ひろ hiro,二 じ ji,健 けん ken,一 いち ichi,真 ま ma,由 ゆ yu,拓 たく taku,也 や ya,明 あき aki,誠 まこと makoto,裕 ゆう yu,学 まなぶ manabu,"
    "久 ひさ hisa,剛 つよし tsuyoshi,智 とも tomo,隆 たか taka,豊 ゆたか yutaka,幸 さち sachi,茂 しげ shige,洋 よう yo,進 すすむ susumu,京 きょう kyo"
).split(",")
PERSON = ("試山 験太", "ためしやま けんた", "Tameshiyama Kenta")
SEARCHES = (
    ("a surname", "田中"), ("a given name", "健太"), ("a whole name", "試山 験太"), ("another form of kanji", "髙橋 健太"),
    ("as it is read", "Tamesiyama Kenta"), ("the same in kana", "ためしやま けんた"), ("its words turned", "Kenta Tameshiyama"),
    ("a given name's reading", "Tsuyoshi"), ("a wrong letter", "Tameshiyana Kenta"), ("letters swapped", "Tamehsiyama Kenta"),
    ("the same, turned", "Kenta Tamehsiyama"), ("a wrong kanji", "試山 験犬"), ("a wrong kanji of three", "林 健犬"),
    ("four letters", "Onoo"), ("nobody", "龘龘龘"),
)  # fmt: skip


def fill_database() -> None:
    """The people, each with a public credit."""
    chance = random.Random(1)
    people, names, works, credits = (
        Table(model, kind) for kind, model in enumerate((Contributor, ContributorName, Production, Credit), 1)
    )
    work = works.add(
        kind="series", title="見本", sort_key="見本", year=2026, visibility="public", invented=True
    )
    role = Role.objects.get(code="key_animation").pk
    for position in range(PEOPLE):
        family = chance.choice(FAMILY).split()
        given = [chance.choice(GIVEN).split() for _ in range(chance.choice((1, 2, 2, 2, 3)))]
        made = (f"{family[place]} {''.join(part[place] for part in given)}" for place in range(3))
        kanji, kana, romaji = made if position else PERSON
        person = people.add(kind="person", name=kanji, sort_key=sort_key(kana))
        for text, script in ((kanji, "native"), (kana, "kana"), (romaji.title(), "romaji")):
            names.add(
                contributor_id=person, text=text, script=script, primary=script == "native",
                identity_key=identity_key(text), search_key=search_key(text), lookalike_key=lookalike_key(text),
                reading_key=reading_key(text),
            )  # fmt: skip
        credits.add(
            production_id=work, release_year=2026, position=position, role_id=role, state="confirmed",
            contributor_id=person, credited_as=kanji, search_key=search_key(kanji),
        )  # fmt: skip
    for table in (works, people, names, credits):
        table.send()


def time_call(call: Callable[[], Any]) -> float:
    """Median milliseconds; the first call, which compiles, is not counted."""
    took = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return median(took[1:]) * 1000


def search_by_hand(text: str) -> list[Any]:
    """The first 25 whose folded name or reading is one edit away, as the plain serializer shows them."""
    kept = ContributorName.objects.live().values_list("search_key", "reading_key", "contributor")
    owners: dict[str, set[int]] = {}
    for key, reading, owner in kept:
        owners.setdefault(key, set()).add(owner)
        owners.setdefault(reading, set()).add(owner)
    wanted = {search_key(text), roman_key(text)}
    near = {
        pk
        for key in wanted
        for name, _distance, _place in process.extract(
            key, list(owners), scorer=OSA.distance, score_cutoff=1, limit=25
        )
        for pk in owners[name]
    }
    found = Contributor.objects.public().filter(pk__in=near).prefetch_related(NAMES, IDS)[:25]
    return list(ContributorOut(found, many=True).data)


def ask_plain_view(text: str) -> Any:
    """The answer of the plain view, written out."""
    request = RequestFactory(SERVER_NAME="127.0.0.1").get(f"/contributors/?q={quote(text)}")
    return Contributors.as_view(filter_backends=[DjangoFilterBackend])(request).render()


def print_row(what: str, text: str) -> None:
    """A line of the table."""
    path = f"/api/v1/contributors/?q={quote(text)}"
    ask = partial(Client(SERVER_NAME="127.0.0.1").get, path)
    found, plainly = len(ask().json()["results"]), len(ask_plain_view(text).data["results"])
    own, plain = time_call(ask), time_call(partial(ask_plain_view, text))
    by_hand = "–"
    if not plainly:
        hand = time_call(partial(search_by_hand, text))
        by_hand = f"{hand:.0f} ({hand / own:.1f}×)"
    sql = f"{sql_milliseconds(path):.1f}" if connection.vendor == "postgresql" else "–"
    print(
        f"| {what}: {text} | {found} | {own:.1f} | {sql} | {plainly} | {plain:.1f} ({plain / own:.1f}×) | {by_hand} |",
        flush=True,
    )


def main() -> None:
    if "bench" not in str(connection.settings_dict["NAME"]):
        raise SystemExit("Give BENCH_DATABASE_URL a database with “bench” in its name.")
    if not ContributorName.objects.exists():
        with transaction.atomic():
            fill_database()
        finish_tables()
    print(f"{ContributorName.objects.count():,} names on {connection.vendor}, a page of 25, milliseconds\n")
    print(format_table_head("search | found | ours | of it SQL | found plainly | plain | by hand"))
    for what, text in SEARCHES:
        print_row(what, text)


if __name__ == "__main__":
    main()
