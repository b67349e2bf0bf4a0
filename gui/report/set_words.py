"""What the report of a set says where there is nothing to show, the same as a page and on paper."""

from __future__ import annotations

from gui.report.content import SetContent
from gui.report.numbers import NONE

CUT_SHORT = "The last word on these reps is not in: the set was cut short, or still goes on."
NO_REP = (
    "There is no rep to judge. Was the sensor on the bar, and was this lift done? bargroove doctor"
    " finds out what is wrong."
)
NO_MOTION = "The bar's motion is not known."
NO_GROOVE = (
    "There is no groove yet: it is made of the lifter's own clean reps, which have to be in the"
    " logbook under their name."
)
NO_PATH = "No rep's path is known: the set was imported, or the sensor gave too little to tell."
NO_LIMITS = "It is not known which limits the set was judged by."
NO_FACTS = "Nothing is known of how it was read."
NO_TRIAL = "No rep can be trusted, so it is not known where other limits would have ended the set."
SIGNS = "± is one standard error. “–” was not measured."


def tried(content: SetContent) -> tuple[tuple[str, str, str], ...]:
    """Return each other limit of velocity loss, where it would have ended the set, and why.

    There are none where no rep can be trusted: that nothing ends such a set says nothing.
    """
    if not any(rep.valid for rep in content.reps):
        return ()
    return tuple(
        (
            f"{one.percent} %",
            "not at all" if one.stop_after_rep is None else f"after rep {one.stop_after_rep}",
            one.why or NONE,
        )
        for one in content.what_ifs
    )
