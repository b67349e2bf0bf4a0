from __future__ import annotations

import numpy as np
import pytest

from velocity.calibration import GRAVITY
from velocity.samples import Samples
from velocity.six_poses import FACES, BadPoses, Still, missing_faces, solve

MG = GRAVITY / 1000
AXES = np.repeat(np.eye(3), 2, axis=0) * np.tile([1, -1], 3)[:, None]
EDGES = np.array([[1, 1, 0], [1, 0, 1], [0, 1, -1]]) / np.sqrt(2)


class Sensor:
    """A sensor with faults: it reads A f + b, the inverse of what the corrections undo."""

    def __init__(self, seed: int, cross: float = 0.003) -> None:
        self.rng = np.random.default_rng(seed)
        self.matrix = np.eye(3) + cross * self.rng.standard_normal((3, 3))
        np.fill_diagonal(self.matrix, 1 + 0.004 * self.rng.standard_normal(3))
        self.bias = 20 * MG * self.rng.standard_normal(3)
        self.turning = np.radians(self.rng.standard_normal(3))

    def at(self, up: np.ndarray, noise: float = 0.0) -> Still:
        reading = self.matrix @ (GRAVITY * up) + self.bias
        return Still(reading + noise * self.rng.standard_normal(3), self.turning, 0.1 * MG, 1e-5, 4)

    def held(self, ups: np.ndarray, askew: float = 4.0, noise: float = 0.2 * MG) -> list[Still]:
        ups = ups + np.radians(askew) * self.rng.standard_normal(ups.shape)
        return [self.at(up / np.linalg.norm(up), noise) for up in ups]


def random_directions(n: int) -> np.ndarray:
    ups = np.random.default_rng(0).standard_normal((n, 3))
    return ups / np.linalg.norm(ups, axis=1, keepdims=True)


def sizes_after(sensor: Sensor, constants) -> np.ndarray:
    readings = np.array([sensor.at(up).specific_force for up in random_directions(200)])
    zeros = np.zeros_like(readings)
    samples = Samples(100.0, readings, zeros, np.zeros(len(readings), np.uint8))
    return np.linalg.norm(constants.specific_force(samples), axis=0) - GRAVITY


def test_a_perfect_sensor_needs_no_correction():
    sensor = Sensor(0)
    sensor.matrix, sensor.bias = np.eye(3), np.zeros(3)
    solved = solve(sensor.held(AXES, noise=0.0))
    assert np.abs(solved.constants.accel_bias).max() < 1e-9
    assert np.abs(solved.constants.accel_matrix).max() < 1e-9
    assert solved.before < 1e-9


def test_six_poses_find_bias_and_scale():
    sensor = Sensor(1, cross=0.0)
    constants = solve(sensor.held(AXES, noise=0.0)).constants
    assert np.abs(constants.accel_bias - sensor.bias).max() < 1.0 * MG
    assert np.diag(constants.accel_matrix) == pytest.approx(
        1 - 1 / np.diag(sensor.matrix), abs=5e-4
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_gyroscopes_bias_is_what_it_reads_at_rest(seed):
    sensor = Sensor(seed)
    assert np.allclose(solve(sensor.held(AXES)).constants.gyro_bias, sensor.turning)


@pytest.mark.parametrize(("poses", "most_mg"), [(AXES, 6.0), (np.vstack([AXES, EDGES]), 1.2)])
def test_what_is_expected_of_the_answer_is_what_remains(poses, most_mg):
    ratios = []
    for seed in range(40):
        sensor = Sensor(seed, cross=0.007)
        solved = solve(sensor.held(poses, noise=0.5 * MG))
        left = np.sqrt(np.mean(sizes_after(sensor, solved.constants) ** 2))
        assert solved.expected < most_mg * MG
        ratios.append(left / solved.expected)
    assert 0.7 < np.sqrt(np.mean(np.square(ratios))) < 1.3


def test_poses_on_edges_make_cross_terms_visible():
    sensor = Sensor(3)
    symmetric = (sensor.matrix + sensor.matrix.T) / 2 - np.eye(3)
    faces, all_poses = (
        solve(sensor.held(poses)).constants.accel_matrix
        for poses in (AXES, np.vstack([AXES, EDGES]))
    )
    off = np.triu_indices(3, 1)
    assert np.abs(faces[off]).max() < 0.3 * np.abs(symmetric[off]).max()
    assert np.allclose(all_poses[off], symmetric[off], atol=6e-4)


def test_a_pose_has_the_name_of_the_axis_that_points_up_or_down():
    assert [Sensor(0).at(up).face for up in AXES] == list(FACES)
    assert [Sensor(0).at(up).face for up in EDGES] == [None] * 3


@pytest.mark.parametrize("face", range(6))
def test_a_missing_pose_is_named(face):
    stills = Sensor(0).held(AXES)
    del stills[face]
    assert missing_faces(stills) == [FACES[face]]
    with pytest.raises(BadPoses, match=f"poses missing: {FACES[face]}"):
        solve(stills)


def test_a_pose_that_was_not_gravity_alone_is_refused():
    stills = Sensor(0).held(np.vstack([AXES, EDGES]))
    shoved = Still(stills[6].specific_force * 1.02, stills[6].angular_rate, 0.1 * MG, 1e-5, 4)
    with pytest.raises(BadPoses, match="o it again"):
        solve([*stills[:6], shoved, *stills[7:]])


def test_faults_that_no_sound_sensor_has_are_refused():
    sensor = Sensor(0)
    sensor.bias = np.array([0.0, 300 * MG, 0.0])
    with pytest.raises(BadPoses, match="a bias of 301 mg on y"):
        solve(sensor.held(AXES))
    sensor = Sensor(0)
    sensor.matrix[2, 2] = 1.2
    with pytest.raises(BadPoses, match=r"in the scale of z"):
        solve(sensor.held(AXES))
