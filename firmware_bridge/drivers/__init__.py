"""Drivers: one sensor's language each, without input or output."""
