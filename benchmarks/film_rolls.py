"""Invented rolls to film, and what a process of its own takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.inputs import CreditInfo, RoleInfo
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.work import Issue, Work
from productions.rollkit.screen_spec import Raster

UHD = Raster(3840, 2160)

ROLE = RoleInfo("key_animation", "animation", "Animation", "作画", 50, "Key animation", "原画", 50)
WORK = Work("w", "例", "", "", "Example", "film", 2026, 24, 1, "", "", "", True, "")


def document_of(names: int) -> RollDocument:
    """So many invented key animators."""
    return compose_document(WORK, Issue(1, "2026-01-01T00:00:00+00:00", "", "", None, ()), map(credit, range(names)),
                   cuts_total=0, complete=False)  # fmt: skip


def name_of(number: int) -> str:
    return f"見本 花子{number}" if number % 2 else f"Example Person {number}"


def credit(number: int) -> CreditInfo:
    name = name_of(number)
    return CreditInfo(
        uid=str(number), role=ROLE, role_as_printed="", kind="person", contributor=f"c{number}", sort_key=name,
        credited_as=name, printed_as="", affiliation="", position=0, headcount=None, named_count=None, absence_reason="",
        on_screen=True, episode="", cut="", cut_sort_key="", person_key="",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took: seconds, seconds of processor time, and its largest resident size in MB."""

    seconds: float
    worked: float
    largest: float


def spent(command: Sequence[str], *, output: IO[str] | None = None) -> Spent:
    """Run a command to its end. Its memory is at least this process's own, which it begins as a copy of."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=output)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Spent(
        time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1_000_000
    )


def one_film(name: str, *, names: int, raster: Raster, px: int) -> Spent:
    """What a film takes, from names to file."""
    asked = [name, str(names), str(raster), str(px)]
    return spent([sys.executable, "-m", "benchmarks.film_one", *asked])
