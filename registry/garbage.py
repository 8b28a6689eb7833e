"""The garbage collector: sparing while a process starts, and in one that lives long, what the program itself consists of is never garbage."""

import atexit
import gc

USUAL_THRESHOLDS = gc.get_threshold()
START_THRESHOLDS = (500_000, 20, 50)
"""More than a start makes, so that none is searched; gunicorn's own process keeps it, which loads little and starts the others."""
COMMAND_THRESHOLDS = (150_000, 20, 50)
"""Objects between two searches, instead of Python's 700, in processes that mostly end soon: more than what pages, addresses and
checks make after `end_start`, and some 30 MB."""


def spare_start() -> None:
    """Let the collector wait while the program is loaded, since nearly all of those 400,000 objects stay; `end_start` follows.

    At the end of a process Python would free each of them, which takes nearly as long as loading them: what is frozen goes
    with the process.
    """
    gc.set_threshold(*START_THRESHOLDS)
    atexit.register(gc.freeze)


def end_start() -> None:
    """Let the collector look from time to time, and not at what is loaded."""
    gc.freeze()
    gc.set_threshold(*COMMAND_THRESHOLDS)


def freeze_program() -> None:
    """Have the collector forget all that there is now. Looking through it again took a third of the time of a long roll.

    Of a process that forks, the children share what nobody writes to; the collector would write to each object that it looks at.
    https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.set_threshold(*USUAL_THRESHOLDS)
    gc.collect()
    gc.freeze()
