"""Operations and queries of the registry as pages call them: behind the wall of their viewer."""

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from tests.needs.walls import behind_wall

__all__ = ["behind_wall", "functions_with_viewer"]


def functions_with_viewer(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield what a test module imported from the store and calls with a viewer."""
    for name, value in vars(module).items():
        ours = inspect.isfunction(value) and value.__module__.startswith("tutela.registry.store.")
        if ours and "viewer" in inspect.signature(value).parameters:
            yield name, value
