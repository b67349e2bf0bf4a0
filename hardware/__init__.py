"""The sensor itself, and its simulated double."""
