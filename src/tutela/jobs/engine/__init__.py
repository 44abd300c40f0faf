"""When a failed job is tried again, and when it is given up."""
