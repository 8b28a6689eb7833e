"""Where migrations find the identifiers of rows."""

from productions.shared.uids import new_uid

__all__ = ["new_uid"]
