"""Names of a module that are loaded when they are first used, so that importing the module costs nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def loaded_on_use(module: str, home: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a module (PEP 562) whose names are found in the modules that `home` gives for them.

    >>> get = loaded_on_use("framing", {"FramingError": "framing.errors"})
    >>> get("FramingError").__module__
    'framing.errors'
    """

    def load(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        value = getattr(import_module(home[name]), name)
        setattr(sys.modules[module], name, value)  # the next look-up finds it there
        return value

    return load
