"""Webhooks: staff keep their own; the secret is shown once, on the page that made it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import NothingForm, VerbForm
from productions.admin_pages.rights import Verb, staff_user
from productions.shared.choices import FeedEntity
from productions.webhooks.models import Webhook
from productions.webhooks.services import webhooks
from productions.webhooks.services.signing_secrets import list_old_secrets

MAX_SHOWN_WEBHOOKS = 300
"""Characters of a receiver's answer."""


class WebhookForm(VerbForm):
    entities = forms.MultipleChoiceField(
        label=gettext_lazy("kinds of entry"),
        help_text=gettext_lazy("None chosen: all kinds."),
        choices=FeedEntity.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ReplayForm(forms.Form):
    """From where to send again."""

    after = forms.IntegerField(label=gettext_lazy("After the number"), min_value=0)


@admin.register(Webhook)
class WebhookAdmin(VerbAdmin):
    form = WebhookForm
    list_display = ("name", "state", "position", "delivered_at", "last_status", "shown_error", "next_try_at")
    list_filter = ("state",)
    search_fields = ("name",)
    fields = ("name", "url", "entities")
    create_verb = webhooks.create_webhook
    update_verb = webhooks.update_webhook
    readonly_fields = ("told_old_secrets", "told_test")
    change_form_template = "admin/webhook.html"

    @admin.display(description=gettext_lazy("last error"))
    def shown_error(self, obj: Webhook) -> str:
        return obj.told_error or "-"

    @admin.display(description=gettext_lazy("last test"))
    def told_test(self, obj: Webhook) -> str:
        if obj.ping_waits:
            return _("A worker will run it in a moment; reload this page.")
        if obj.pinged_at is None:
            return "-"
        told = [localize(localtime(obj.pinged_at))]
        told.append(obj.localised_ping_error or _("The receiver answered %d.") % obj.ping_status)
        if obj.ping_text.strip():
            told.append(_("It said: %s") % obj.ping_text[:MAX_SHOWN_WEBHOOKS])
        return " · ".join(told)

    @admin.display(description=gettext_lazy("old secrets"))
    def told_old_secrets(self, obj: Webhook) -> str:
        """How many still sign, and until when; never the secrets."""
        old = list_old_secrets(obj, now=timezone.now())
        if not old:
            return _("None: messages are signed with the newest secret alone.")
        told = ngettext(
            "%d old secret still signs, until:", "%d old secrets still sign, until:", len(old)
        ) % len(old)
        ends = [localize(localtime(each.until)) for each in old]
        return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in [told, *ends]))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        context["has_old_secrets"] = obj is not None and bool(list_old_secrets(obj, now=timezone.now()))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj is None else (*self.fields, *self.readonly_fields)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        user = staff_user(request)
        made = webhooks.create_webhook(user=user, by=user, now=timezone.now(), **form.cleaned_data)
        obj.__dict__.update(made.__dict__)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.secret_page(request, obj, title=_("New webhook"))

    def secret_page(self, request: HttpRequest, obj: Webhook, *, title: str) -> HttpResponse:
        """The one page that shows a secret."""
        context = self.admin_site.each_context(request) | {
            "title": title, "webhook": obj, "back": self.address("changelist"), "opts": self.opts,
        }  # fmt: skip
        return TemplateResponse(request, "admin/webhook_secret.html", context)

    def get_urls(self) -> list[URLPattern]:
        views = {
            "ping": self.ping_view,
            "rotate": self.rotate_view,
            "end-old-secrets": self.end_old_secrets_view,
            "replay": self.replay_view,
            "enable": self.enable_view,
            "disable": self.disable_view,
        }
        return [*(self.make_entry_path(name, view) for name, view in views.items()), *super().get_urls()]

    def rotate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        made: list[Webhook] = []

        def act(obj: Webhook) -> None:
            made.append(webhooks.rotate_secret(obj, by=staff_user(request), now=timezone.now()))

        title = _("New secret")
        explanation = _(
            "For 24 hours messages are signed with the old secret as well, so that none is lost. "
            "If somebody else knows the old secret, end it afterwards."
        )
        page = self.act_view(request, object_id, NothingForm, act, title=title, explanation=explanation)
        return self.secret_page(request, made[0], title=title) if made else page

    def end_old_secrets_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        title = _("End old secrets")
        explanation = _(
            "From the next message on only the newest secret signs. A receiver that still checks with an old one refuses it."
        )
        return self.act_on(request, object_id, webhooks.end_old_secrets, title, explanation)

    def ping_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        title = _("Ask for a test")
        explanation = _(
            "A worker sends a message of the type “ping”; the result is shown on the webhook's page."
        )
        return self.act_on(request, object_id, webhooks.request_ping, title, explanation)

    def replay_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        title, explanation = _("Replay"), _("Everything after this number of the feed is sent again.")
        return self.act_on(request, object_id, webhooks.replay_webhook, title, explanation, ReplayForm)

    def enable_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        title, explanation = _("Enable"), _("It goes on from where it stopped.")
        return self.act_on(request, object_id, webhooks.enable_webhook, title, explanation)

    def disable_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        title, explanation = _("Disable"), _("Nothing is sent until it is enabled again.")
        return self.act_on(request, object_id, webhooks.disable_webhook, title, explanation)

    def act_on(
        self,
        request: HttpRequest,
        object_id: str,
        verb: Verb,
        title: str,
        explanation: str,
        form: type[forms.Form] = NothingForm,
    ) -> HttpResponse:
        def act(obj: Webhook, **values: Any) -> None:
            verb(obj, by=staff_user(request), now=timezone.now(), **values)

        return self.act_view(request, object_id, form, act, title=title, explanation=explanation)
