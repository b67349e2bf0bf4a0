"""The first tables: lifters, sensors, sessions, sets, reps, marks, and limits that were set."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

METRICS = (
    "mean_velocity",
    "peak_velocity",
    "mean_propulsive_velocity",
    "range_of_motion",
    "duration",
    "eccentric_duration",
    "time_to_peak",
    "velocity_loss",
    "forward_deviation",
    "lateral_deviation",
    "tilt_range_deg",
    "sticking_velocity",
)


def upgrade() -> None:
    """Create all tables."""
    _create_people()
    _create_sensors()
    _create_sets()
    _create_reps()
    _create_marks()


def _create_people() -> None:
    op.create_table(
        "lifters",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.UniqueConstraint("key", name="uq_lifters_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "overrides",
        _refers("lifter_id", "lifters", ondelete="CASCADE", primary_key=True),
        sa.Column("lift", sa.Text, primary_key=True),
        sa.Column("phase", sa.Text, primary_key=True),
        sa.Column("fields", sa.JSON, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer, primary_key=True),
        _refers("lifter_id", "lifters"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sessions_lifter_id", "sessions", ["lifter_id"])


def _create_sensors() -> None:
    op.create_table(
        "sensors",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.UniqueConstraint("uid", "model", name="uq_sensors_uid_model"),
    )
    op.create_table(
        "calibrations",
        sa.Column("id", sa.Integer, primary_key=True),
        _refers("sensor_id", "sensors", nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("expected_mg", sa.Double, nullable=False),
        sa.Column("constants", sa.JSON, nullable=False),
        sa.UniqueConstraint("sensor_id", "made", name="uq_calibrations_sensor_id_made"),
    )


def _create_sets() -> None:
    op.create_table(
        "sets",
        sa.Column("id", sa.Integer, primary_key=True),
        _refers("session_id", "sessions", nullable=False),
        _refers("lifter_id", "lifters"),
        _refers("sensor_id", "sensors"),
        _refers("calibration_id", "calibrations"),
        sa.Column("lift", sa.Text, nullable=False),
        sa.Column("load_kg", sa.Double),
        sa.Column("started", sa.DateTime, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("phase", "cue", "note", "source")),
        sa.Column("offset_m", sa.Double),
        sa.Column("bar_axis", sa.JSON),
        sa.Column("capture", sa.Text, nullable=False),
        sa.Column("capture_set", sa.Integer, nullable=False),
        sa.Column("capture_from_s", sa.Double),
        sa.Column("video", sa.Text, nullable=False),
        sa.Column("video_offset_s", sa.Double),
        sa.Column("limits", sa.JSON),
        sa.Column("taught", sa.Integer, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("notices", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sets_lifter_id_started", "sets", ["lifter_id", "started"])
    op.create_index("ix_sets_session_id", "sets", ["session_id"])
    op.create_index("ix_sets_started", "sets", ["started"])


def _create_reps() -> None:
    op.create_table(
        "reps",
        _refers("set_id", "sets", ondelete="CASCADE", primary_key=True),
        sa.Column("rep", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("capture_set", sa.Integer, nullable=False),
        sa.Column("start_s", sa.Double),
        sa.Column("end_s", sa.Double),
        sa.Column("valid", sa.Boolean, nullable=False),
        sa.Column("doubts", sa.JSON, nullable=False),
        *(sa.Column(name + end, sa.Double) for name in METRICS for end in ("", "_se")),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("technique_state", sa.Text),
        *(sa.Column(name, sa.JSON) for name in ("technique", "left_technical", "left_muscular")),
        sa.Column("course", sa.LargeBinary),
    )


def _create_marks() -> None:
    op.create_table(
        "marks",
        sa.Column("id", sa.Integer, primary_key=True),
        _refers("set_id", "sets", ondelete="CASCADE", nullable=False),
        sa.Column("rep", sa.Integer, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("undone", sa.DateTime),
    )
    op.create_index("ix_marks_set_id_rep", "marks", ["set_id", "rep"])


def _refers(
    name: str,
    table: str,
    *,
    ondelete: str | None = None,
    primary_key: bool = False,
    nullable: bool = True,
) -> sa.Column[int]:
    return sa.Column(
        name,
        sa.Integer,
        sa.ForeignKey(f"{table}.id", ondelete=ondelete),
        primary_key=primary_key,
        nullable=nullable and not primary_key,
    )
