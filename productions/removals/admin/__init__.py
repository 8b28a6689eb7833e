from productions.removals.admin import claim_acts, removals

__all__ = ["claim_acts", "removals"]
