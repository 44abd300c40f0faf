"""Readings of needs. Each takes the viewer and returns only what the viewer may see."""
