from productions.catalogue.admin import editions, memberships, works

__all__ = ["editions", "memberships", "works"]
