"""Static files of the site in tests: looked for once."""

from collections.abc import Iterator
from typing import Any

import pytest
from whitenoise.middleware import WhiteNoiseMiddleware


@pytest.fixture(autouse=True, scope="session")
def found_once() -> Iterator[None]:
    """Static files are looked for once a process: each client of a test has middleware of its own, which would look at each of them."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, dict[str, dict[str, Any]]()

    def add_found(middleware: WhiteNoiseMiddleware) -> None:
        if middleware.static_prefix not in found:
            before = dict(middleware.files)
            find(middleware)
            found[middleware.static_prefix] = {
                url: file for url, file in middleware.files.items() if before.get(url) is not file
            }
        middleware.files.update(found[middleware.static_prefix])

    WhiteNoiseMiddleware.add_files_from_finders = add_found
    yield
    WhiteNoiseMiddleware.add_files_from_finders = find
