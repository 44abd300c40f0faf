"""Pages of needs: each parses the request, makes one call, renders."""
