"""What pages of planning say, made from what the store returns."""
