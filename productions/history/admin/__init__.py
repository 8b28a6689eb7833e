from productions.history.admin import news, pages, removed, take_back

__all__ = ["news", "pages", "removed", "take_back"]
