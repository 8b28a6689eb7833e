from productions.imports.admin import batches, import_pages, undo_pages

__all__ = ["batches", "import_pages", "undo_pages"]
