"""What requests ask for."""
