"""Pages of planning: parse, one call, render."""
