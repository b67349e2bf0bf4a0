"""The languages there are, by what they call themselves."""

from __future__ import annotations

LANGUAGES = {"en": "English", "de": "Deutsch"}
