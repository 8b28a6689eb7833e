"""A task is done again whose transaction met a deadlock."""

from functools import partial
from typing import Any

from celery import Task

from productions.operations.services.transactions import repeat_crossed


class RepeatedTask(Task[..., Any]):
    """The base of every task (`registry.celery.app`). The row, not the message, is the job, so any of them may be done twice."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return repeat_crossed(partial(super().__call__, *args, **kwargs))
