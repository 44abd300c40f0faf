"""Changes to the registry. Each checks the viewer, changes, and writes the journal at once.

``records`` registers, edits and withdraws; ``imports`` takes files over; ``merging`` merges and
parts; ``suggesting`` takes proposals and moderates them; ``resources`` keeps materials and experts;
``keys`` and ``watching`` serve other systems and people who want to be told.
"""
