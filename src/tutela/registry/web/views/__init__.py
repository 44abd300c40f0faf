"""Views: parse the request, one call, render."""
