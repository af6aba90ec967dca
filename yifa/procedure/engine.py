"""The engine of ``common-expression-language`` (``cel.cel``) without the package's command line.

``import cel`` imports that too, with a terminal's whole toolkit behind it: more than a second of CPU in every process, five times
what reading all procedures takes.
"""

from __future__ import annotations

import sys
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Final

_NAME: Final = "cel.cel"


def _loaded() -> ModuleType:
    known = sys.modules.get(_NAME)
    if known is not None:
        return known
    package = find_spec("cel")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("no module named 'cel'", name="cel")
    folder = Path(package.submodule_search_locations[0])
    path = next(path for suffix in EXTENSION_SUFFIXES if (path := folder / f"cel{suffix}").exists())
    spec = spec_from_file_location(_NAME, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # Where the package itself is imported later, it finds its engine here: it cannot be made twice in a process.
    sys.modules[_NAME] = module
    spec.loader.exec_module(module)
    return module


engine: Final = _loaded()
