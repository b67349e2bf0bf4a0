import io
import re
from dataclasses import replace
from datetime import datetime
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from gui.report.content import SetContent
from gui.report.paper import PaperDocument, write_pdf, write_png
from gui.report.paper_set import set_paper
from gui.report.parts import Chart
from gui.report.set_page import set_charts
from gui.report.set_words import NO_TRIAL
from tests import set_contents
from tests.reps import rep
from tests.set_contents import NAMES, content

MADE = datetime(2026, 11, 22, 10, 45)
ALL = ["clean_set", "slid_set", "unsure_set", "mixed_set", "empty_set", "long_set"]
MOST_PAGES = {"empty_set": 1, "long_set": 7}


def paper(one: SetContent) -> PaperDocument:
    return set_paper(one, made=MADE, version="9.8.7")


@pytest.fixture
def printed(tmp_path):
    """Print what there is to say of a set, and open it again."""

    def read(one: SetContent) -> PdfReader:
        path = tmp_path / "report.pdf"
        write_pdf(paper(one), path)
        return PdfReader(io.BytesIO(path.read_bytes()))

    return read


@pytest.fixture(scope="module")
def slid(tmp_path_factory):
    """The words of the set in which the bar went forward, as they stand on paper."""
    path = tmp_path_factory.mktemp("paper") / "slid.pdf"
    write_pdf(paper(set_contents.slid_set()), path)
    return words(PdfReader(io.BytesIO(path.read_bytes())))


def words(reader: PdfReader) -> str:
    """All text of a document, whatever lines it is broken into."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", normalize("NFKC", text))


@pytest.mark.parametrize("name", ALL)
def test_a_set_fits_a_few_pages_and_is_drawn_in_lines(name, printed):
    one = getattr(set_contents, name)()
    reader = printed(one)
    assert 1 <= len(reader.pages) <= MOST_PAGES.get(name, 4)
    assert not any(page.images for page in reader.pages)
    text = words(reader)
    for chart in set_charts(one):
        assert chart.title in text


def test_every_verdict_stands_on_paper_with_its_reasons(slid):
    assert "Rack after rep 7" in slid
    for judged in set_contents.slid_set().reps:
        for reason in judged.reasons:
            assert reason.told in slid
    assert slid.count("broke") >= 2


def test_what_was_measured_stands_on_paper_with_its_errors(slid):
    assert slid.count("0.525 ± 0.005") >= 2  # mean and mean propulsive velocity of the fourth


def test_other_limits_and_what_they_stand_on_are_told(slid):
    assert "30 % not at all –" in slid
    assert "What they stand on: from 60 clean reps in 10 sets, and 0 marks." in slid


def test_where_no_rep_can_be_trusted_no_other_limit_is_tried(printed):
    text = words(printed(set_contents.unsure_set()))
    assert NO_TRIAL in text
    assert "not at all" not in text


def test_why_there_is_no_curve_is_told(slid):
    assert "The reps were imported, so there is no capture" in slid


def test_a_set_without_reps_says_what_is_missing(printed):
    text = words(printed(set_contents.empty_set()))
    for told in ("The last word on these reps is not in", "There is no rep to judge", "no groove"):
        assert told in text


def test_where_the_reps_are_in_the_film_is_told(printed):
    one = set_contents.long_set()
    text = words(printed(one))
    assert one.film.url in text
    assert f"rep 1 at {one.film.jumps[0].at_s:.1f} s" in text


@pytest.mark.parametrize("name", NAMES)
def test_whatever_the_lifter_is_called_stands_in_the_title(name, printed):
    reader = printed(content([rep(1)], lifter=name))
    assert reader.metadata.title == f"Squat, 100 kg, {name}"
    shown = words(reader)
    for part in re.findall(r"[\w<>()/=&\"']+", name):
        assert set(part) <= set(shown)
        assert not part.isascii() or part in shown.replace(" ", "")


def test_a_picture_shows_the_set_at_a_glance_its_velocity_and_its_path(tmp_path):
    document = paper(set_contents.slid_set())
    parts = [part for section in document.card for part in section.parts]
    charts = [part.title for part in parts if isinstance(part, Chart)]
    assert charts == ["Velocity per rep", "Path from the side"]
    write_png(document, tmp_path / "set.png")
    image = QImage(str(tmp_path / "set.png"))
    assert image.width() == 1240
    assert 2 * image.width() < image.height() < 3 * image.width()


def test_a_picture_of_a_set_without_reps_is_short(tmp_path):
    write_png(paper(set_contents.empty_set()), tmp_path / "set.png")
    assert QImage(str(tmp_path / "set.png")).height() < 1240


def test_a_long_note_goes_over_lines(printed):
    note = "It felt heavy from the first rep on. " * 60
    text = words(printed(replace(content([rep(1)]), about=(("Note", note),))))
    assert text.count("It felt heavy from the first rep on.") == 60
