"""gunicorn's two logs (`logger_class` in gunicorn.conf.py) without the secrets of addresses."""

import logging
from typing import Any

from gunicorn.glogging import Logger

from registry.logs import SecretHidingFormatter


class SecretlessLogger(Logger):
    """gunicorn's, whose handlers write no secret: those of accesses and of errors alike."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.setFormatter(SecretHidingFormatter(handler.formatter or logging.Formatter()))
