"""The application, whose worker processes say how many objects the garbage collector leaves alone, how many it looks at, and
whether FFmpeg is loaded."""

import gc
import sys
from typing import Any

from celery.signals import worker_process_init

from tests.domain.worker_app import app

__all__ = ["app"]


@worker_process_init.connect
def tell_frozen(**kwargs: Any) -> None:
    print(f"frozen: {gc.get_freeze_count()} {len(gc.get_objects())} {'av' in sys.modules}", flush=True)
