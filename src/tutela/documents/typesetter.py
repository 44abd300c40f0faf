"""The one door to Typst: sources in memory, our fonts only, nothing read from the machine."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst


def typeset(sources: Mapping[str, bytes], inputs: Mapping[str, str], **options: Any) -> bytes:
    """Compile ``main.typ`` among the sources.

    Args:
        sources: Files by name.
        inputs: Words the template reads as ``sys.inputs``.
        options: What ``typst.Compiler.compile`` takes: format, ppi, pdf_standards, timestamp.
    """
    # The wheel takes files in memory, which its type stubs leave out.
    memory: Any = dict(sources)
    compiler = typst.Compiler(memory, font_paths=_fonts(), sys_inputs=dict(inputs))
    made = compiler.compile(**options)
    if not isinstance(made, bytes):
        raise TypeError("a picture of several pages was made where one was wanted")
    return made


@cache
def _fonts() -> typst.Fonts:
    folder = Path(str(files("tutela.documents"))) / "fonts"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
