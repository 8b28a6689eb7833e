"""The garbage collector in processes that live long: what the program itself consists of is never garbage."""

import gc


def freeze_program() -> None:
    """Have the collector forget all that there is now. Looking through it again took a third of the time of a long roll.

    Of a process that forks, the children share what nobody writes to; the collector would write to each object that it looks at.
    https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.collect()
    gc.freeze()
