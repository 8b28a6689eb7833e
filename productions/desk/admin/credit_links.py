"""From what is wrong with a roll to the credits that it is about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.releases.services.preview import Preview
from productions.releases.services.roll_refusals import RollRefusal
from productions.shared.refusals import Refusal, translate_for_reader


def find_credit_addresses(production: Production, uids: Iterable[str]) -> dict[str, str]:
    """The pages of the production's credits, by uid, at the field that says where the name may be broken. One query."""
    rows = Credit.objects.live().filter(production=production, uid__in=list(uids)).values_list("uid", "pk")
    return {
        str(uid): f"{reverse('admin:productions_credit_change', args=[key])}#id_name_breaks"
        for uid, key in rows
    }


def pick_address(addresses: Mapping[str, str], uids: Sequence[str]) -> str:
    """The page of the first of the credits that has one; empty where none has."""
    return next((addresses[uid] for uid in uids if uid in addresses), "")


def describe_wide_lines(preview: Preview, production: Production) -> list[dict[str, Any]]:
    """Each line that does not fit, with its sentence and its credit's address, which may be empty."""
    over = [fitting for fitting in preview.reel.fittings if fitting.over]
    if not over:
        return []
    addresses = find_credit_addresses(production, (uid for fitting in over for uid in fitting.credits))
    return [
        {
            "sentence": translate_for_reader(fitting.sentence),
            "address": pick_address(addresses, fitting.credits),
        }
        for fitting in over
    ]


def link_to_credits(refusal: Refusal, production: Production) -> Refusal:
    """The refusal with a link to its credit behind each sentence that is about one."""
    if not isinstance(refusal, RollRefusal) or not refusal.credits:
        return refusal
    addresses = find_credit_addresses(production, (uid for uids in refusal.credits.values() for uid in uids))

    def link(sentence: str) -> str:
        address = pick_address(addresses, refusal.credits.get(sentence, ()))
        return (
            format_html('{} <a href="{}">{}</a>', sentence, address, _("Open the credit"))
            if address
            else sentence
        )

    refusal.fields = {name: [link(each) for each in texts] for name, texts in refusal.fields.items()}
    refusal.general = [link(each) for each in refusal.general]
    return refusal
