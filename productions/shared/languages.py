"""Languages as data: what was written in which language. A language that nobody said is empty, never a guess."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.shared.models import CODE_LENGTH

LANGUAGE_TAG = RegexValidator(
    r"\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z",
    _("Write the language as its code: ja, en, zh-Hant, pt-BR."),
)
"""Language, script and region of BCP 47 (RFC 5646), in the case that it recommends."""


# django-stubs has this class generic, Django does not
class LanguageField(models.CharField):  # type: ignore[type-arg]
    """A BCP 47 tag, empty where nobody said which language it is."""

    default_validators: list[Any] = [LANGUAGE_TAG]  # noqa: RUF012 (as Field declares it)

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        defaults: dict[str, Any] = {"max_length": CODE_LENGTH, "blank": True, "default": "", "db_default": ""}
        super().__init__(verbose_name, **defaults | options)
