"""Static files with a digest in their names, so that browsers may keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Files(CompressedManifestStaticFilesStorage):
    """Name files by their content once they are collected; by their plain name before.

    ``tutela site serve`` collects them first. Tests and tools draw pages without that step:
    whitenoise then finds the files in the packages.
    """

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """Return the name under which a file is served."""
        return str(super().stored_name(name)) if self.hashed_files else name
