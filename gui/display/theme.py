"""Colours: those of Okabe and Ito, which people with any colour vision can tell apart.

Source: M. Okabe, K. Ito, Color Universal Design (2008). Where one of them is too light or too
dark for a ground, it is darkened until the contrast is 4.5 to 1 (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """The colours of a window, as ``#rrggbb``.

    Attributes:
        ground, panel: behind everything, and behind what stands apart.
        text, faint: words, and words that count less.
        line: axes and borders.
        ok, near, rack: of the states; also the text in them is readable on ``ground``.
        on_state: text on a field of a state's colour.
        groove, path: the lifter's own path with its band, and that of this rep.
        button, pressed: fields to touch.
    """

    name: str
    ground: str
    panel: str
    text: str
    faint: str
    line: str
    ok: str
    near: str
    rack: str
    on_state: str
    groove: str
    path: str
    button: str
    pressed: str

    def of(self, verdict: str) -> str:
        """Return the colour of ``ok``, ``near``, ``rack`` or ``unsure``."""
        return {"ok": self.ok, "near": self.near, "rack": self.rack}.get(verdict, self.faint)


DARK = Theme(
    name="dark",
    ground="#000000",
    panel="#141414",
    text="#ffffff",
    faint="#b4b4b4",
    line="#808080",
    ok="#009e73",
    near="#f0e442",
    rack="#ff6b1a",
    on_state="#000000",
    groove="#56b4e9",
    path="#cc79a7",
    button="#2a2a2a",
    pressed="#565656",
)
LIGHT = Theme(
    name="light",
    ground="#ffffff",
    panel="#f2f2f2",
    text="#000000",
    faint="#505050",
    line="#767676",
    ok="#007a57",
    near="#8a6d00",
    rack="#901500",
    on_state="#ffffff",
    groove="#0072b2",
    path="#8c3b6b",
    button="#e2e2e2",
    pressed="#b8b8b8",
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
