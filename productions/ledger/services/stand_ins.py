"""Keys that stand in for those of rows, while what a file would enter is only planned."""

from django.db.models import Model


def stand_in(entity: Model, number: int) -> None:
    """Let an unsaved entry, the `number`th of its table, be referred to as if it was stored. It is not to be saved."""
    entity.pk = -number
    entity._state.adding = False


def forget_key(entity: Model) -> None:
    """Let the entry be a new one: it only stood in, or what was stored of it was taken back."""
    entity.pk = None
    entity._state.adding = True


def take_key(drafted: Model, stored: Model) -> None:
    """Let an entry that was stood in for be the stored one from here on, for whatever refers to it."""
    for field in drafted._meta.concrete_fields:
        setattr(drafted, field.attname, getattr(stored, field.attname))
