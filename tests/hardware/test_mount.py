"""The mount: bodies that can be printed, go together, and hold what they are made for."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from manifold3d import Error, Manifold, Mesh

from hardware.mount import PARTS, SHAFTS, CannotBuild, Solid, build, read_stl
from hardware.mount.__main__ import main

pytestmark = pytest.mark.skipif(shutil.which("openscad") is None, reason="needs openscad")

LINER, WALL, UNDER, LONG = 1.5, 4.0, 3.0, 30.0
CELL = (20.0, 5.0, 25.0)
BOARD = (17.8, 1.2, 21.0)
STICK = (48.0, 13.5, 24.0)
BARELY = 0.05  # mm³: what rounding makes bodies share that only touch
Parts = dict[str, Manifold]


@pytest.fixture(scope="module", params=SHAFTS)
def shaft(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def files(shaft: int, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("mount") / "new"
    main(["--shaft", str(shaft), "--to", str(folder)])
    return {path.stem.removesuffix(f"-{shaft}"): path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def parts(files: dict[str, Path]) -> Parts:
    return {part: body(read_stl(path)) for part, path in files.items()}


def body(solid: Solid) -> Manifold:
    """The same in the hands of others, who take nothing that is not closed."""
    corners, ring = np.unique(solid.triangles.reshape(-1, 3), axis=0, return_inverse=True)
    mesh = Mesh(corners.astype(np.float32), ring.reshape(-1, 3).astype(np.uint32))
    made = Manifold(mesh)
    assert made.status() == Error.NoError
    return made


def corners(part: Manifold) -> np.ndarray:
    return np.asarray(part.to_mesh().vert_properties)


def shared(one: Manifold, other: Manifold) -> float:
    return float((one ^ other).volume())


def brick(size: tuple[float, float, float], y: float, z: float, x: float = 0.0) -> Manifold:
    """A body that stands on y and z, with its middle at x."""
    return Manifold.cube(size[:2] + size[2:]).translate((x - size[0] / 2, y, z))


def bolt(radius: float, at: tuple[float, float, float], long: float) -> Manifold:
    """A rod along y with its middle somewhere."""
    return Manifold.cylinder(long, radius, radius, 64, True).rotate((90, 0, 0)).translate(at)


def floor_y(shaft: int) -> float:
    return shaft / 2 + LINER + UNDER


def board_y(shaft: int) -> float:
    return floor_y(shaft) + 6.3 + 1.2 + 2.5


def test_every_part_is_one_watertight_body_of_the_size_it_is_said_to_have(files, parts) -> None:
    assert set(parts) == set(PARTS)
    for part, one in parts.items():
        assert len(one.decompose()) == 1, part
        solid = read_stl(files[part])
        assert solid.closed
        assert solid.volume_mm3 == pytest.approx(one.volume(), rel=1e-5)
        low, high = np.reshape(one.bounding_box(), (2, 3))
        np.testing.assert_allclose(solid.size_mm, high - low, atol=1e-4)


def test_the_bore_is_that_of_the_shaft_and_its_liner(parts: Parts, shaft: int) -> None:
    for part in ("box", "frame", "cap"):
        off_axis = np.hypot(*corners(parts[part])[:, :2].T)
        assert off_axis.min() == pytest.approx(shaft / 2 + LINER, abs=0.02)
    off_axis = np.hypot(*corners(parts["liner"])[:, :2].T)
    assert off_axis.min() == pytest.approx(shaft / 2, abs=0.02)
    assert off_axis.max() == pytest.approx(shaft / 2 + LINER, abs=0.02)


def test_no_two_parts_are_in_the_same_place_and_the_bar_is_free(parts: Parts, shaft: int) -> None:
    bar = Manifold.cylinder(200, shaft / 2, circular_segments=360).translate((0, 0, -85))
    for one, other in (
        ("box", "lid"),
        ("box", "cap"),
        ("box", "liner"),
        ("cap", "liner"),
        ("frame", "gate"),
        ("frame", "cap"),
        ("frame", "liner"),
        ("gate", "liner"),
    ):
        assert shared(parts[one], parts[other]) < BARELY, (one, other)
    for part in PARTS:
        assert shared(parts[part], bar) < BARELY, part


def test_the_halves_leave_a_gap_to_be_drawn_together(parts: Parts) -> None:
    gap = corners(parts["box"])[:, 1].min() - corners(parts["cap"])[:, 1].max()
    assert gap == pytest.approx(1.2, abs=1e-3)


def test_four_screws_and_nuts_go_through_both_halves(parts: Parts, shaft: int) -> None:
    x = shaft / 2 + LINER + WALL + 8.5 / 2
    for half in ("box", "frame"):
        for at in [(side * x, 0, z) for side in (-1, 1) for z in (7.5, 22.5)]:
            screw = bolt(1.5, at, 17)
            assert shared(screw, parts[half]) + shared(screw, parts["cap"]) < BARELY
            nut = bolt(2.75, (at[0], 6.2, at[2]), 2.4)
            assert shared(nut, parts[half]) < BARELY


def test_board_battery_and_switch_fit_into_the_box(parts: Parts, shaft: int) -> None:
    y, top = board_y(shaft), LONG - BOARD[2]
    inside = (
        brick(BOARD, y + 0.05, top),
        brick((9, 3.2, 7.3), y + 1.25, LONG - 6),  # USB-C, which looks out of the lid
        brick(CELL, floor_y(shaft) + 0.5, 3, x=-4.9),
        brick((8.6, 3.7, 3.5), floor_y(shaft) + 1, LONG - 3.5, x=10.15),  # switch
    )
    for one in inside:
        assert shared(one, parts["box"]) < BARELY
        assert shared(one, parts["lid"]) < BARELY
    cell, switch = inside[2:]
    assert shared(cell, switch) == 0


def test_the_board_cannot_rise_or_sink_and_the_battery_lies_apart(parts: Parts, shaft: int) -> None:
    for way in (-0.5, 0.7):
        moved = brick(BOARD, board_y(shaft) + way, LONG - BOARD[2])
        assert shared(moved, parts["box"]) > 5
    between = brick((10, 1.0, 15), floor_y(shaft) + 6.35, 5)
    assert shared(between, parts["box"]) == pytest.approx(between.volume(), rel=1e-3)


def test_the_stick_fits_into_the_frame_and_stays(parts: Parts, shaft: int) -> None:
    y, z = floor_y(shaft), 3.0
    stick = brick(STICK, y + 0.1, z + 0.1)
    assert shared(stick, parts["frame"]) + shared(stick, parts["gate"]) < BARELY
    for way in ((0, 1, 0), (1, 0, 0), (-1, 0, 0), (0, 0, -1)):
        moved = stick.translate(way)
        assert shared(moved, parts["frame"]) > 5, way
    assert shared(stick.translate((0, 0, 1)), parts["gate"]) > 5


def test_buttons_and_screen_of_the_stick_are_left_free(parts: Parts, shaft: int) -> None:
    y = floor_y(shaft) + 2
    free = brick((33, 30, 60), y, -15)
    assert shared(free, parts["frame"]) + shared(free, parts["gate"]) < BARELY


def test_nothing_needs_a_support(files: dict[str, Path]) -> None:
    """What looks down more than 45° above the bed are holes' tops and short bridges."""
    for part, path in files.items():
        triangles = read_stl(path).triangles
        a, b, c = triangles.transpose(1, 0, 2)
        normals = np.cross(b - a, c - a) / 2  # as long as the area
        areas = np.linalg.norm(normals, axis=1)
        low = triangles[:, :, 2].min(axis=1)
        hangs = (normals[:, 2] < -0.72 * areas) & (low > low.min() + 0.1)
        assert areas[hangs].sum() < 200, part
        levels = np.round(low[hangs], 1)
        bridges = [areas[hangs][levels == level].sum() for level in np.unique(levels)]
        assert max(bridges, default=0.0) < 13 * 8, part


def test_a_body_with_a_hole_or_inside_out_is_told(files) -> None:
    whole = read_stl(files["lid"])
    assert not Solid(whole.triangles[1:]).closed
    assert Solid(whole.triangles[:, ::-1]).volume_mm3 == pytest.approx(-whole.volume_mm3)


def test_a_torn_file_is_refused(files, tmp_path: Path) -> None:
    torn = tmp_path / "torn.stl"
    torn.write_bytes(files["lid"].read_bytes()[:-1])
    with pytest.raises(ValueError, match=r"torn\.stl"):
        read_stl(torn)


@pytest.fixture
def no_openscad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_openscad")
def test_without_openscad_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(CannotBuild, match="apt install openscad"):
        build("lid", 28, tmp_path)
    with pytest.raises(SystemExit, match="mount: openscad is not installed"):
        main(["--to", str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_there_is_not_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotBuild, match="there is no part"):
        build("handle", 28, tmp_path)
    assert list(tmp_path.iterdir()) == []
