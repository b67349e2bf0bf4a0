"""The look of dialogs, in the colours and sizes of the window."""

from __future__ import annotations

from gui.display.sizes import FAMILY, Sizes
from gui.display.theme import Theme


def style_sheet(theme: Theme, sizes: Sizes) -> str:
    """Return the look of everything in a dialog."""
    text, gap = round(0.85 * sizes.normal), sizes.gap
    high = max(sizes.touch, round(1.9 * text))
    families = ", ".join(f'"{name}"' for name in FAMILY.split(", "))
    return f"""
Overlay, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.ground}; border: none }}
QWidget {{ color: {theme.text}; font-family: {families}; font-size: {text}px }}
QLabel {{ background: transparent }}
QLabel[kind="heading"] {{ font-size: {round(sizes.normal)}px; font-weight: bold }}
QLabel[kind="faint"] {{ color: {theme.faint} }}
QLabel[kind="problem"] {{ color: {theme.rack}; font-weight: bold }}
QPushButton, QLineEdit {{
  background: {theme.button}; border: 2px solid {theme.line}; border-radius: {gap}px;
  min-height: {high - 4}px; padding: 0 {round(0.6 * text)}px;
}}
QPushButton:pressed {{ background: {theme.pressed} }}
QPushButton:checked, QPushButton[kind="first"] {{
  background: {theme.groove}; color: {theme.on_state}; border-color: {theme.groove};
}}
QPushButton:disabled {{ color: {theme.faint} }}
QPushButton[kind="first"] {{ font-weight: bold }}
QPushButton[kind="step"] {{ min-width: {high}px; padding: 0; font-weight: bold }}
QPushButton[kind="letter"] {{ padding: 0; min-width: {sizes.touch - 4}px }}
QPushButton:focus, QLineEdit:focus {{ border: 4px solid {theme.text} }}
QLineEdit {{
  background: {theme.panel}; selection-background-color: {theme.groove};
  selection-color: {theme.on_state}; placeholder-text-color: {theme.faint};
}}
QLineEdit[kind="number"] {{ min-width: {4 * text}px; max-width: {5 * text}px; padding: 0 4px }}
QScrollBar:vertical {{ background: {theme.panel}; width: {max(sizes.touch // 2, 12)}px }}
QScrollBar::handle:vertical {{ background: {theme.line}; min-height: {high}px }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0 }}
"""
