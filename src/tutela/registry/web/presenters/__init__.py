"""What pages say, worked out from what the store returns."""
