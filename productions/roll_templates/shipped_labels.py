"""What the templates that come with the program are called."""

from django.utils.translation import gettext_lazy as _

SHIPPED_LABELS = {
    "film roll": _("film roll"),
    "film roll 2.39:1": _("film roll 2.39:1"),
    "TV ending 90 s roll": _("TV ending 90 s roll"),
    "TV ending 90 s cards": _("TV ending 90 s cards"),
    "TV ending beside picture": _("TV ending beside picture"),
    "TV opening over picture": _("TV opening over picture"),
    "vertical cards": _("vertical cards"),
    "festival short": _("festival short"),
    "streaming card set": _("streaming card set"),
    "commercial 4 s": _("commercial 4 s"),
    "plain list": _("plain list"),
}
"""What the templates that come with the program are called in a reader's language; their names are keys and stay."""


def label_template(name: str) -> str:
    """A template's name to be read: of one that comes with the program in the reader's language, else as it was given."""
    return str(SHIPPED_LABELS.get(name, name))
