"""Whether a page is valid HTML, and built so that those who do not see it can find their way."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

NO_TABLE, NO_GROUP = "a table without a caption", "a drawing without words"


def parsed(page: str) -> tuple[Element, list[str]]:
    """Return a page as a tree without namespaces, and what a strict parser says against it."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(page)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return tree, [f"{code} at line {where[0]}" for where, code, _ in parser.errors]


def faults(page: str) -> list[str]:
    """Return all that is wrong with a page; nothing, where it is sound."""
    tree, found = parsed(page)
    return [*found, *_references(tree), *_headings(tree), *_tables(tree), *_drawings(tree)]


def words_of(element: Element) -> str:
    """Return the words in an element, as they are read."""
    return " ".join("".join(element.itertext()).split())


def _all(tree: Element, *names: str) -> list[Element]:
    return [element for element in tree.iter() if element.tag in names]


def _references(tree: Element) -> list[str]:
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    asked: list[Any] = [
        name
        for element in tree.iter()
        for key in ("aria-labelledby", "aria-describedby", "for")
        for name in element.get(key, "").split()
    ]
    asked += [a.get("href", "")[1:] for a in _all(tree, "a") if a.get("href", "").startswith("#")]
    twice = [f"id {name} more than once" for name, count in ids.items() if count > 1]
    return twice + [f"no id {name}" for name in asked if name not in ids]


def _headings(tree: Element) -> list[str]:
    levels = [int(one.tag[1]) for one in _all(tree, "h1", "h2", "h3", "h4", "h5", "h6")]
    found = [] if levels.count(1) == 1 and levels[0] == 1 else [f"headings {levels}"]
    return found + [f"h{b} right after h{a}" for a, b in pairwise(levels) if b > a + 1]


def _tables(tree: Element) -> list[str]:
    found = []
    for table in _all(tree, "table"):
        caption = table.find("caption")
        if caption is None or not words_of(caption):
            found.append(NO_TABLE)
        rows = [[int(cell.get("colspan", 1)) for cell in row] for row in _all(table, "tr")]
        widths = {sum(row) for row in rows}
        name = words_of(caption) if caption is not None else ""
        found += [f"rows of {sorted(widths)} cells in {name!r}"] if len(widths) != 1 else []
        found += [
            f"a heading without scope in {name!r}"
            for th in _all(table, "th")
            if not th.get("scope")
        ]
    return found


def _drawings(tree: Element) -> list[str]:
    named = ("aria-label", "aria-labelledby", "aria-hidden")
    found = [NO_GROUP for svg in _all(tree, "svg") if not any(svg.get(name) for name in named)]
    for point in _all(tree, "g"):
        title = point.find("title")
        if point.get("role") == "img" and (title is None or not words_of(title)):
            found.append("a point without words")
    return found
