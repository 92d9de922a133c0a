"""Import a library without what it brings and licet never calls."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast


@contextmanager
def left_out(module: str) -> Iterator[None]:
    """Have imports of ``module`` fail meanwhile, as where it is not installed; not if it is there already.

    For libraries that say what they do without it.
    """
    if module in sys.modules:
        yield
        return
    modules = cast(dict[str, ModuleType | None], sys.modules)
    modules[module] = None
    try:
        yield
    finally:
        del modules[module]


@contextmanager
def left_empty(module: str) -> Iterator[None]:
    """Have imports of ``module`` find it empty meanwhile; not if it is there already.

    For libraries that import what they need for a part of their work that licet never asks of them.
    """
    if module in sys.modules:
        yield
        return
    sys.modules[module] = ModuleType(module)
    try:
        yield
    finally:
        del sys.modules[module]
