"""Where migrations find the key of sealed names; the models are in `catalogue`."""

from productions.catalogue.models.works import SealKey, new_seal_key

__all__ = ["SealKey", "new_seal_key"]
