"""Numbers as people enter them."""

from __future__ import annotations

from dataclasses import dataclass

from gui.display.language import decimal


@dataclass(frozen=True)
class Entry:
    """What may be entered.

    Attributes:
        least, most: the range.
        step: from one value to the next.
        first: where the steps begin when there is no number yet.
    """

    least: float
    most: float
    step: float
    first: float

    def read(self, text: str) -> float | None:
        """Return the number that was typed, with a point or a comma; None for an empty text.

        Raises:
            ValueError: it is none, or it is out of the range.
        """
        if not text.strip():
            return None
        number = float(text.strip().replace(",", "."))
        if not self.least <= number <= self.most:
            raise ValueError(f"{number:g} is out of the range")
        return number

    def stepped(self, number: float | None, way: int) -> float | None:
        """Return the next value, less or more; below the least there is none."""
        if number is None:
            return self.first if way > 0 else None
        then = number + way * self.step
        return None if then < self.least else round(min(then, self.most), 3)


def written(number: float | None) -> str:
    """Return a number as people write it; nothing for None."""
    return "" if number is None else decimal(f"{number:g}")
