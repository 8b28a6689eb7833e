"""What the log says of a page that somebody may not see: that it was refused, in one line."""

import logging

from django.core.exceptions import PermissionDenied


class RefusalInOneLine(logging.Filter):
    """Django logs a refused page with the traceback of an error; it is none."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = record.exc_text = None
        return True
