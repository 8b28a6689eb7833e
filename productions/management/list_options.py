"""The file of a list that a command is given."""

from pathlib import Path

from django.core.management.base import CommandError

from productions.interchange.cut_lists.list_bundles import LIST_NAMES


def read_list_file(path: Path, *, most: int) -> tuple[Path, bytes]:
    """The file and at most `most` + 1 bytes of it; of a bundle that is a folder (.otiod, .fcpxmld) the list inside.

    Raises CommandError.
    """
    if path.is_dir():
        path = next((each for name in LIST_NAMES if (each := path / name).is_file()), path)
    try:
        with path.open("rb") as file:
            return path, file.read(most + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
