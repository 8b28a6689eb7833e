from productions.desk.admin import billing, difference, preview, production_pages, unsaved_preview

__all__ = ["billing", "difference", "preview", "production_pages", "unsaved_preview"]
