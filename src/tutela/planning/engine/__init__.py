"""Pure parts of planning: the catalogue, the problem, choosing, scheduling, explaining."""
