"""Invented data in any amount, for benchmarks: works, people and credits in the proportions of real life.

It is the one writer besides the verbs: five million credits through them would take a day. It therefore writes only
into a database that is empty and made for it, computes every derived column with the project's own functions, and
leaves the checking to the database's constraints.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from productions.interchange.cut_lists.cut_numbers import build_cut_sort_key, normalize_cut_number
from productions.models import (
    AISystem,
    AIUse,
    Contributor,
    ContributorName,
    Credit,
    Cut,
    Episode,
    Production,
    ProductionTitle,
    Role,
)
from productions.shared.names import compute_name_identity, lookalike_key, search_key, sort_key
from productions.shared.numbers import natural_key, number_key
from productions.shared.readings import reading_key

FAMILY = (
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 山下 "
    "中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 斉藤 福田 太田 西村 藤井 金子 岡本 藤原 中野 三浦"
).split()
GIVEN = (
    "亮太郎 美咲 陽翔 結衣 蓮 葵 大輔 翔太 さくら 直樹 恵子 浩二 由美 健一 真由美 拓也 明美 誠 裕子 学 久美子 剛 智子 隆 恵 豊 幸子 "
    "茂 洋子 進 京子 勇 和子 清 節子 実 文子 昭 千代子 弘 典子 修 悦子 薫 春香 夏樹 千秋 美冬 海斗 空"
).split()
ROMAN = "Sato Suzuki Takahashi Tanaka Ito Watanabe Yamamoto Nakamura Kobayashi Kato".split()
ROLES = (
    "layout key_animation second_key_animation inbetween digital_paint background_art compositing director storyboard "
    "animation_director"
).split()
CREDITS_PER_PERSON = 25
"""Credits for each person."""
SPECIAL = (100, 500, 5000)
"""Sizes of the productions that benchmarks ask for by name, and of the releases to issue of them."""
PROLIFIC = 100
"""Credits of the one contributor that benchmarks ask for."""
FIRST_UID_AT = datetime(2026, 1, 1, tzinfo=UTC)
BATCH_ROWS = 20_000

Note = Callable[[int], Any]


def generate_uids(kind: int) -> Iterator[UUID]:
    """Time-ordered uids (version 7), the same at every run."""
    first = int(FIRST_UID_AT.timestamp() * 1000) << 80 | 0x7 << 76 | 0x2 << 62 | kind << 40
    return (UUID(int=first + number) for number in count())


class Table:
    """Rows of one model, sent to the database in batches by its quickest way."""

    def __init__(self, model: type[Model], kind: int) -> None:
        self.model = model
        self.fields = list(model._meta.concrete_fields)
        blank = model()
        self.usual = {
            field.attname: getattr(blank, field.attname) for field in self.fields if field.attname != "uid"
        }
        self.uids = generate_uids(kind)
        self.rows: list[tuple[Any, ...]] = []
        self.last = 0

    def add(self, **values: Any) -> int:
        """One row; returns its key."""
        self.last += 1
        row = {**self.usual, "id": self.last, "uid": next(self.uids), **values}
        self.rows.append(tuple(row[field.attname] for field in self.fields))
        if len(self.rows) >= BATCH_ROWS:
            self.send()
        return self.last

    def send(self) -> None:
        """Write what is waiting."""
        if self.rows:
            (copy_table if connection.vendor == "postgresql" else insert_table)(self)
            self.rows.clear()


def copy_table(table: Table) -> None:
    """COPY in text form (PostgreSQL)."""
    escapes = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
    text = io.StringIO()
    for row in table.rows:
        text.write(
            "\t".join(
                format_copy_value(value).translate(escapes) if value is not None else r"\N" for value in row
            )
        )
        text.write("\n")
    text.seek(0)
    columns = ", ".join(f'"{field.column}"' for field in table.fields)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f'COPY "{table.model._meta.db_table}" ({columns}) FROM STDIN', text)


def format_copy_value(value: Any) -> str:
    r"""A value as PostgreSQL reads it; bytes in its hexadecimal form, `\x…`."""
    return rf"\x{value.hex()}" if isinstance(value, bytes) else str(value)


def insert_table(table: Table) -> None:
    """Many rows with one statement (SQLite)."""
    columns = ", ".join(f'"{field.column}"' for field in table.fields)
    places = ", ".join(["%s"] * len(table.fields))
    rows = [
        [field.get_db_prep_save(value, connection) for field, value in zip(table.fields, row, strict=True)]
        for row in table.rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table.model._meta.db_table}" ({columns}) VALUES ({places})', rows)


class Generator:
    """`credits` credits and what they stand on; the same for the same `seed`."""

    def __init__(self, credits: int, *, seed: int, note: Note) -> None:
        self.wanted = credits
        self.random = random.Random(seed)
        self.note = note
        self.people_wanted = max(20, credits // CREDITS_PER_PERSON)
        models = (
            Contributor, ContributorName, Production, ProductionTitle, Episode, Cut, AISystem, Credit, AIUse,
        )  # fmt: skip
        self.tables = {model: Table(model, kind) for kind, model in enumerate(models, start=1)}
        self.roles = dict(Role.objects.filter(code__in=ROLES).values_list("code", "pk"))
        self.names: list[tuple[str, str]] = []
        self.written = 0

    def run(self) -> None:
        """Write everything in one transaction, then let the database look at what it has."""
        with transaction.atomic():
            self.write()
        finish_tables()

    def write(self) -> None:
        self.people()
        self.system = self.tables[AISystem].add(
            name="Rakugaki", vendor="Kaku Labs", version="2", search_key="rakugaki"
        )
        self.write_special()
        while self.written < self.wanted:
            shape = self.random.random()
            size = 40 if shape < 0.7 else 480 if shape < 0.95 else 840
            self.production(self.title(), min(size, self.wanted - self.written))
        self.send()

    def write_special(self) -> None:
        """The productions that benchmarks ask for by name."""
        for size in SPECIAL:
            if size < self.wanted:
                self.production(f"見本 {size}", size, special=True)

    def send(self) -> None:
        """In the order of the foreign keys."""
        for table in self.tables.values():
            table.send()

    def people(self) -> None:
        """The prolific one, a studio for every hundred people, then the people."""
        people, names = self.tables[Contributor], self.tables[ContributorName]
        for number in range(self.people_wanted):
            family, given = self.random.choice(FAMILY), self.random.choice(GIVEN)
            kind, text = "person", f"{family} {given}"
            if number == 0:
                text = "多作 一人"
            elif number % 100 == 1:
                kind, text = "organization", f"スタジオ{given}{number}"
            key = people.add(kind=kind, name=text, sort_key=sort_key(text))
            self.names.append((text, search_key(text)))
            romaji = f"{self.random.choice(ROMAN)} {number:x}"
            for name, script, primary in ((text, "native", True), (romaji, "romaji", False)):
                names.add(
                    contributor_id=key, text=name, script=script, primary=primary,
                    identity_key=compute_name_identity(name, of_organization=kind == "organization"), search_key=search_key(name), lookalike_key=lookalike_key(name),
                    reading_key=reading_key(name),
                )  # fmt: skip
            self.note(0)

    def title(self) -> str:
        return f"{self.random.choice(GIVEN)}と{self.random.choice(FAMILY)} {self.tables[Production].last}"

    def production(self, title: str, size: int, *, special: bool = False) -> None:
        """One work with `size` credits: a film, a series with episodes, or one with cuts."""
        year = 2026 if special else self.random.randint(1963, 2026)
        kind = "film" if size < 480 else "series"
        work = self.tables[Production].add(
            kind=kind, title=title, sort_key=sort_key(title), year=year, visibility="public", invented=True
        )
        self.tables[ProductionTitle].add(
            production_id=work,
            text=title,
            kind="native",
            primary=True,
            search_key=search_key(title),
            reading_key=reading_key(title),
        )
        scopes = [(None, None)] if kind == "film" else list(self.scopes(work, cuts=size >= 840 or special))
        first = self.random.randrange(self.people_wanted)
        # A dozen films each name the prolific one a few times.
        prolific = 2 if not special and self.given_to_prolific < PROLIFIC else 0
        for place in range(size):
            episode, cut = scopes[place * len(scopes) // size]
            person = 0 if place < prolific else 1 + (first + place) % (self.people_wanted - 1)
            self.credit(work, year, episode, cut, person, place)
        self.given_to_prolific += min(prolific, size)

    given_to_prolific = 0

    def scopes(self, work: int, *, cuts: bool) -> Iterator[tuple[int, int | None]]:
        for number in range(1, 4 if cuts else 13):
            text = str(number)
            episode = self.tables[Episode].add(
                production_id=work,
                kind="episode",
                number=text,
                number_key=number_key(text),
                sort_key=natural_key(text),
            )
            if not cuts:
                yield episode, None
            for cut_number in range(1, 61) if cuts else ():
                name = f"{cut_number:03d}"
                cut = self.tables[Cut].add(
                    production_id=work, episode_id=episode, number=name, number_key=normalize_cut_number(name),
                    sort_key=build_cut_sort_key(name), length_frames=24 + cut_number,
                )  # fmt: skip
                yield episode, cut

    def credit(
        self, work: int, year: int, episode: int | None, cut: int | None, person: int, place: int
    ) -> None:
        name, key = self.names[person]
        studio = person % 100 == 1
        unnamed = place % 50 == 49 and person != 0
        values: dict[str, Any] = {
            "production_id": work, "episode_id": episode, "cut_id": cut, "release_year": year, "position": place,
            "role_id": self.roles[ROLES[place % len(ROLES)]], "state": "confirmed",
        }  # fmt: skip
        if unnamed:
            values |= {"absence_reason": "company_will_not_name", "headcount": 1, "search_key": ""}
        else:
            values |= {"contributor_id": person + 1, "credited_as": name, "search_key": key}
            if studio:
                values |= {"kind": "organization", "headcount": 5, "named_count": 0}
        assisted = place % 40 == 7 and not unnamed and not studio
        credit = self.tables[Credit].add(**values, ai_recorded=assisted)
        if assisted:
            self.tables[AIUse].add(
                credit_id=credit, ai_system_id=self.system, task="inbetween", source_type="trainedAlgorithmicMedia",
                oversight="human_validated", validated_by_id=person + 1, validated_at=FIRST_UID_AT, extent="assist",
            )  # fmt: skip
        self.written += 1
        self.note(1)


def finish_tables() -> None:
    """Sequences behind the keys that were given, and fresh statistics."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = [
                model._meta.db_table
                for model in connection.introspection.installed_models(connection.introspection.table_names())
                if model._meta.pk.column == "id"
            ]
            for name in tables:
                if name.startswith("productions_"):
                    cursor.execute(
                        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), GREATEST((SELECT MAX(id) FROM {name}), 1))"
                    )
            cursor.execute("VACUUM ANALYZE" if connection.get_autocommit() else "ANALYZE")
        else:
            cursor.execute("ANALYZE")
