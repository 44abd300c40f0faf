"""What every page of every capability takes from its request."""
