"""The sounds of a live set: tones made here, played or written to a file."""
