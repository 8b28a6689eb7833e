"""The site's processes, as commands: what the demo starts, and what tests start. Dockerfile and docker-compose.yml say the same."""

import sys

WEB_OPTIONS = ("--workers", "3", "--access-logfile", "-")
"""Gunicorn's beside those of gunicorn.conf.py, as in the image's CMD; a test compares them."""


def worker_command(*, app: str = "registry", concurrency: int = 2, beat: bool = True) -> list[str]:
    """A worker of all queues: one that is told no queue takes from each. With the beat inside where there is no other."""
    command = [sys.executable, "-m", "celery", "-A", app, "worker", "--concurrency", str(concurrency)]
    return [*command, *(["--beat"] if beat else []), "--loglevel", "INFO"]


def web_command(*, port: int) -> list[str]:
    """The site on this machine's loopback. Who waits for news is let go after a second when it is to end."""
    command = [sys.executable, "-m", "gunicorn", "registry.wsgi", "--bind", f"127.0.0.1:{port}"]
    return [*command, *WEB_OPTIONS, "--graceful-timeout", "1"]
