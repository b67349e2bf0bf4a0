"""Draws a document: ``python -m gui.report.paper_print pdf|png``.

It reads a pickled ``PaperDocument`` from its input and writes the file to its output; where it
cannot, it says why and ends with status 1.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from gui.report.paper import CARD_MM, PaperDocument, Section
from gui.report.paper_flow import Piece, pages
from gui.report.paper_parts import heading, pieces
from gui.report.paper_text import FAINT, FAMILIES, LEFT, MM, RIGHT, Lines, cut

_GENERIC = {"Monospace", "Sans Serif", "Serif"}  # names that exist without any font
_MARGIN = 15 * MM
_SMALL_MARGIN = 7 * MM
_FOOT = 8 * MM
_RESOLUTION = 720
_SMALL = 8.0  # points
_PIXELS = 1240
_MOST_PIXELS = 32767  # of the height of what Qt paints on
_TAB, _SPACE = b"<0009> ", b"<0020> "  # Qt tells those who search that each space is a tab
_SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform


def main() -> None:
    """Draw what comes in as the kind that is asked for."""
    app = QGuiApplication(["bargroove"])
    if not set(QFontDatabase.families()) - _GENERIC:
        sys.exit("no font is installed on this machine, so there is nothing to write with")
    QFont.insertSubstitutions("sans-serif", FAMILIES)
    document: PaperDocument = pickle.load(sys.stdin.buffer)
    draw = {"pdf": pdf, "png": png}[sys.argv[1]]
    sys.stdout.buffer.write(draw(document))
    app.quit()


def pdf(document: PaperDocument) -> bytes:
    """Return a document as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, document)
    width, height = (side * MM for side in document.size_mm)
    laid = _pieces(document, document.sections, _MARGIN, width)
    done = pages(laid, height - 2 * _MARGIN - _FOOT)
    painter = QPainter(writer)
    for number, page in enumerate(done, 1):
        if number > 1:
            writer.newPage()
        for y, piece in page:
            piece.draw(painter, _MARGIN + y)
        told = f"{_made(document)}, page {number} of {len(done)}"
        foot = _foot(f"{document.title} · {document.subtitle}", told, _MARGIN, width)
        foot.draw(painter, height - _MARGIN - foot.height)
    painter.end()
    return bytes(buffer.data().data()).replace(_TAB, _SPACE)


def _writer(buffer: QBuffer, document: PaperDocument) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    size = QPageSize(QSizeF(*document.size_mm), QPageSize.Unit.Millimeter)
    as_told = QPageLayout.Orientation.Portrait  # width and height are what the size says
    writer.setPageLayout(QPageLayout(size, as_told, QMarginsF(0, 0, 0, 0)))
    writer.setTitle(document.title)
    writer.setCreator(f"Bargroove {document.version}")
    return writer


def png(document: PaperDocument) -> bytes:
    """Return a document as one picture."""
    width = (CARD_MM if document.card else document.size_mm[0]) * MM
    laid = _pieces(document, document.card or document.sections, _SMALL_MARGIN, width)
    (page,) = pages(laid, float("inf"))
    foot = _foot("", _made(document), _SMALL_MARGIN, width)
    bottom = page[-1][0] + page[-1][1].height + _FOOT
    scale = _PIXELS / width
    height = round((bottom + foot.height + 2 * _SMALL_MARGIN) * scale)
    if height > _MOST_PIXELS:
        sys.exit("it is too long for one picture; a PDF holds it")
    image = QImage(_PIXELS, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(_SMOOTH)
    painter.scale(scale, scale)
    for y, piece in [*page, (bottom, foot)]:
        piece.draw(painter, _SMALL_MARGIN + y)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def _pieces(
    document: PaperDocument, sections: Sequence[Section], margin: float, page: float
) -> Iterator[Piece]:
    width = page - 2 * margin
    yield heading(document.title, margin, width, points=18.0, gap=0.0)
    yield heading(document.subtitle, margin, width, points=10.0, gap=1 * MM, faint=True)
    for section in sections:
        if section.heading:
            yield heading(section.heading, margin, width, points=13.0, gap=7 * MM)
        yield from pieces(section.parts, margin, width)


def _foot(left: str, right: str, margin: float, page: float) -> Piece:
    """Return what stands at the foot of a page."""
    width = page - 2 * margin
    at_right = Lines(right, width, _SMALL, colour=FAINT, align=RIGHT)
    room = width - at_right.width - 5 * MM
    at_left = Lines(cut(left, room, _SMALL), room, _SMALL, colour=FAINT, align=LEFT)

    def draw(painter: QPainter, y: float) -> None:
        at_left.draw(painter, margin, y)
        at_right.draw(painter, margin, y)

    return Piece(at_right.height, draw)


def _made(document: PaperDocument) -> str:
    return f"made {document.made:%Y-%m-%d %H:%M} by Bargroove {document.version}"


if __name__ == "__main__":
    main()
