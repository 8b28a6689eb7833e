"""The credits that a reviewer chose on a page, with the revisions that they saw."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.shared.refusals import Refusal

SEEN_PATTERN = re.compile(rf"([0-9]{{1,{MAX_KEY_DIGITS}}}):([0-9]{{1,9}})")


def read_seen_credits(values: Iterable[str]) -> dict[int, int]:
    """The revision of each credit, by its key, of values such as `12:1,13:4`. Raises Refusal."""
    seen = {}
    for value in values:
        for told in value.split(","):
            found = SEEN_PATTERN.fullmatch(told)
            if found is None:
                raise Refusal(_("This request cannot be read; reload the page."))
            seen[int(found[1])] = int(found[2])
    return seen
