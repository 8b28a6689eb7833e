"""What an undo could not put back, said on the next page."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from productions.removals.services.undo_rows import Undone


def warn_of_left_rows(request: HttpRequest, done: Iterable[Undone]) -> None:
    """One warning for each row that was left as it is, with the reason."""
    for left in (left for undone in done for left in undone.left):
        messages.warning(
            request,
            _("%(entry)s %(uid)s: %(why)s") % {"entry": left.entity_type, "uid": left.uid, "why": left.why},
        )
