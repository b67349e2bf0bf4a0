"""A monitor's state as bytes: to go on in the middle of a set, in another process or later.

The bytes are a pickle that may hold nothing but this package's own records and arrays, so that
bytes from elsewhere can at worst be refused.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

FORMAT = 2
_BUILTINS = {("builtins", "slice")}
_NUMPY = ("numpy", "_codecs")
_NUMPY_NAMES = {"ndarray", "dtype", "scalar", "_reconstruct", "_frombuffer", "encode"}


def to_bytes(state: object) -> bytes:
    """Return the bytes of a state made of this package's records, arrays and plain values."""
    return pickle.dumps((FORMAT, state), protocol=5)


def from_bytes(data: bytes) -> Any:
    """Return the state again.

    Raises:
        ValueError: the bytes are none of a state, or of another version's.
    """
    try:
        version, state = _Reader(io.BytesIO(data)).load()
    except Exception as error:  # a pickle can go wrong in any way
        raise ValueError(f"these bytes are no state of a monitor: {error}") from None
    if version != FORMAT:
        raise ValueError(f"this state is of version {version}, and {FORMAT} is understood")
    return state


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return a class that may stand in a state, as ``pickle.Unpickler`` asks for it."""
        own = module.split(".")[0] == "velocity" and "." not in name
        array = module.split(".")[0] in _NUMPY and name in _NUMPY_NAMES
        if not (own or array or (module, name) in _BUILTINS):
            raise pickle.UnpicklingError(f"{module}.{name} has no place in it")
        found = super().find_class(module, name)
        if own and not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return found
