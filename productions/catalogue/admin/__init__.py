from productions.catalogue.admin import choice_labels, editions, memberships, works

__all__ = ["choice_labels", "editions", "memberships", "works"]
