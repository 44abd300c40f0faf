"""Changes to needs. Each checks the viewer, changes, and writes the journal in one transaction."""
