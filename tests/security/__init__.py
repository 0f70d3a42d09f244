"""What a person may not see or change in Lete they cannot with psql and their own password either."""
