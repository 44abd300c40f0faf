"""Operations and queries as pages call them: behind the wall of their viewer."""

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from types import ModuleType
from typing import Any

import pytest

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


def put_behind_walls(
    monkeypatch: pytest.MonkeyPatch, *modules: ModuleType, capability: str
) -> None:
    """Let what test modules imported from a capability's store run behind the viewer's wall."""
    for module in modules:
        for name, function in list(functions_with_viewer(module, capability)):
            monkeypatch.setattr(module, name, behind_wall(function))


def functions_with_viewer(
    module: ModuleType, capability: str
) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield what a test module imported from the store and calls with a viewer."""
    for name, value in vars(module).items():
        ours = inspect.isfunction(value) and value.__module__.startswith(
            f"tutela.{capability}.store.")
        if ours and "viewer" in inspect.signature(value).parameters:
            yield name, value
