"""Šodien: what waits for a person, gathered from every register; it has no records of its own."""
