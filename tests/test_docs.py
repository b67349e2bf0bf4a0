"""The documentation: it can be built, it stays at home, and what it says is so."""

from __future__ import annotations

import argparse
import doctest
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from bargroove.cli.parser import build_parser, parse
from tests import worked

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
SHELL = [
    line
    for text in PAGES.values()
    for block in re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
COMMANDS = sorted({line for line in SHELL if line.startswith("bargroove ")})
MENTIONS = sorted(
    {said for text in PAGES.values() for said in re.findall(r"`(bargroove [^`]+)`", text)}
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-W", "--keep-going", "-q"]
    places = ["-d", str(folder / "trees"), str(DOCS), str(folder / "html")]
    done = subprocess.run([*command, *places], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "html"


class Page(HTMLParser):
    """What a page loads by itself, where its links lead, and the places in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.places.add(value)
            elif name == "src" or (name == "href" and tag == "link"):
                self.loads.append(value or "")
            elif name == "href":
                self.links.append(value or "")


def abroad(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def test_every_page_is_in_the_site_and_in_its_contents(site):
    contents = (site / "index.html").read_text(encoding="utf-8")
    assert [name for name in PAGES if not (site / f"{name}.html").exists()] == []
    assert [name for name in PAGES if f'href="{name}.html"' not in contents] == ["index"]


def test_no_page_asks_the_network_for_anything(site):
    loads = [load for path in site.glob("*.html") for load in Page(path).loads]
    assert loads
    assert [load for load in loads if abroad(load)] == []
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)\"']+", styles) == []


def test_every_link_within_the_site_leads_somewhere(site):
    pages = {path.name: Page(path) for path in site.glob("*.html")}
    dead = [
        f"{name}: {link}"
        for name, page in pages.items()
        for link in page.links
        if not abroad(link) and not leads(link, name, pages, site)
    ]
    assert dead == []


def leads(link: str, name: str, pages: dict[str, Page], site: Path) -> bool:
    address = urlsplit(link)
    there = unquote(address.path) or name
    if there not in pages:
        return (site / there).exists()
    return address.fragment in ("", *pages[there].places)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_shown_is_understood(line):
    assert parse(shlex.split(line, comments=True)[1:]).run


@pytest.mark.parametrize("said", MENTIONS)
def test_every_command_mentioned_is_there_with_its_options(said):
    words = [word for word in said.split()[1:] if word != "…"]
    parser = build_parser()
    while words and (deeds := verbs_of(parser)):
        parser = deeds[words.pop(0)]
    options = {option.split("=")[0] for option in words if option.startswith("--")}
    assert options <= set(parser._option_string_actions)


def verbs_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def test_make_and_the_examples_have_what_is_told():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {line.split()[1] for line in SHELL if line.startswith("make ")}
    assert [name for name in targets if f"\n{name}: " not in makefile] == []
    scripts = {line.split()[1] for line in SHELL if line.startswith("python ")}
    assert scripts
    assert [script for script in scripts if not (ROOT / script).exists()] == []


def test_the_examples_in_python_say_what_happens(tmp_path, monkeypatch):
    worked.lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    blocks = "\n\n".join(python_blocks(PAGES["python"]))
    examples = doctest.DocTestParser().get_doctest(blocks, {}, "python.md", "python.md", 0)
    assert len(examples.examples) > 20
    assert worked.failures(examples) == ""


def python_blocks(text: str) -> Iterator[str]:
    yield from re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
