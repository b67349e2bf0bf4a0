from hypothesis import given
from hypothesis import strategies as st

from gui.report.paper_flow import Piece, pages

HEIGHT = 100.0


def piece(height: float, **more: object) -> Piece:
    return Piece(height, lambda painter, y: None, **more)  # type: ignore[arg-type]


SOME = st.builds(
    piece,
    st.floats(1.0, 60.0),
    gap=st.floats(0.0, 10.0),
    keeps=st.booleans(),
)


def test_what_does_not_fit_goes_to_the_next_page():
    assert [len(page) for page in pages([piece(60), piece(40), piece(1)], HEIGHT)] == [2, 1]


def test_a_heading_goes_with_what_comes_below_it():
    first, second = pages([piece(80), piece(10, keeps=True), piece(20)], HEIGHT)
    assert [len(first), len(second)] == [1, 2]


def test_headings_of_a_table_are_repeated_on_its_next_page():
    head = piece(10, keeps=True)
    rows = [piece(30, again=head) for _ in range(5)]
    for page in pages([head, *rows], HEIGHT):
        assert page[0] == (0.0, head)
        assert [y for y, _ in page[1:3]] == [10.0, 40.0]


def test_space_above_is_left_out_at_the_top_of_a_page():
    (first, _), (second, _) = (page[0] for page in pages([piece(90, gap=9)] * 2, HEIGHT))
    assert first == second == 0.0


def test_what_is_higher_than_a_page_has_one_to_itself():
    assert [len(page) for page in pages([piece(5), piece(150), piece(5)], HEIGHT)] == [1, 1, 1]


def test_of_nothing_there_is_one_empty_page():
    assert pages([], HEIGHT) == [[]]


@given(st.lists(SOME))
def test_every_piece_is_on_one_page_in_its_order(pieces):
    done = [one for page in pages(pieces, HEIGHT) for _, one in page]
    assert len(done) == len(pieces)
    assert all(a is b for a, b in zip(done, pieces, strict=True))


@given(st.lists(SOME.filter(lambda one: not one.keeps)))
def test_no_piece_leaves_its_page_or_covers_another(pieces):
    for page in pages(pieces, HEIGHT):
        ends = [0.0]
        for y, one in page:
            assert y >= ends[-1] - 1e-9
            ends.append(y + one.height)
        assert ends[-1] <= HEIGHT + 1e-9
