"""What MicroPython and CircuitPython have built in, and CPython has not."""


def const(value: int) -> int:
    return value
