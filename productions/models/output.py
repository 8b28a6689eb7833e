"""Where migrations find the choices of formats; the models are in `exports`."""

from productions.exports.models import export_formats

__all__ = ["export_formats"]
