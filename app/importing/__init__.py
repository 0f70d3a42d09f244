"""Reading what people bring: XLSX and CSV files opened safely, headings found, columns given their meaning."""
