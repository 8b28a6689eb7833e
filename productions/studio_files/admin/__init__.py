from productions.studio_files.admin import fonts, logos

__all__ = ["fonts", "logos"]
