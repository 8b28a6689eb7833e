from productions.catalogue.admin import memberships, works

__all__ = ["memberships", "works"]
