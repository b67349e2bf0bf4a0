"""The simulated bar moves as one rigid body, and an ideal sensor feels exactly that motion."""

from dataclasses import replace

import numpy as np
import pytest

from hardware.simulated import IDEAL, VARIANTS, Imu, Place, SimulatedSet, random_plan, simulate
from hardware.simulated.bar import GRAVITY, Unrest, move, rate_of
from hardware.simulated.strokes import DENSE_RATE, Channel, Dip, Profile, Stroke, travels

GRID_SPEED = replace(IDEAL, rate=DENSE_RATE)


def a_set(variant: str, seed: int, imu: Imu = IDEAL, place: Place | None = None) -> SimulatedSet:
    rng = np.random.default_rng(seed)
    return simulate(random_plan(variant, rng), imu, rng, place)


def product(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    w, v, x, u = p[..., :1], p[..., 1:], q[..., :1], q[..., 1:]
    dot = np.sum(v * u, axis=-1, keepdims=True)
    return np.concatenate([w * x - dot, w * u + x * v + np.cross(v, u)], axis=-1)


def turned(q: np.ndarray, v: np.ndarray) -> np.ndarray:
    t = 2.0 * np.cross(q[:, 1:], v)
    return v + q[:, :1] * t + np.cross(q[:, 1:], t)


def integrated(sim: SimulatedSet, step: float) -> tuple[np.ndarray, np.ndarray]:
    """Velocity and position (n, 3) of the sensor by plain dead reckoning from the true start."""
    gyro = sim.angular_rate
    turns = 0.5 * (gyro[1:] + gyro[:-1]) * step + np.cross(gyro[:-1], gyro[1:]) * step**2 / 12.0
    angle = np.linalg.norm(turns, axis=1, keepdims=True)
    q = np.concatenate([np.cos(angle / 2), 0.5 * np.sinc(angle / (2 * np.pi)) * turns], axis=1)
    reach = 1
    while reach < len(q):
        q[reach:] = product(q[:-reach], q[reach:])
        reach *= 2
    mount, tilt = sim.place.mount_angle, sim.plan.attitude[1]
    start = product(
        np.array([np.cos(tilt / 2), np.sin(tilt / 2), 0.0, 0.0]),
        np.array([np.cos(mount / 2), 0.0, np.sin(mount / 2), 0.0]),
    )
    q = product(start[None], np.concatenate([[[1.0, 0.0, 0.0, 0.0]], q]))
    acceleration = turned(q, sim.specific_force) - [0.0, 0.0, GRAVITY]
    velocity = summed(acceleration, step)
    return velocity, summed(velocity, step)


def summed(x: np.ndarray, step: float) -> np.ndarray:
    steps = 0.5 * (x[1:] + x[:-1]) * step
    return np.concatenate([np.zeros((1, 3)), np.cumsum(steps, axis=0)])


@pytest.mark.parametrize(
    ("variant", "place"),
    [
        ("squat", Place()),
        ("deadlift", Place(0.9, 0.03)),
        ("touch_and_go_bench", Place(-0.6, 0.0, mount_angle=2.0)),
    ],
)
def test_dead_reckoning_of_an_ideal_sensor_returns_the_true_track(
    variant: str, place: Place
) -> None:
    sim = a_set(variant, 6, GRID_SPEED, place)
    velocity, way = integrated(sim, 1.0 / DENSE_RATE)
    track = sim.truth.sensor_track
    n = len(sim.times)
    path = np.stack([track.forward, track.lateral, track.height], axis=1)[:n]
    off = np.abs(velocity[:, 2] - track.vertical_velocity[:n])
    # the grid's own finite differences show while the bar rings at up to 80 Hz
    rings = np.array([ring.start_s for ring in sim.plan.rings])
    since = (sim.times[:, None] - rings).T
    calm = ~np.any((since > -0.05) & (since < 0.3), axis=0)
    assert off[calm].max() < 1e-3
    assert np.abs(way - (path - path[0])).max() < 1e-3


def test_an_ideal_sensor_at_its_usual_rate_loses_a_millimetre_per_second_at_most() -> None:
    sim = a_set("paused_squat", 6)
    velocity, _ = integrated(sim, 1.0 / sim.rate)
    track = sim.truth.sensor_track
    off = np.abs(velocity[:, 2] - np.interp(sim.times, track.time, track.vertical_velocity))
    rack = sim.plan.rings[-1].start_s
    resting = (sim.times > sim.truth.reps[-1].end_s) & (sim.times < rack - 1.0)
    assert np.median(off[resting]) < 1.2e-3


def test_a_point_off_the_middle_feels_the_rigid_body_terms() -> None:
    motion = move(random_plan("bench", np.random.default_rng(1)))
    place = np.array([0.02, 0.9, -0.01])
    rate = motion.angular_rate()
    turning = rate_of(rate)
    arm = place[:, None]
    expected = (
        motion.specific_force(motion.position)
        + np.cross(turning, arm, axis=0)
        + np.cross(rate, np.cross(rate, arm, axis=0), axis=0)
    )
    felt = motion.specific_force(motion.point(place))
    assert np.abs(felt - expected)[:, 10:-10].max() < 0.02


def test_a_bar_in_the_rack_feels_only_gravity() -> None:
    sim = a_set("squat", 3)
    norm = np.linalg.norm(sim.specific_force[:20], axis=1)
    assert norm == pytest.approx(GRAVITY, abs=1e-9)
    assert np.abs(sim.angular_rate[:20]).max() == 0.0


def test_the_sensor_s_y_axis_points_to_the_left_end() -> None:
    sim = a_set("squat", 3)
    assert sim.specific_force[0, 1] == pytest.approx(GRAVITY * np.sin(sim.plan.attitude[1]))


def test_the_same_seed_gives_the_same_set_and_another_seed_another() -> None:
    one, same, other = a_set("bench", 5, Imu()), a_set("bench", 5, Imu()), a_set("bench", 6, Imu())
    np.testing.assert_array_equal(one.specific_force, same.specific_force)
    assert one.truth.reps == same.truth.reps
    assert one.truth.reps != other.truth.reps


def test_a_plan_alone_decides_the_motion() -> None:
    plan = random_plan("row", np.random.default_rng(1))
    one, other = (simulate(plan, Imu(), np.random.default_rng(seed)) for seed in (1, 2))
    assert one.truth.reps == other.truth.reps
    assert len(one.stamps) == len(other.stamps)


def test_a_stroke_travels_exactly_as_far_as_it_says() -> None:
    profile = Profile(0.1, 0.4, -1.0, (Dip(0.4, 0.1, 0.8), Dip(0.7, 0.1, 1.0, 8)))
    moved = travels([Stroke(Channel.UP, 0.2, 0.9, 0.55, profile)], 3000)
    assert moved[Channel.UP, -1] == pytest.approx(0.55, rel=1e-12)
    assert moved[Channel.UP, 400] == 0.0
    assert np.all(np.diff(moved[Channel.UP]) >= 0.0)
    assert np.count_nonzero(moved[Channel.FORWARD]) == 0


def test_unrest_reaches_the_bar_only_in_the_hands() -> None:
    plan = replace(
        random_plan("squat", np.random.default_rng(2)),
        strokes=(Stroke(Channel.GRIP, 2.0, 0.5, 1.0),),
        rings=(),
        unrest=Unrest(tremor_m=1e-3, sway_m=1e-3, breath_m=1e-3),
        duration_s=30.0,
    )
    position = move(plan).position
    assert np.abs(position[:, : int(2.0 * DENSE_RATE)]).max() == 0.0
    assert position[0, 6000:].std() == pytest.approx(np.sqrt(2.0) * 1e-3, rel=0.3)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_s_reps_are_there_and_of_a_believable_size(variant: str) -> None:
    kind = VARIANTS[variant]
    for seed in range(3):
        sim = a_set(variant, seed)
        # A set of Romanian deadlifts may begin with the pull from the floor, which is a longer rep.
        pulls = sum(rep.eccentric_duration is None for rep in sim.truth.reps)
        assert pulls == 0 or (pulls == 1 and variant == "romanian_deadlift")
        assert 4 <= len(sim.truth.reps) - pulls <= 12
        for rep in sim.truth.reps[pulls:]:
            assert kind.range_of_motion[0] - 0.06 < rep.range_of_motion
            assert rep.range_of_motion < kind.range_of_motion[1] + 0.06
            assert 0.06 < rep.mean_velocity < 1.1
            assert rep.mean_velocity < rep.peak_velocity
        ends = [rep.end_s for rep in sim.truth.reps]
        starts = [rep.start_s for rep in sim.truth.reps]
        assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
        assert sim.lift == kind.lift


def test_touch_and_go_bench_hardly_stops_at_the_top() -> None:
    for seed in range(5):
        sim = a_set("touch_and_go_bench", seed)
        for phase, following in zip(sim.plan.reps, sim.plan.reps[1:], strict=False):
            assert following.descent_start_s is not None
            assert following.descent_start_s - phase.ascent_end_s <= 0.15


def test_a_fixed_tilt_shows_in_every_rep() -> None:
    rng = np.random.default_rng(4)
    sim = simulate(random_plan("bench", rng, tilt_deg=3.0), IDEAL, rng)
    tilts = [rep.tilt_range_deg for rep in sim.truth.reps]
    assert np.mean(tilts) == pytest.approx(3.2, abs=0.7)
    assert min(tilts) > 2.0


def test_an_unknown_variant_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        random_plan("curling", np.random.default_rng(0))
