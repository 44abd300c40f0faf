from tests.postgresql import fresh_database, postgresql_server

__all__ = ["fresh_database", "postgresql_server"]

# A programme of its own, run by test_tampering.py.
collect_ignore = ["tampering.py"]
