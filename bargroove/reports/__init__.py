"""Reports: what the logbook and the captures know, gathered, and written to files."""
