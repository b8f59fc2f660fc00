"""What reading any export takes: hostile archives, CSV as people really save it, dates and numbers."""
