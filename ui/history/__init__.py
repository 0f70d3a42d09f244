"""The history of a record, beside the page it is opened from."""
