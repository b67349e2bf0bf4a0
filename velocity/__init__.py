"""Samples → reps → verdicts: arithmetic only, vectorised, no input or output."""
