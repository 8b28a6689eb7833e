from productions.catalogue.admin import editions, episode_range, memberships, works

__all__ = ["editions", "episode_range", "memberships", "works"]
