"""Imported files in the data folder, each under its SHA-256, and how far a reading has come."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from tutela.storage import files

_SHELF, _PROGRESS, _STOPS = "imports", "imports-progress", "imports-stops"


def keep(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Write pieces durably; return digest and size of the whole. Equal wholes are kept once."""
    return files.keep_stream(pieces, shelf=_SHELF)


def stream_of(digest: str) -> BinaryIO:
    """Open the bytes of a digest.

    Raises:
        NotFound: The file is gone.
    """
    return files.stream_of(digest, shelf=_SHELF)


def say_progress(key: int, share: float) -> None:
    """Note how far an import has come, 0..1; losing the note loses nothing."""
    path = Path(settings.DATA_FOLDER) / _PROGRESS / str(key)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{share:.3f}", "ascii")


def progress_of(key: int) -> float:
    """Return how far an import has come, 0..1."""
    path = Path(settings.DATA_FOLDER) / _PROGRESS / str(key)
    try:
        return float(path.read_text("ascii"))
    except (OSError, ValueError):
        return 0.0


def forget_progress(key: int) -> None:
    """Remove the note of an import that has ended."""
    with suppress(OSError):
        (Path(settings.DATA_FOLDER) / _PROGRESS / str(key)).unlink(missing_ok=True)


def ask_to_stop(key: int) -> None:
    """Leave a note that whoever reads or keeps an import is to stop."""
    path = Path(settings.DATA_FOLDER) / _STOPS / str(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def asked_to_stop(key: int) -> bool:
    """Tell whether somebody asked to stop."""
    return (Path(settings.DATA_FOLDER) / _STOPS / str(key)).exists()


def forget_stop(key: int) -> None:
    """Remove the note, once it was heard."""
    with suppress(OSError):
        (Path(settings.DATA_FOLDER) / _STOPS / str(key)).unlink(missing_ok=True)
