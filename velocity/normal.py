"""Student's t and Fisher's F as the normal deviates of the same probability.

What is judged by few reps has wide limits; on this common scale a limit is one number, however
many reps stand behind it.
"""

from __future__ import annotations

import numpy as np

from velocity.samples import Floats


def from_t(t: Floats, freedom: Floats | float) -> Floats:
    """Return the normal deviate of the same tail; Wallace 1959, Ann. Math. Stat. 30:1121.

    Good to 0.02 from five degrees of freedom on.
    """
    nu = np.asarray(freedom, float)
    size = np.sqrt(nu * np.log1p(t * t / nu)) * (8.0 * nu + 1.0) / (8.0 * nu + 3.0)
    return np.asarray(np.sign(t) * size)


def from_f(f: Floats, above: float, below: float) -> Floats:
    """Return the normal deviate of the same tail; Paulson 1942, Ann. Math. Stat. 13:233."""
    a, b = 2.0 / (9.0 * above), 2.0 / (9.0 * below)
    root = np.cbrt(np.maximum(f, 0.0))
    return np.asarray(((1.0 - b) * root - (1.0 - a)) / np.sqrt(b * root**2 + a))


def below(z: Floats) -> Floats:
    """Return the normal distribution function, to 2e-4; Page 1977, Appl. Stat. 26:75."""
    bounded = np.clip(z, -6.0, 6.0)
    # powers written out: numpy's own take ten times as long
    return np.asarray(1.0 / (1.0 + np.exp(-bounded * (1.5976 + 0.070566 * bounded * bounded))))
