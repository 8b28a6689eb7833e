"""What verbs of the catalogue tell those above them, inside their own transaction: a receiver that raises stops the verb.

The receivers are listed in `productions.receivers`.
"""

from django.dispatch import Signal

place_changed = Signal()
"""An episode or a cut got another number, kind or episode, and was saved: `place`."""
EPISODE_PLACE = frozenset({"number", "kind"})
CUT_PLACE = frozenset({"number", "episode"})
"""The columns that say where one stands among its likes."""
