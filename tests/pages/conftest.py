"""Shared by the tests of public pages."""

import pytest

from tests.html_pages import read_page


@pytest.fixture
def open_page(client):
    """Opens a page in a language and reads it with a parser."""

    def open_address(address, language="en"):
        answer = client.get(f"/{language}/{address}")
        assert answer.status_code == 200, (address, answer.status_code)
        return read_page(answer)

    return open_address
