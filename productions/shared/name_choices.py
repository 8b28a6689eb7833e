"""What is chosen of a name beside its script and kind."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NameLanguage(TextChoices):
    """Languages that write the same Chinese characters in forms of their own (BCP 47)."""

    JAPANESE = "ja", _("Japanese")
    SIMPLIFIED_CHINESE = "zh-Hans", _("Chinese, simplified")
    TRADITIONAL_CHINESE = "zh-Hant", _("Chinese, traditional")
    KOREAN = "ko", _("Korean")
