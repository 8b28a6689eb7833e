"""The site's processes, as commands: what the demo starts, and what tests start. Dockerfile and docker-compose.yml say the same."""

import sys

from productions.exports.formats import ExportFormat
from productions.exports.services.export_silence import get_export_queue

WEB_OPTIONS = ("--workers", "3", "--access-logfile", "-")
"""Gunicorn's beside those of gunicorn.conf.py, as in the image's CMD; a test compares them."""


def worker_command(
    *options: str, name: str = "celery", app: str = "registry", concurrency: int = 2
) -> list[str]:
    """A worker, which takes from all queues unless the options say otherwise.

    Each worker of a machine needs a name of its own: signs of life are kept by name.
    """
    command = [sys.executable, "-m", "celery", "-A", app, "worker", "--hostname", f"{name}@%h"]
    return [*command, "--concurrency", str(concurrency), "--loglevel", "INFO", *options]


def worker_commands(*, app: str = "registry") -> dict[str, list[str]]:
    """The workers of a site on one machine, by name: films and dumps hold up nothing else. One has the beat inside."""
    long = get_export_queue(ExportFormat.MP4)
    return {
        "worker": worker_command("--exclude-queues", long, "--beat", name="worker", app=app),
        "worker-long": worker_command("--queues", long, name="worker-long", app=app),
    }


def web_command(*, port: int) -> list[str]:
    """The site on this machine's loopback. Who waits for news is let go after a second when it is to end."""
    command = [sys.executable, "-m", "gunicorn", "registry.wsgi", "--bind", f"127.0.0.1:{port}"]
    return [*command, *WEB_OPTIONS, "--graceful-timeout", "1"]
