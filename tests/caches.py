"""What a process of the site keeps between requests, in one list: a test begins without it."""

from api.http.throttling import get_counter
from api.read.fragment_cache import FRAGMENT_CACHE
from productions.releases.services.preview import PREVIEW_CACHE


def clear_caches() -> None:
    """Forget fragments, previews, and the counts of throttling."""
    FRAGMENT_CACHE.clear()
    PREVIEW_CACHE.clear()
    get_counter.cache_clear()
