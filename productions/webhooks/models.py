"""Webhooks: addresses that the change feed is sent to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.shared.choices import WebhookState
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Leased, Removable
from productions.shared.reader_texts import pick_reader_text
from productions.shared.site_languages import SOURCE_LANGUAGE, list_localised_fields
from productions.webhooks.queries import WebhookQuerySet
from productions.webhooks.url_guard import MAX_URL_CHARACTERS

SECRET_LENGTH = 100


class Webhook(Leased, Removable):
    """A receiver of the change feed, and its state of delivery: the row is the job (`Leased`), no delivery has its own.

    `position` is the last number of the feed that was delivered. The message being sent has the id `message` and
    ends with the number `message_until`, the same however often it is sent. The secret signs, so it is stored
    itself; `old_secret` signs beside it until `old_secret_until`, and those before it, in `older_secrets`, until theirs
    (`webhooks.services.signing_secrets`). `attempts` counts tries of the message.

    `slow_turns` counts slow answers in a row, which make it wait for others (`webhooks.services.webhook_queue`); it is unknown until
    the receiver has answered once. `tried_at` is when its last turn began, and until `rung_until` a message to the worker
    is under way. A ping that was asked for waits while `ping_asked_at` is set and `pinged_at` is not.
    """

    PRIVATE_FIELDS = frozenset({"secret", "old_secret", "older_secrets", "url"})
    """The address too: receivers put keys into theirs."""
    DERIVED_FIELDS = frozenset(
        {
            "lease_until", "token", "attempts", "message", "message_until", "next_try_at", "delivered_at",
            "last_status", *list_localised_fields("last_error", plain=SOURCE_LANGUAGE), "rung_until", "tried_at", "slow_turns", "ping_asked_at",
            "pinged_at", "ping_status", *list_localised_fields("ping_error", plain=SOURCE_LANGUAGE), "ping_text",
        }
    )  # fmt: skip

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH, help_text=_("Which tool receives it."))
    url = models.CharField(
        _("address"), max_length=MAX_URL_CHARACTERS, help_text=_("Where it is sent: https, on a public host.")
    )
    entities = models.JSONField(
        _("kinds of entry"), default=list, blank=True, help_text=_("None chosen: all kinds.")
    )
    secret = models.CharField(max_length=SECRET_LENGTH, editable=False)
    old_secret = models.CharField(max_length=SECRET_LENGTH, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    older_secrets = models.JSONField(null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=CODE_LENGTH, choices=WebhookState, default=WebhookState.ACTIVE, editable=False
    )
    disabled_at = models.DateTimeField(_("disabled at"), null=True, editable=False)
    position = models.PositiveBigIntegerField(_("delivered up to"), default=0, editable=False)
    message = models.UUIDField(null=True, editable=False)
    message_until = models.PositiveBigIntegerField(null=True, editable=False)
    next_try_at = models.DateTimeField(_("next try"), null=True, editable=False)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, editable=False)
    last_status = models.PositiveSmallIntegerField(_("last status"), null=True, editable=False)
    last_error = models.TextField(_("last error"), blank=True, editable=False)
    last_error_ja = models.TextField(_("last error, Japanese"), blank=True, editable=False)
    rung_until = models.DateTimeField(null=True, editable=False)
    tried_at = models.DateTimeField(_("last try"), null=True, editable=False)
    slow_turns = models.PositiveSmallIntegerField(_("slow answers in a row"), null=True, editable=False)
    ping_asked_at = models.DateTimeField(_("test asked for at"), null=True, editable=False)
    pinged_at = models.DateTimeField(_("tested at"), null=True, editable=False)
    ping_status = models.PositiveSmallIntegerField(_("status of the test"), null=True, editable=False)
    ping_error = models.TextField(blank=True, default="", db_default="", editable=False)
    ping_error_ja = models.TextField(blank=True, default="", db_default="", editable=False)
    ping_text = models.TextField(
        _("answer to the test"), blank=True, default="", db_default="", editable=False
    )

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["position"], condition=LIVE & Q(state=WebhookState.ACTIVE), name="webhook_active"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="webhook_disabled_has_time",
                condition=Q(state=WebhookState.ACTIVE, disabled_at=None)
                | Q(state=WebhookState.DISABLED, disabled_at__isnull=False),
                violation_error_message=_("A disabled webhook says since when."),
            ),
            models.CheckConstraint(
                name="webhook_message_has_end",
                condition=Q(message=None, message_until=None)
                | Q(message__isnull=False, message_until__gt=models.F("position")),
                violation_error_message=_("A message has an id and ends after what was delivered."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def told_error(self) -> str:
        """Why the last try failed, in the language of whoever looks; in English where nothing else was kept."""
        return pick_reader_text(self, "last_error", plain=SOURCE_LANGUAGE)

    @property
    def localised_ping_error(self) -> str:
        """Why the last test failed, in the language of whoever looks."""
        return pick_reader_text(self, "ping_error", plain=SOURCE_LANGUAGE)

    @property
    def ping_waits(self) -> bool:
        """Whether a test was asked for that no worker has made yet."""
        return self.ping_asked_at is not None and self.pinged_at is None
