"""Django's PostgreSQL engine, which looks at a kept connection instead of asking the server before every request."""

from select import POLLIN, poll

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """With CONN_HEALTH_CHECKS every request would cost one more round trip."""

    def is_usable(self) -> bool:
        """Whether the server still answers. It is asked only after an error, or when it has said something unasked:
        a server that leaves does."""
        if self.connection is None or self.connection.closed:
            return False
        unasked = poll()
        unasked.register(self.connection.fileno(), POLLIN)
        return super().is_usable() if self.errors_occurred or unasked.poll(0) else True
