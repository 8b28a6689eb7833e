"""What verbs of credits tell those above them, inside their own transaction: a receiver that raises stops the verb.

The receivers are listed in `productions.receivers`.
"""

from django.dispatch import Signal

credit_changed = Signal()
"""A credit was changed and saved: `credit`, `renamed` and `reassigned` (whether its name or person is another), `by`, `now`."""

credits_confirmed = Signal()
"""Drafts were confirmed and saved: `credits`, in the order of their keys and locked, `by`, `now`."""

credits_returned = Signal()
"""Confirmed credits are drafts again, and saved: `production`, `credits`, in the order of their keys and locked, `by`, `now`, `reason`."""
