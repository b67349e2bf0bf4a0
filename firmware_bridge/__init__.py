"""Sensor bytes and recordings → clocked samples."""
