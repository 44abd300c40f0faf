"""Pure parts of the registry: records, vocabulary, exchange formats, topics, duplicates."""
