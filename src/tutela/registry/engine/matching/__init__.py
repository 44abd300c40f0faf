"""Duplicate candidates across providers and languages: found, weighed, explained, never merged."""
