"""Alembic's revisions of the schema; run by app.core.migrate."""
