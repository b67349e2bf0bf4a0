"""Other products' CSV: what each calls its columns.

Vitruve's and OpenBarbell's headings are those of their exports; "GymAware-like" stands for the
plain tables that spreadsheets and coaching programs exchange.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bargroove.exchange.errors import BadImport
from bargroove.exchange.headings import Heading


@dataclass(frozen=True)
class Product:
    """How a product writes its sets.

    Attributes:
        name: as on the command line.
        title: as people know it.
        telling: names of columns that together no other product has.
        columns: field → names that its column may have, the best first.
        needed: fields without which there is nothing to import.
        day_first: order of day and month where a file's dates do not tell; None for unknown.
    """

    name: str
    title: str
    telling: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    day_first: bool | None = None


VITRUVE = Product(
    "vitruve",
    "Vitruve",
    frozenset({"workout date"}),
    {
        "athlete": ("athlete",),
        "last_name": ("last name",),
        "exercise": ("exercise",),
        "workout": ("workout date",),
        "moment": ("repetition date", "workout date"),
        "set": ("set",),
        "rep": ("rep",),
        "phase": ("type",),
        "weight": ("weight",),
        "mean_velocity": ("mean velocity",),
        "peak_velocity": ("peak velocity",),
        "mean_propulsive_velocity": ("mean propulsive velocity",),
        "range_of_motion": ("rom (range of motion)", "rom"),
        "duration": ("repetition duration",),
        "time_to_peak": ("time to peak velocity",),
    },
    ("exercise", "workout", "set", "rep", "mean_velocity"),
    day_first=True,
)
OPENBARBELL = Product(
    "openbarbell",
    "OpenBarbell",
    frozenset({"workout start time"}),
    {
        "exercise": ("exercise",),
        "workout": ("workout start time",),
        "moment": ("workout start time",),
        "set": ("set",),
        "rep": ("rep",),
        "weight": ("weight",),
        "weight_unit": ("metric",),
        "effort": ("set rpe",),
        "tags": ("tags",),
        "mean_velocity": ("avg velocity", "concentric avg velocity"),
        "peak_velocity": ("peak velocity", "concentric peak velocity"),
        "range_of_motion": ("range of motion", "concentric range of motion"),
        "duration": ("duration of rep", "concentric duration of rep"),
    },
    ("exercise", "workout", "set", "rep", "weight", "mean_velocity"),
)
GYMAWARE = Product(
    "gymaware",
    "GymAware-like",
    frozenset({"date", "set"}),
    {
        "athlete": ("athlete", "name", "athlete name"),
        "exercise": ("exercise", "lift"),
        "workout": ("date",),
        "moment": ("date",),
        "set": ("set",),
        "rep": ("rep",),
        "reps": ("reps",),
        "weight": ("weight", "load", "bar weight"),
        "mean_velocity": ("mean velocity",),
        "peak_velocity": ("peak velocity",),
    },
    ("exercise", "workout", "set", "mean_velocity"),
)
PRODUCTS = {product.name: product for product in (VITRUVE, OPENBARBELL, GYMAWARE)}


def recognized(headings: tuple[Heading, ...]) -> Product:
    """Return the product whose header this is.

    Raises:
        BadImport: it is that of none.
    """
    names = {heading.name for heading in headings}
    for product in PRODUCTS.values():
        if product.telling <= names:
            return product
    shown = ", ".join(heading.text for heading in headings)
    raise BadImport(
        f"the header is of no known program ({shown[:70]}{'…' * (len(shown) > 70)}); say which"
        f" with --as: bargroove, {', '.join(PRODUCTS)}"
    )


def places(product: Product, headings: tuple[Heading, ...]) -> dict[str, int]:
    """Return the column of each field that the file has.

    Raises:
        BadImport: a column is missing that is needed.
    """
    names = [heading.name for heading in headings]
    found = {}
    for field, known in product.columns.items():
        name = next((name for name in known if name in names), None)
        if name is not None:
            found[field] = names.index(name)
    missing = [f"'{product.columns[f][0]}'" for f in product.needed if f not in found]
    if missing:
        needed = ", ".join(product.columns[field][0] for field in product.needed)
        raise BadImport(
            f"no column {' or '.join(missing)}: {product.title} files have at least: {needed}"
        )
    return found
