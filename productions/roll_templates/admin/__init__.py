from productions.roll_templates.admin import roll_templates

__all__ = ["roll_templates"]
