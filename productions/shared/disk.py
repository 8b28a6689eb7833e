"""When there is no room: what the systems below us call it, in one place."""

import errno
import sqlite3

from productions.shared.sentences import Sentence

DISK_FULL = {
    errno.ENOSPC: Sentence("No space left on device"),
    errno.EDQUOT: Sentence("Disk quota exceeded"),
    errno.EFBIG: Sentence("File too large"),
}
"""The disk is full, the quota is used up, or no file may be so large: what the system calls it."""
SQLITE_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})
"""SQLite says the first for ENOSPC alone, and the others for the rest of DISK_FULL."""
POSTGRESQL_FULL = "53100"
"""SQLSTATE disk_full."""

NO_ROOM = Sentence(
    "The site's disk is full, so nothing was stored; tell whoever runs the site, and try again later."
)


def is_disk_full(error: BaseException) -> bool:
    """Whether an error of a file or of the database (Django's, or the driver's below it) means that there is no room."""
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        return True
    below = error.__cause__ or error
    if getattr(below, "sqlite_errorcode", None) in SQLITE_FULL:
        return True
    return (getattr(below, "sqlstate", None) or getattr(below, "pgcode", None)) == POSTGRESQL_FULL
