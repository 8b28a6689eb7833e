"""The import page of a production, as a browser without its script uses it."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from productions.models import Credit

SHEET = "役職,名前\n背景,試験 一郎\n原画,試験 二子\n"
ENTERED = [("background_art", "試験 一郎"), ("key_animation", "試験 二子")]


class ImportPage:
    """`upload`, then `act` on what is seen."""

    def __init__(self, client, production):
        self.client, self.production = client, production
        self.address = reverse("admin:productions_production_import", args=[production.pk])

    def get(self, query=""):
        return self.client.get(self.address + query)

    def upload(self, data=SHEET, filename="sheet.csv"):
        """Bring a file; the page that follows."""
        data = data.encode() if isinstance(data, str) else data
        return self.client.post(self.address, {"file": SimpleUploadedFile(filename, data)}, follow=True)

    def paste(self, text):
        return self.client.post(self.address, {"pasted": text}, follow=True)

    def look(self, seen, query):
        """The same page with another query."""
        return self.client.get(seen.request["PATH_INFO"] + query)

    def act(self, seen, act, /, **data):
        """Press a button of a page that was seen."""
        digest = re.search(r'name="digest" value="([^"]*)"', seen.content.decode())
        hidden = {"digest": digest[1]} if digest else {}
        return self.client.post(seen.request["PATH_INFO"], {"act": act, **hidden, **data}, follow=True)


def text_of(answer):
    """The words of a page."""
    html = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).replace("&#x27;", "'")


def tabs_of(answer):
    """How many are in each group of a plan."""
    found = re.findall(r'class="group-(\w+)"[^>]*>[^<]*<strong>(\d+)', answer.content.decode())
    return {code: int(count) for code, count in found}


def questions_of(answer):
    """The keys of the questions on a page, in their order."""
    keys = re.findall(r'name="answer-(\w+)"', answer.content.decode())
    return list(dict.fromkeys(keys))


def credited(production):
    """The roles and names of a production's credits."""
    credits = Credit.objects.live().filter(production=production)
    return sorted(credits.values_list("role__code", "credited_as"))
