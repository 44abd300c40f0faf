from tests.postgresql import fresh_database, postgresql_server

__all__ = ["fresh_database", "postgresql_server"]

# Programmes of their own with their own Django settings, run by test_kill.py.
collect_ignore = ["counting", "counting_settings.py", "killing.py", "doing.py"]
