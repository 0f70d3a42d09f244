"""Paper and files: page furniture, registers, flowing documents, and export to XLSX, CSV and JSON lines."""
