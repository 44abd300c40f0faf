"""Formats the registry reads and writes."""
