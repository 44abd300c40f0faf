"""Sphinx: the documentation, built with warnings as errors in ``make test``."""

project = "Tutela"
author = "the Tutela contributors"
copyright = "2026, the Tutela contributors. Text under CC BY 4.0"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "samples"]
html_theme = "furo"
html_title = "Tutela"
html_static_path: list[str] = []
myst_heading_anchors = 3
# Pages work without a network: nothing is fetched from elsewhere.
html_theme_options = {"source_repository": ""}
templates_path: list[str] = []
