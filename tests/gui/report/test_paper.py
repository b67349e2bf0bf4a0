import io
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from gui.report.paper import (
    A4_ACROSS_MM,
    Banner,
    CannotPrint,
    Items,
    PaperDocument,
    Section,
    Tile,
    Tiles,
    write_pdf,
    write_png,
)
from gui.report.parts import Chart, Table

NASTY = "<script>alert(1)</script>"
ARABIC = "محمد علي"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 300"><path d="M10 10L200 200"'
    ' stroke="#0072b2"/><text x="50" y="290" font-family="sans-serif" font-size="14">'
    "in the drawing</text></svg>"
)
NUMBERS = Table(("rep", "m/s"), (("1", "0.62 ± 0.01"),), (True, True))
BASE = PaperDocument(
    "squat, 100 kg, Anna",
    "Sunday 22 November 2026",
    (Section("First", ("The first of all offices.",)),),
    datetime(2026, 11, 22, 10, 45),
    "9.8.7",
)


def chart(width: int = 720) -> Chart:
    return Chart("Velocity of each rep", "alt", SVG.format(width=width), NUMBERS)


def with_parts(*parts: object, **changes: object) -> PaperDocument:
    return replace(BASE, sections=(Section("First", parts),), **changes)  # type: ignore[arg-type]


@pytest.fixture
def read(tmp_path):
    """Print a document, and open it again."""

    def printed(document: PaperDocument) -> PdfReader:
        path = tmp_path / "report.pdf"
        write_pdf(document, path)
        return PdfReader(io.BytesIO(path.read_bytes()))

    return printed


def texts(reader: PdfReader) -> list[str]:
    return [normalize("NFKC", page.extract_text()) for page in reader.pages]


def picture(document: PaperDocument, tmp_path: Path) -> QImage:
    path = tmp_path / "report.png"
    write_png(document, path)
    return QImage(str(path))


def test_what_a_pdf_is_of_stands_in_its_title(read):
    told = read(BASE).metadata
    assert told.title == "squat, 100 kg, Anna"
    assert told.creator == "Bargroove 9.8.7"


def test_the_text_of_a_pdf_can_be_searched(read):
    (text,) = texts(read(with_parts("The first of all offices.", NUMBERS)))
    for words in ("squat, 100 kg, Anna", "The first of all offices.", "0.62 ± 0.01"):
        assert words in text


def test_every_page_says_of_what_it_is_and_which_it_is(read):
    pages = texts(read(with_parts(*["A paragraph. " * 30] * 40)))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"2026-11-22 10:45 by Bargroove 9.8.7, page {number} of {len(pages)}" in text
        assert "squat, 100 kg, Anna" in text


def test_a_page_is_as_large_as_asked(read):
    (page,) = read(replace(BASE, size_mm=A4_ACROSS_MM)).pages
    assert page.mediabox.width == pytest.approx(842, abs=1)
    assert page.mediabox.height == pytest.approx(595, abs=1)


def test_a_table_over_two_pages_has_its_headings_on_both(read):
    rows = tuple((f"{i}", f"value {i}") for i in range(80))
    first, second = texts(read(with_parts(Table(("rep", "what there is"), rows))))
    assert "what there is" in first
    assert "what there is" in second
    for i in range(80):
        assert (f"value {i}\n" in first) != (f"value {i}\n" in second)


def test_all_of_a_table_with_many_columns_is_on_the_page(read):
    headings = tuple(f"heading {i}" for i in range(12))
    rows = (tuple(f"{i}.25 ± 0.01" for i in range(12)),)
    (text,) = texts(read(with_parts(Table(headings, rows, (True,) * 12))))
    for i in range(12):
        assert f"{i}.25 ± 0.01" in text


def test_what_needs_little_room_in_a_table_is_not_broken_for_what_needs_much(read):
    long = "many words " * 40
    (text,) = texts(read(with_parts(Table(("What", "Why"), (("Reps not trusted", long),)))))
    assert "Reps not trusted" in text


def test_what_people_are_called_is_shown_as_it_is(read):
    name = f"{NASTY} =HYPERLINK(1) 💪"
    reader = read(with_parts(Table(("who",), ((name,),)), title=name))
    assert reader.metadata.title == name
    assert texts(reader)[0].count(f"{NASTY} =HYPERLINK(1)") == 3  # the title, the foot, the table


def test_arabic_is_written_in_arabic_letters(read):
    (text,) = texts(read(with_parts(ARABIC, title=f"squat, {ARABIC}")))
    letters = set(text)
    assert set(ARABIC) - {" "} <= letters


def test_words_stand_on_the_page_of_the_table_below_them(read):
    words = "What the table is of."
    table = Table(("rep", "who"), (("1", "Layla"),) * 3)
    for count in range(30, 36):
        for text in texts(read(with_parts(*["A paragraph."] * count, words, table))):
            assert (words in text) == ("Layla" in text)


def test_parts_with_nothing_in_them_take_no_room(read):
    (text,) = texts(read(with_parts("", Tiles(()), Items(()), Table(("a", "b"), ()))))
    assert "First" in text


def test_a_name_without_an_end_stays_on_the_paper(read):
    (text,) = texts(read(with_parts("x" * 200, Table(("who",), (("y" * 200,),)))))
    assert text.count("x") >= 200
    assert text.count("y") >= 200


def test_nothing_is_written_beside_the_paper(read):
    tile = Tile(ARABIC, ARABIC, ARABIC)
    banner = Banner(SVG.format(width=300), ARABIC, ARABIC)
    items = Items((ARABIC, "Layla"))
    table = Table((ARABIC, "who"), ((ARABIC, "Layla"),), (True, False))
    (page,) = read(with_parts(Tiles((tile,) * 3), banner, items, table, title=ARABIC)).pages
    places: list[float] = []

    def seen(text: str, scale: list[float], place: list[float], *font: object) -> None:
        if text.strip():
            places.append(scale[0] * place[4] + scale[4])

    page.extract_text(visitor_text=seen)
    assert len(places) > 10
    assert 0.0 <= min(places) <= max(places) < page.mediabox.width


def test_charts_are_drawn_in_lines_and_letters(read):
    (page,) = read(with_parts(chart())).pages
    assert not page.images
    text = page.extract_text()
    assert "Velocity of each rep" in text
    assert "in the drawing" in text


def test_charts_stand_beside_each_other_where_there_is_room(read):
    narrow = chart(480)
    assert len(read(with_parts(*[narrow] * 4)).pages) == 1
    assert len(read(with_parts(*[chart()] * 4)).pages) > 1


def test_a_picture_is_as_wide_as_said_and_holds_what_there_is(tmp_path):
    short = picture(BASE, tmp_path)
    tall = picture(with_parts(chart(), chart()), tmp_path)
    assert short.width() == tall.width() == 1240
    assert tall.height() > short.height() + 500
    assert tall.pixelColor(2, 2).name() == "#ffffff"
    inked = sum(tall.pixelColor(x, 60).lightness() < 128 for x in range(tall.width()))
    assert inked > 10  # the title


def test_a_picture_shows_the_card_where_there_is_one(tmp_path):
    whole = with_parts(*[chart()] * 20)
    card = replace(whole, card=(Section("", (Tiles((Tile("reps", "8"),)),)),))
    assert picture(card, tmp_path).height() < 1240 < picture(whole, tmp_path).height()


def test_what_is_too_long_for_a_picture_is_told(tmp_path):
    with pytest.raises(CannotPrint, match="too long for one picture; a PDF holds it"):
        write_png(with_parts(*[chart()] * 200), tmp_path / "report.png")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have fonts")
def test_a_machine_without_fonts_is_told_of(tmp_path, monkeypatch):
    settings = tmp_path / "fonts.conf"
    settings.write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    with pytest.raises(CannotPrint, match="no font is installed"):
        write_pdf(BASE, tmp_path / "report.pdf")


def test_a_report_that_cannot_be_drawn_leaves_the_last_one_as_it_was(tmp_path, monkeypatch):
    missing = "libEGL.so.1: cannot open shared object file"
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6/__init__.py").write_text(f"raise ImportError({missing!r})")
    monkeypatch.syspath_prepend(tmp_path)
    last = tmp_path / "report.pdf"
    last.write_bytes(b"the last one")
    with pytest.raises(CannotPrint, match=f"^{missing}$"):
        write_pdf(BASE, last)
    assert last.read_bytes() == b"the last one"
