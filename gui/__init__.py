"""Verdicts → people: tables, and later screens, sound and reports."""
