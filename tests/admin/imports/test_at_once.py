"""A page of the import that is looked at in another language by several tabs at once: one plans anew, the others wait."""

from django.test import Client
from django.urls import reverse

from productions.models import ImportJob
from tests.admin.imports.import_page import ImportPage
from tests.domain.test_imports_together import at_once


def test_nobody_sees_an_error(unlocked, client, staff, production):
    editor = staff("editor")
    client.force_login(editor)
    ImportPage(client, production).upload()
    job = ImportJob.objects.get()
    address = reverse("admin:productions_production_import_file", args=[production.pk, job.uid])

    def look(language):
        tab = Client(headers={"accept-language": language})
        tab.force_login(editor)
        return lambda: tab.get(address)

    for language in ("ja", "en", "ja", "en"):
        answers = at_once([look(language) for _tab in range(8)])
        assert {getattr(answer, "status_code", answer) for answer in answers} <= {200, 302}
    job.refresh_from_db()
    assert (job.state, job.language) == ("done", "en")
