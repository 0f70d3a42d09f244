"""Name cards, staff IDs and plates: who has which, where they are, and what they look like on paper."""
