"""Every module of the topics' services, loaded."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import productions

ROOT = Path(productions.__file__).parent


def list_service_modules() -> list[ModuleType]:
    paths = [*ROOT.glob("*/services.py"), *ROOT.glob("*/services/*.py"), ROOT / "upgrade.py"]
    names = (path.relative_to(ROOT.parent).with_suffix("").parts for path in sorted(paths))
    return [import_module(".".join(name)) for name in names if name[-1] != "__init__"]


def get_short_name(module: str) -> str:
    """The word that a module's verbs are known by: "disputes" for `productions.claims.services.disputes`."""
    return module.removesuffix(".services").rpartition(".")[2]
