from productions.catalogue.admin import choice_labels, editions, episode_range, memberships, works

__all__ = ["choice_labels", "editions", "episode_range", "memberships", "works"]
