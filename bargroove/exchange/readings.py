"""Rows of other products' CSV as readings: one rep each, in SI units and kg."""

from __future__ import annotations

from dataclasses import dataclass

from bargroove.exchange.cells import bad, is_blank, number, whole
from bargroove.exchange.dates import When, day_first, is_ordered, read_when
from bargroove.exchange.errors import BadImport
from bargroove.exchange.headings import SCALES, Heading, read_heading
from bargroove.exchange.products import Product, places
from bargroove.exchange.sheet import Row, Sheet

_MOST = {
    "mean_velocity": 6.0,
    "peak_velocity": 12.0,
    "mean_propulsive_velocity": 6.0,
    "range_of_motion": 3.0,
    "duration": 60.0,
    "time_to_peak": 60.0,
}
"""More than this, in SI units, is no barbell; it is a wrong unit."""
METRICS = tuple(_MOST)
_UNITS = {"range_of_motion": "m", "duration": "s", "time_to_peak": "s"}
_HEAVIEST = 1000.0  # kg


@dataclass(frozen=True)
class Told:
    """What is said of a file beside its content; None where nothing is.

    Attributes:
        weight_unit: ``kg`` or ``lb``, of weights that come without.
        day_first: whether dates have the day before the month.
    """

    weight_unit: str | None = None
    day_first: bool | None = None


@dataclass(frozen=True)
class Reading:
    """One row.

    Attributes:
        workout: the workout it belongs to, as the file writes it.
        rep: number of the rep in its set; None where the file does not number reps.
        reps: number of reps that the row sums up; None where it is one rep's own row.
        values: metrics in SI units; those the file does not have are not in it.
    """

    line: int
    athlete: str
    exercise: str
    workout: str
    when: When
    set: int
    rep: int | None
    reps: int | None
    load_kg: float | None
    note: str
    values: dict[str, float]


class Reader:
    """Reads a product's rows.

    Args:
        sheet: the file.
        product: whose it is.
        told: what the file may not say.

    Raises:
        BadImport: a column is missing, or the dates' order cannot be told.
    """

    def __init__(self, sheet: Sheet, product: Product, told: Told) -> None:
        self._headings = tuple(read_heading(text) for text in sheet.headings)
        self._places = places(product, self._headings)
        self._told = told
        self._rows = [row for row in sheet.rows if not self._is_way_down(row)]
        self.left_out = len(sheet.rows) - len(self._rows)
        used = set(self._places.values())
        self.ignored = [h.text for i, h in enumerate(self._headings) if i not in used and h.text]
        self._day_first = self._order(product)

    def read(self) -> list[Reading]:
        """Return a reading for each row that is a way up.

        Raises:
            BadImport: a cell cannot be read.
        """
        return [self._reading(row) for row in self._rows]

    def _reading(self, row: Row) -> Reading:
        return Reading(
            row.line,
            " ".join(f"{self._text(row, 'athlete')} {self._text(row, 'last_name')}".split()),
            self._named(row, "exercise"),
            self._text(row, "workout"),
            self._when(row),
            self._count(row, "set"),
            self._count(row, "rep") if "rep" in self._places else None,
            self._summed(row),
            self._load(row),
            self._note(row),
            self._metrics(row),
        )

    def _metrics(self, row: Row) -> dict[str, float]:
        found = {name: self._metric(row, name) for name in METRICS if name in self._places}
        return {name: value for name, value in found.items() if value is not None}

    def _metric(self, row: Row, name: str) -> float | None:
        cell, heading = self._cell(row, name)
        if is_blank(cell) and name != "mean_velocity":
            return None
        unit = heading.unit or _UNITS.get(name, "m/s")
        value = number(cell)
        if value is None:
            raise bad(row.line, heading.text, cell, f"a number of {unit} is needed")
        most = _MOST[name] / SCALES[unit]
        if not 0 < value <= most:
            raise bad(row.line, heading.text, cell, f"above 0 and up to {most:g} {unit} is needed")
        return value * SCALES[unit]

    def _load(self, row: Row) -> float | None:
        if "weight" not in self._places:
            return None
        cell, heading = self._cell(row, "weight")
        if is_blank(cell):
            return None
        weight = number(cell)
        if weight is None or weight < 0:
            raise bad(row.line, heading.text, cell, "a weight is needed")
        load = weight * self._weight_scale(row, heading)
        if load > _HEAVIEST:
            raise bad(row.line, heading.text, cell, f"up to {_HEAVIEST:g} kg is needed")
        return load or None

    def _weight_scale(self, row: Row, heading: Heading) -> float:
        unit = heading.unit
        if not unit and "weight_unit" in self._places:
            unit = self._text(row, "weight_unit").lower()
        unit = unit or self._told.weight_unit or ""
        if not unit:
            raise BadImport(
                f"column {heading.text}: kg or lb? Say it with --units kg or --units lb"
            )
        if unit not in ("kg", "kgs", "lb", "lbs"):
            heading = self._headings[self._places.get("weight_unit", self._places["weight"])]
            raise bad(row.line, heading.text, unit, "kg or lb is needed")
        return SCALES[unit]

    def _when(self, row: Row) -> When:
        cell, heading = self._cell(row, "moment")
        when = read_when(cell, day_first=self._day_first)
        if when is None:
            raise bad(row.line, heading.text, cell, "a date, as 2026-03-31, is needed")
        return when

    def _order(self, product: Product) -> bool:
        """Return whether the day comes before the month in this file."""
        place = self._places["moment"]
        heading, cells = self._headings[place], [row.cells[place] for row in self._rows]
        try:
            found = day_first(cells)
        except ValueError as error:
            raise BadImport(f"column {heading.text}: {error}; write them as 2026-03-31") from None
        told = self._told.day_first
        if None not in (found, told) and found != told:
            shown = "the day" if found else "the month"
            raise BadImport(f"column {heading.text}: its dates have {shown} first: see --dates")
        order = next((o for o in (found, told, product.day_first) if o is not None), None)
        if order is None and not all(is_ordered(cell) for cell in cells):
            if any(cell.rstrip().lower().endswith("m") for cell in cells):
                return False  # where clocks have AM and PM, the month stands first
            unclear = next(cell for cell in cells if not is_ordered(cell))
            raise BadImport(
                f"column {heading.text}: is {unclear!r} the day first or the month? Say it with"
                " --dates day-first or --dates month-first"
            )
        return bool(order)

    def _note(self, row: Row) -> str:
        effort, tags = self._text(row, "effort"), self._text(row, "tags")
        return ", ".join([f"RPE {effort}"] * (not is_blank(effort)) + [tags] * (not is_blank(tags)))

    def _count(self, row: Row, field: str) -> int:
        cell, heading = self._cell(row, field)
        count = whole(cell)
        if count is None:
            raise bad(row.line, heading.text, cell, "a whole number is needed")
        return count

    def _summed(self, row: Row) -> int | None:
        if "rep" in self._places or "reps" not in self._places:
            return None
        count = self._count(row, "reps")
        if not count:
            cell, heading = self._cell(row, "reps")
            raise bad(row.line, heading.text, cell, "a number of reps above 0 is needed")
        return count

    def _named(self, row: Row, field: str) -> str:
        cell, heading = self._cell(row, field)
        if not cell:
            raise bad(row.line, heading.text, cell, "a name is needed")
        return cell

    def _is_way_down(self, row: Row) -> bool:
        return self._text(row, "phase").lower().startswith("ecc")

    def _text(self, row: Row, field: str) -> str:
        return row.cells[self._places[field]].strip() if field in self._places else ""

    def _cell(self, row: Row, field: str) -> tuple[str, Heading]:
        place = self._places[field]
        return row.cells[place].strip(), self._headings[place]
