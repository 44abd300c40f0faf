"""Everything that changes plans; each call is one transaction with its note in the journal."""
