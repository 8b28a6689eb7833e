"""The application, whose worker processes say how many objects the garbage collector leaves alone and how many it looks at."""

import gc
from typing import Any

from celery.signals import worker_process_init

from tests.domain.worker_app import app

__all__ = ["app"]


@worker_process_init.connect
def tell_frozen(**kwargs: Any) -> None:
    print(f"frozen and not: {gc.get_freeze_count()} {len(gc.get_objects())}", flush=True)
