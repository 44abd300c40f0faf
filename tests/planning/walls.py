"""Operations and queries as pages call them: behind the wall of their viewer."""

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from types import ModuleType
from typing import Any

from tutela.storage.wall import acting_for


def behind_wall(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, acting for the organisation of its viewer."""
    signature = inspect.signature(function)

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        viewer = signature.bind(*args, **kwargs).arguments["viewer"]
        with acting_for(viewer.organisation):
            return function(*args, **kwargs)

    return run


def functions_with_viewer(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield what a test module imported from the store and calls with a viewer."""
    for name, value in vars(module).items():
        ours = inspect.isfunction(value) and value.__module__.startswith("tutela.planning.store.")
        if ours and "viewer" in inspect.signature(value).parameters:
            yield name, value
