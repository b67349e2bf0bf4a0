"""Records as plain values for JSON, and back with every type looked at.

A metric and its standard error become two keys, ``name`` and ``name_se``; an array becomes lists;
what is not a number becomes null.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from math import isfinite, nan
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np

from bargroove.exchange.errors import BadImport
from bargroove.exchange.wording import shown
from firmware_bridge import corrections
from velocity import Measured
from velocity.calibration import Constants

_LARGEST = 1e9  # in any unit that there is
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMES = {
    str: "text",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    dict: "an object",
}


def to_plain(value: Any) -> Any:
    """Return a record, or what is in one, as plain values."""
    if isinstance(value, Constants):
        return corrections.to_plain(value)
    if is_dataclass(value):
        kind: Any = type(value)
        plain: dict[str, Any] = {}
        for name, inner in kinds_of(kind).items():
            part = getattr(value, name)
            plain |= (
                _measured_to_plain(name, part) if _is_measured(inner) else {name: to_plain(part)}
            )
        return plain
    if isinstance(value, np.ndarray):
        return [part if isfinite(part) else None for part in value.tolist()]
    if isinstance(value, Mapping):
        return {key: to_plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(part) for part in value]
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value


def from_plain(kind: Any, plain: Any, where: str) -> Any:
    """Return what ``to_plain`` was given.

    Args:
        kind: the type to return: a dataclass, a tuple, a union with None, or a plain type.
        plain: the values.
        where: what they are, for messages.

    Raises:
        BadImport: something is missing, unknown, or of another type.
    """
    if kind is Constants:
        return _constants(plain, where)
    if is_dataclass(kind):
        return _record(kind, plain, where)
    if isinstance(kind, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        return None if plain is None else from_plain(inner, plain, where)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), plain, where)
    if get_origin(kind) is np.ndarray:
        return np.array([from_plain(float, x, where) for x in _listed(plain, where)])
    if kind is float:
        return _number(plain, where)
    if get_origin(kind) is Mapping:
        kind = dict
    if type(plain) is not kind or not _storable(plain):
        raise _bad(where, _NAMES[kind], plain)
    return plain


def _record(kind: Any, plain: Any, where: str) -> Any:
    if not isinstance(plain, dict):
        raise _bad(where, "an object", plain)
    left = dict(plain)
    parts = {}
    for field in fields(kind):
        part = _field(field, kinds_of(kind)[field.name], left, where)
        if part is not MISSING:
            parts[field.name] = part
    if left:
        raise BadImport(f"{where}: unknown key {shown(next(iter(left)))}")
    try:
        return kind(**parts)
    except ValueError as error:
        raise BadImport(f"{where}: {error}") from None


def _field(field: Field[Any], kind: Any, left: dict[str, Any], where: str) -> Any:
    """Take a field's value out of what is left; MISSING where its default is to be taken."""
    name = field.name
    if name not in left:
        if field.default is MISSING and field.default_factory is MISSING:
            raise BadImport(f"{where}: key {name!r} is missing")
        return MISSING
    inside = f"{where}, {name}"
    if not _is_measured(kind):
        return from_plain(kind, left.pop(name), inside)
    value, se = left.pop(name), left.pop(f"{name}_se", None)
    if value is None and se is None and kind != Measured:
        return None
    return Measured(_number(value, inside), _number(se, f"{inside}_se"))


def _tuple(kinds: tuple[Any, ...], plain: Any, where: str) -> tuple[Any, ...]:
    values = _listed(plain, where)
    if kinds[-1] is ...:
        kinds = kinds[:1] * len(values)
    if len(kinds) != len(values):
        raise BadImport(f"{where}: {len(kinds)} values are needed, not {len(values)}")
    return tuple(
        from_plain(kind, value, f"{where} {number}")
        for number, (kind, value) in enumerate(zip(kinds, values, strict=True), 1)
    )


def _constants(plain: Any, where: str) -> Constants:
    try:
        return corrections.from_plain(plain)
    except ValueError as error:
        raise BadImport(f"{where}: {error}") from None


def _storable(plain: str | int | dict[str, Any]) -> bool:
    """Return whether every database takes a value."""
    match plain:
        case str():
            return "\0" not in plain and not _SURROGATE.search(plain)
        case int():
            return abs(plain) < 2**31
    return True  # its values are looked at where it is known what they mean


def _listed(plain: Any, where: str) -> list[Any]:
    if not isinstance(plain, list):
        raise _bad(where, "a list", plain)
    return plain


def _number(plain: Any, where: str) -> float:
    if plain is None:
        return nan
    if isinstance(plain, bool) or not isinstance(plain, int | float):
        raise _bad(where, "a number", plain)
    if not abs(plain) < _LARGEST:
        raise _bad(where, "a number of something measured", plain)
    return float(plain)


def _measured_to_plain(name: str, part: Measured | None) -> dict[str, Any]:
    value, se = (None, None) if part is None else (to_plain(part.value), to_plain(part.se))
    return {name: value, f"{name}_se": se}


def _is_measured(kind: Any) -> bool:
    return kind in (Measured, Measured | None)


@cache
def kinds_of(kind: Hashable) -> dict[str, Any]:
    """Return the types of a record's fields."""
    return get_type_hints(kind)


def _bad(where: str, needed: str, found: Any) -> BadImport:
    return BadImport(f"{where}: {needed} is needed, not {shown(found)}")
