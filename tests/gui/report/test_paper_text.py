import pytest

from gui.report.paper_text import LEFT, RIGHT, Lines, cut

ARABIC = "ليلى بنت محمد"
WIDTH = 3000.0

pytestmark = pytest.mark.usefixtures("app")


def ends(lines: Lines) -> tuple[float, float]:
    box = lines.lines[0].naturalTextRect()
    return box.left(), box.right()


@pytest.mark.parametrize("text", [ARABIC, f"• {ARABIC}: 100 kg"])
def test_a_paragraph_begins_on_the_side_where_its_script_does(text):
    assert ends(Lines("Layla", WIDTH))[0] == 0.0
    assert ends(Lines(text, WIDTH))[1] == pytest.approx(WIDTH, abs=5)


def test_a_cell_keeps_to_its_side_in_any_script():
    for text in ("Layla", ARABIC):
        assert ends(Lines(text, WIDTH, align=LEFT))[0] == pytest.approx(0.0, abs=5)
        assert ends(Lines(text, WIDTH, align=RIGHT))[1] == pytest.approx(WIDTH, abs=5)


def test_text_is_broken_into_lines_of_its_width():
    one, two = Lines("word " * 3, WIDTH), Lines("word " * 30, WIDTH)
    assert len(one.lines) == 1 < len(two.lines)
    assert two.width <= WIDTH
    assert two.height == pytest.approx(len(two.lines) * one.height, rel=0.01)


def test_a_word_wider_than_its_place_is_broken():
    assert Lines("W" * 200, WIDTH).width <= WIDTH


def test_lines_that_people_made_stay_lines():
    assert len(Lines("one\ntwo\n\nfour", WIDTH).lines) == 4


def test_text_that_is_cut_shows_that_it_is():
    assert cut("short", WIDTH, 8.0) == "short"
    assert cut("long " * 100, WIDTH, 8.0).endswith("…")
