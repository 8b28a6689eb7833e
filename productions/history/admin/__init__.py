from productions.history.admin import pages, removed, take_back

__all__ = ["pages", "removed", "take_back"]
