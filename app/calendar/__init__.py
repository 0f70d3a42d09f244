"""Latvian working days: public, moved and shortened days, and terms that explain themselves."""
