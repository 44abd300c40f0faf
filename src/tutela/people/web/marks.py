"""Marks on views that the middleware of people looks at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

View = Callable[..., Any]


def without_place(view: View) -> View:
    """Open a page to accounts that are in no organisation."""
    return _marked(view, "without_place")


def before_factor(view: View) -> View:
    """Open a page to accounts that have yet to set up their second factor."""
    return _marked(view, "before_factor")


def _marked(view: View, mark: str) -> View:
    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    setattr(marked, mark, True)
    return marked
