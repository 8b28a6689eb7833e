"""Where migrations find the keys of names."""

from productions.shared.names import identity_key, lookalike_key, organization_key, search_key

__all__ = ["identity_key", "lookalike_key", "organization_key", "search_key"]
