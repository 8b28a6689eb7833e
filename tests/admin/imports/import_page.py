"""The import page of a production, as a browser without its script uses it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from productions.models import Credit
from tests.html_pages import find_all, get_value, list_texts, read_page, read_page_text

SHEET = "役職,名前\n背景,試験 一郎\n原画,試験 二子\n"
ENTERED = [("background_art", "試験 一郎"), ("key_animation", "試験 二子")]
EVENT = (
    "00{n}  AX  V  C  00:00:00:00 00:00:02:00 01:00:0{start}:00 01:00:0{end}:00\n* FROM CLIP NAME: C00{n}\n"
)
CLIPS = [EVENT.format(n=n, start=2 * (n - 1), end=2 * n) for n in (1, 2, 3)]
EDL = "TITLE: EP01\nFCM: NON-DROP FRAME\n" + "".join(CLIPS)
RANGE = "カット,尺\nC001-C300,2+00\n"


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
        fields = find_all(read_page(seen), "input", name="digest")
        hidden = {"digest": get_value(fields[0])} if fields else {}
        return self.client.post(seen.request["PATH_INFO"], {"act": act, **hidden, **data}, follow=True)


def text_of(answer):
    """The words of a page, with one space between them, full-width ones too."""
    return " ".join(read_page_text(answer).split())


def tabs_of(answer):
    """How many are in each group of a plan."""
    tabs = [each for each in find_all(read_page(answer)) if get_value(each, "class").startswith("group-")]
    return {
        get_value(each, "class").removeprefix("group-"): int(list_texts(each, "strong")[0]) for each in tabs
    }


def questions_of(answer):
    """The keys of the questions on a page, in their order."""
    names = [get_value(each, "name") for each in find_all(read_page(answer))]
    keys = [name.removeprefix("answer-") for name in names if name.startswith("answer-")]
    return list(dict.fromkeys(keys))


def acts_of(answer):
    """What the buttons of a page do."""
    return {get_value(each) for each in find_all(read_page(answer), "button", name="act")}


def credited(production):
    """The roles and names of a production's credits."""
    credits = Credit.objects.live().filter(production=production)
    return sorted(credits.values_list("role__code", "credited_as"))
