"""Wiring only: settings, checks, Celery, addresses. Each process of the site begins by importing it."""

from registry.garbage import spare_start

spare_start()

from registry.celery import app as celery_app  # noqa: E402

__all__ = ["celery_app"]
