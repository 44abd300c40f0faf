"""The site's settings on a data folder that is gone after the tests."""

import os
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="tutela-tests-", ignore_cleanup_errors=True)
Path(_FOLDER.name, "static").mkdir()
os.environ["TUTELA_DATA_FOLDER"] = _FOLDER.name
os.environ["TUTELA_SECRET_KEY"] = "for tests only, known to everyone"

from tutela.site.settings import *  # noqa: E402, F403 - the folder must be set before it is read
