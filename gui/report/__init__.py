"""Reports: what is left of a set, a session, a lifter or a team, as pages that stand alone.

A ``…Content`` holds all that a page says; the functions that make pages of it are pure. One HTML
file holds everything it shows, works without a network, and mostly without scripts.
"""
