"""The server as the guard: Postgres itself keeps permissions, audit, versions and numbers."""
