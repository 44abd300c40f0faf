"""Forms of needs: validation with plain errors."""
