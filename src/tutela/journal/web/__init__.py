"""The page of the journal."""
