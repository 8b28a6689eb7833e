from productions.removals.admin import claim_acts, kind_corrections, merging, removals, splitting

__all__ = ["claim_acts", "kind_corrections", "merging", "removals", "splitting"]
