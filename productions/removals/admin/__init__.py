from productions.removals.admin import claim_acts, kind_corrections, removals

__all__ = ["claim_acts", "kind_corrections", "removals"]
