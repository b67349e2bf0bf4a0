"""How the documentation is built: ``make docs``; nothing in it asks the network for anything."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parents[1]))

from bargroove import __version__

project = "Bargroove"
author = "the Bargroove project"
copyright = author
version = release = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
nitpicky = True

myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_member_order = "bysource"
napoleon_use_ivar = True
napoleon_use_rtype = False

# Types that are not pages of this site.
nitpick_ignore_regex = [
    ("py:class", r"(numpy|velocity|bargroove|firmware_bridge|os|collections|sqlalchemy)\..*"),
    ("py:class", r"n|s"),  # a shape and a unit taken for types
    ("py:exc", r"[A-Za-z]+"),  # the logbook's own errors, all of them a LogbookError
]

html_theme = "furo"
html_title = "Bargroove"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_search_summary = False  # which has to fetch, and from file:// may not
html_show_copyright = False


def _stay_here(app: Sphinx, page: str, source: list[str]) -> None:
    """Let links to sections of the README lead to where the site includes them."""
    source[0] = source[0].replace("](../README.md#", "](#")


def _apart(
    app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    """Give two attributes that share a description a line each; one line would be misread."""
    for at in reversed(range(len(lines))):
        if both := re.match(r":ivar (\w+), (\w+):(.*)", lines[at]):
            first, second, told = both.groups()
            lines[at : at + 1] = [f":ivar {first}: see ``{second}``", f":ivar {second}:{told}"]


def setup(app: Sphinx) -> None:
    """Take part in the building."""
    app.connect("autodoc-process-docstring", _apart, priority=600)  # once napoleon is done
    app.connect("source-read", _stay_here)
