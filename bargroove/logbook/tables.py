"""The logbook's tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from bargroove.logbook.plain import MEASURED

LARGEST = 2**31 - 1
"""Number that a column of numbers takes."""
_KEPT_IDS = {"sqlite_autoincrement": True}  # no id is given twice


class Utc(TypeDecorator[datetime]):
    """A time in UTC, stored without a zone, aware in Python."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take the zone off."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Put the zone on."""
        return value and value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """Text of any origin; what no database takes is dropped or becomes ``?``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make it plain UTF-8."""
        return value and value.replace("\0", "").encode("utf-8", "replace").decode()


class Base(DeclarativeBase):
    """Root of the tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        str: Words,
        float: Double,
        datetime: Utc,
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }


class LifterRow(Base):
    """A lifter; ``key`` is the name as it is compared."""

    __tablename__ = "lifters"
    __table_args__ = _KEPT_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    note: Mapped[str]
    created: Mapped[datetime]


class SensorRow(Base):
    """A sensor that sets were read from."""

    __tablename__ = "sensors"
    __table_args__ = (UniqueConstraint("uid", "model"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    model: Mapped[str]


class CalibrationRow(Base):
    """A calibration that was applied to a set, as ``bargroove.calibrations`` has it."""

    __tablename__ = "calibrations"
    __table_args__ = (UniqueConstraint("sensor_id", "made"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sensor_id: Mapped[int] = mapped_column(ForeignKey("sensors.id"))
    made: Mapped[str]
    expected_mg: Mapped[float]
    constants: Mapped[dict[str, Any]]
    sensor: Mapped[SensorRow] = relationship(lazy="joined", innerjoin=True)


class SessionRow(Base):
    """Sets of one lifter that follow each other closely; nobody's sets likewise."""

    __tablename__ = "sessions"
    __table_args__ = _KEPT_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    lifter_id: Mapped[int | None] = mapped_column(ForeignKey("lifters.id"), index=True)


class SetRow(Base):
    """A set without its reps; see ``records.SetHead``."""

    __tablename__ = "sets"
    __table_args__ = (Index(None, "lifter_id", "started"), _KEPT_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"), index=True)
    lifter_id: Mapped[int | None] = mapped_column(ForeignKey("lifters.id"))
    sensor_id: Mapped[int | None] = mapped_column(ForeignKey("sensors.id"))
    calibration_id: Mapped[int | None] = mapped_column(ForeignKey("calibrations.id"))
    lift: Mapped[str]
    load_kg: Mapped[float | None]
    started: Mapped[datetime] = mapped_column(index=True)
    phase: Mapped[str]
    cue: Mapped[str]
    note: Mapped[str]
    source: Mapped[str]
    offset_m: Mapped[float | None]
    bar_axis: Mapped[list[Any] | None]
    capture: Mapped[str]
    capture_set: Mapped[int]
    capture_from_s: Mapped[float | None]
    video: Mapped[str]
    video_offset_s: Mapped[float | None]
    limits: Mapped[dict[str, Any] | None]
    taught: Mapped[int]
    complete: Mapped[bool]
    notices: Mapped[list[Any]]
    lifter: Mapped[LifterRow | None] = relationship(lazy="joined")
    sensor: Mapped[SensorRow | None] = relationship(lazy="joined")
    calibration: Mapped[CalibrationRow | None] = relationship(lazy="joined")


def _json(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, JSON(none_as_null=True), nullable=nullable)


REPS = Table(
    "reps",
    Base.metadata,
    Column("set_id", ForeignKey("sets.id", ondelete="CASCADE"), primary_key=True),
    Column("rep", Integer, primary_key=True, autoincrement=False),
    Column("capture_set", Integer, nullable=False),
    Column("start_s", Double),
    Column("end_s", Double),
    Column("valid", Boolean, nullable=False),
    _json("doubts"),
    *(Column(name + end, Double) for name in MEASURED for end in ("", "_se")),
    Column("verdict", Text, nullable=False),
    _json("reasons"),
    Column("technique_state", Text),
    _json("technique", nullable=True),
    _json("left_technical", nullable=True),
    _json("left_muscular", nullable=True),
    Column("course", LargeBinary),
)
"""The reps of the sets: every metric of ``velocity.Rep`` and its standard error."""


class MarkRow(Base):
    """What a person said of a rep; only ever added, or taken back."""

    __tablename__ = "marks"
    __table_args__ = (Index(None, "set_id", "rep"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("sets.id", ondelete="CASCADE"))
    rep: Mapped[int]
    mark: Mapped[str]
    made: Mapped[datetime]
    undone: Mapped[datetime | None]


class OverrideRow(Base):
    """Limits that a person has set for a lifter, a lift, and a phase; phase "" is any."""

    __tablename__ = "overrides"

    lifter_id: Mapped[int] = mapped_column(
        ForeignKey("lifters.id", ondelete="CASCADE"), primary_key=True
    )
    lift: Mapped[str] = mapped_column(primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[dict[str, Any]]
