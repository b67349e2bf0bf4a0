"""Simulated sensors: commands in, frames out; one for each language the host speaks."""
