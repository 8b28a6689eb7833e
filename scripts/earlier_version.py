"""The code of a version before, from the repository's history, and how its processes are run beside today's."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


class Version(NamedTuple):
    """A line of `.ci/versions`."""

    number: str
    commit: str
    migration: str


def last_version() -> Version:
    """The newest version whose schema is not today's: an upgrade from any other changes nothing."""
    lines = (ROOT / ".ci" / "versions").read_text().splitlines()
    versions = [Version(*line.split()) for line in lines if line and not line.startswith("#")]
    return next(one for one in reversed(versions) if one.migration != newest_migration())


def newest_migration() -> str:
    """The one that no other depends on."""
    texts = {path.stem: path.read_text() for path in (ROOT / "productions" / "migrations").glob("0*.py")}
    (newest,) = (
        name
        for name in texts
        if not any(f'"{name}"' in text or f"'{name}'" in text for text in texts.values())
    )
    return newest


class Code(NamedTuple):
    """A tree of the site's code, and the environment that its processes have besides the common one."""

    tree: Path
    environment: dict[str, str]

    def manage(self, *arguments: str, **options: Any) -> str:
        """What the command printed; SystemExit with its errors when it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=self.tree, env=os.environ | self.environment,
            text=True, capture_output=True, **options,
        )  # fmt: skip
        if done.returncode:
            sys.exit(
                f"walk: manage.py {arguments[0]} in {self.tree}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
            )
        return done.stdout

    @contextmanager
    def running(self, name: str, *command: str, folder: Path) -> Iterator[None]:
        """A process of this code, ended with the block; its log is shown when the walk fails."""
        log = folder / f"{name}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=self.tree, env=os.environ | self.environment,
                stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            yield
        except BaseException:
            print(name, log.read_text(errors="replace")[-6000:], file=sys.stderr)
            raise
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def web(self, name: str, port: int, folder: Path) -> AbstractContextManager[None]:
        return self.running(name, "gunicorn", "registry.wsgi", "--bind", f"127.0.0.1:{port}", folder=folder)

    def worker(self, name: str, folder: Path) -> AbstractContextManager[None]:
        schedule = ["--schedule", str(folder / f"{name}-schedule")]
        command = [
            "celery",
            "-A",
            "registry",
            "worker",
            "-B",
            *schedule,
            "--concurrency",
            "1",
            "--loglevel",
            "warning",
        ]
        return self.running(name, *command, folder=folder)


def unpack(version: Version, folder: Path) -> Code:
    """The version's tree, with those of its packages that are not here, by its own lock file."""
    tree, packages = folder / "tree", folder / "packages"
    tree.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", version.commit], cwd=ROOT, capture_output=True)
    if archive.returncode:
        sys.exit(
            f"walk: this clone lacks commit {version.commit} of version {version.number}; `git fetch --unshallow`."
        )
    subprocess.run(["tar", "x", "-C", tree], input=archive.stdout, check=True)
    lacking = [pin for pin in pins((tree / "requirements.lock").read_text()) if not is_here(pin)]
    if lacking:
        lock = folder / "lacking.lock"
        lock.write_text("\n".join(lacking) + "\n")
        uv = shutil.which("uv")
        install = (
            [uv, "pip", "install", "--quiet", "--python", sys.executable]
            if uv
            else [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        )
        subprocess.run(
            [*install, "--no-deps", "--require-hashes", "--target", packages, "-r", lock], check=True
        )
    return Code(tree, {"PYTHONPATH": str(packages)})


def pins(lock: str) -> list[str]:
    """The requirements of a lock file, each with its hashes."""
    return re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==(?:.*\\\n)*.*", lock, re.MULTILINE)


def is_here(pin: str) -> bool:
    """Whether the package is installed in this version, or not for this system."""
    wanted = Requirement(re.split(r"\s*\\?\s*--hash|\s\\\n", pin, maxsplit=1)[0])
    if wanted.marker is not None and not wanted.marker.evaluate():
        return True
    try:
        return importlib.metadata.version(wanted.name) in wanted.specifier
    except importlib.metadata.PackageNotFoundError:
        return False
