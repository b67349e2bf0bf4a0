"""Reports as PDF and as a picture: what stands on the paper, and how it gets there.

Qt draws them, in a process of its own: it needs an application object of which a process can have
but one, and ends the process where something is missing.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gui.report.parts import Chart, Table

A4_MM = (210.0, 297.0)
A4_ACROSS_MM = (297.0, 210.0)
CARD_MM = 120.0
"""Width of a picture that is read on a telephone."""
_FONTS = {"QT_QPA_FONTDIR": rf"{os.environ['SYSTEMROOT']}\Fonts"} if os.name == "nt" else {}
"""Where Windows has its fonts, which Qt does not find by itself where it draws offscreen."""


class CannotPrint(RuntimeError):
    """Qt does not draw here; the message says why."""


@dataclass(frozen=True)
class Tile:
    """What is seen first: a value under its name, in a colour ``#rrggbb``, and words below it."""

    name: str
    value: str
    told: str = ""
    colour: str = "#000000"


@dataclass(frozen=True)
class Tiles:
    """Tiles beside each other."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Banner:
    """What it all amounts to: a drawing (one ``svg`` element), a word in a colour, and why."""

    icon: str
    word: str
    told: str
    colour: str = "#000000"


@dataclass(frozen=True)
class Items:
    """Short texts, one below the other; each may run the way of its own script."""

    texts: tuple[str, ...]


Part = str | Banner | Items | Tiles | Table | Chart
"""A paragraph, or something else that stands below what comes before it."""


@dataclass(frozen=True)
class Section:
    """Parts under a heading; "" for none."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class PaperDocument:
    """What stands on the paper.

    Attributes:
        title: heads it, and is the PDF's own title.
        subtitle: below the title, and with it on each page.
        sections: in their order.
        made: when, in the local time.
        version: of the program.
        size_mm: width and height of a page; a picture is as wide, and as high as it takes.
        card: what a picture shows instead of all sections, in the size for a telephone.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    made: datetime
    version: str
    size_mm: tuple[float, float] = A4_MM
    card: tuple[Section, ...] = ()


def write_pdf(document: PaperDocument, path: Path) -> None:
    """Write a document as a PDF with pages of its size.

    Nothing is written before all is drawn.

    Raises:
        CannotPrint: it cannot be drawn.
        OSError: the file cannot be written.
    """
    path.write_bytes(_drawn(document, "pdf"))


def write_png(document: PaperDocument, path: Path) -> None:
    """Write a document as one picture, 1240 px wide.

    Nothing is written before all is drawn.

    Raises:
        CannotPrint: it cannot be drawn.
        OSError: the file cannot be written.
    """
    path.write_bytes(_drawn(document, "png"))


def _drawn(document: PaperDocument, kind: str) -> bytes:
    command = [sys.executable, "-P", "-m", "gui.report.paper_print", kind]
    done = subprocess.run(
        command, input=pickle.dumps(document), capture_output=True, env=_environment(), check=False
    )
    if done.returncode:
        raise CannotPrint(_why(done.stderr.decode(errors="replace"), done.returncode))
    return done.stdout


def _environment() -> dict[str, str]:
    """Return the present environment, for a process that finds what this one finds."""
    found = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    return {**_FONTS, **os.environ, **found}


def _why(told: str, status: int) -> str:
    """Return what a process said before it ended: Python says it last, and Qt first."""
    lines = told.strip().splitlines() or [f"it ended with status {status}"]
    return lines[-1].split("Error: ")[-1] if status > 0 else lines[0]
