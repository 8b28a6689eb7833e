"""A file of a stranger, read by a process of its own with little memory and time."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from productions.rollkit.errors import RollRefused
from productions.shared.sentences import Sentence

MEMORY_BYTES, CPU_SECONDS = 2 << 30, 20
SANDBOX_ENVIRONMENT = {"LANG": "C.UTF-8", "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""The environment of the process that reads: nothing of ours, and few threads, whose stacks count as memory."""


class FileRefused(RollRefused):
    """No roll may or can be made with this file. One sentence."""


def read_in_sandbox(module: str, path: Path, *, unreadable: Sentence) -> dict[str, Any]:
    """What `module` tells of a file in another process.

    Raises FileRefused with its sentence, or with `unreadable` where the process died or took too long.
    """
    command = [sys.executable, "-m", module, str(path)]
    root = Path(__file__).parents[2]
    try:
        done = subprocess.run(
            command,
            cwd=root,
            env=SANDBOX_ENVIRONMENT,
            capture_output=True,
            timeout=3 * CPU_SECONDS,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise FileRefused(unreadable) from error
    if "refused" in answer:
        *forms, values = answer["refused"]
        raise FileRefused(Sentence(*forms, **values))
    return answer


def print_file_facts(facts_of: Callable[[Path], Any], path: Path) -> None:
    """That process's own work: print the facts, a dataclass, or why the file is refused (forms and values), as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        answer = asdict(facts_of(path))
    except FileRefused as error:
        reason = error.reason
        answer = {"refused": [reason.text, reason.plural, reason.counted, reason.values]}
    json.dump(answer, sys.stdout)
