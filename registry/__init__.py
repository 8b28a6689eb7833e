"""Wiring only: settings, checks, Celery, addresses."""

from registry.celery import app as celery_app

__all__ = ["celery_app"]
