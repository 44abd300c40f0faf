"""Shapes for templates: no database, no request."""
