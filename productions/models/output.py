"""Where migrations find the choices of formats; the models are in `exports` and `releases`."""

from productions.models.exports import export_formats

__all__ = ["export_formats"]
