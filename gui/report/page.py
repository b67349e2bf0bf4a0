"""Pages out of templates: one file each, which holds all it shows and asks for nothing."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gui.report import numbers
from gui.report.shapes import icon


def render(template: str, *, title: str, made: datetime, version: str, **content: object) -> str:
    """Return a page.

    Args:
        template: name of a file of ``templates``; it extends ``base.html``.
        title: of the window.
        made: when the page is made, in the local time.
        version: of the program that makes it.
        content: what the template asks for. All text is escaped; drawings come by ``drawn``.
    """
    style, script = _inlined("report.css"), _inlined("report.js")
    page = _environment().get_template(template)
    return page.render(
        title=title,
        made=made,
        version=version,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        **content,
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("gui.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = (numbers.with_error, numbers.plain, numbers.percent, numbers.load)
    for told in (*shown, numbers.day, numbers.moment, safe_link):
        made.filters[told.__name__] = told
    made.filters["drawn"] = Markup
    made.globals["icon"] = lambda state, side=20.0: Markup(icon(state, side))
    made.globals["NONE"] = numbers.NONE
    return made


def safe_link(url: str) -> str:
    """Return a link that may be followed: to a file or the web; "" for any other."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # no URL at all
        return ""
    return url if scheme.lower() in ("", "file", "http", "https") else ""


@cache
def _inlined(name: str) -> str:
    return files("gui.report").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return what a page may do: nothing but what it brings along, and show a film."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " img-src data:; media-src file: https:; base-uri 'none'; form-action 'none'"
    )


def _hash(inlined: str) -> str:
    return f"'sha256-{b64encode(sha256(inlined.encode()).digest()).decode()}'"
