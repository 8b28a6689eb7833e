"""The import page of a production, for whoever may do everything."""

import pytest

from tests.admin.imports.import_page import ImportPage


@pytest.fixture
def page(client, boss, production):
    return ImportPage(client, production)
