from tests.postgresql import durable_database, fresh_database, postgresql_server

__all__ = ["durable_database", "fresh_database", "postgresql_server"]

# Programmes of their own with their own Django settings, run by test_walls.py.
collect_ignore = ["battery.py", "moments.py", "probes.py", "walled"]
