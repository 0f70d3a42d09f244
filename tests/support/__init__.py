"""What tests stand on: a real Postgres server and fresh databases on both engines."""
