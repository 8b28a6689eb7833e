from productions.review.admin import heat_map_pages, queue_pages

__all__ = ["heat_map_pages", "queue_pages"]
