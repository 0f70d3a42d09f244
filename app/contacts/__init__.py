"""Saziņas žurnāls: every contact of a client with the office, on whatever channel, and the clients themselves."""
