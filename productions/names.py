"""Where migrations find the keys of names."""

from productions.shared.names import identity_key, lookalike_key, organization_key, search_key
from productions.shared.search_renewal import SEARCH_KEYS, renew_search_keys

__all__ = [
    "SEARCH_KEYS",
    "identity_key",
    "lookalike_key",
    "organization_key",
    "renew_search_keys",
    "search_key",
]
