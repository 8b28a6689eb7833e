"""Regular expressions that are compiled where they are first used: the readers' own took a twentieth of each start."""

import re
from functools import cached_property
from typing import Any, AnyStr, cast


class LatePattern:
    """A `re.Pattern` that compiles itself when one of its methods or members is first asked for."""

    def __init__(self, expression: str | bytes, flags_given: int) -> None:
        self.expression = expression
        self.flags_given = flags_given

    @cached_property
    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self.expression, self.flags_given)

    def __getattr__(self, name: str) -> Any:
        """What the compiled pattern has under a name; kept here, so that it is found at once from then on."""
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return found


def compile_late(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same as `re.compile`, done at the first use. For `match`, `sub` and the other methods of the pattern; functions
    of `re` such as `re.sub` take only what `re.compile` returns."""
    return cast("re.Pattern[AnyStr]", LatePattern(expression, flags))
