"""Words that come to the window from elsewhere, listed so that they can be translated.

``velocity``, ``firmware_bridge`` and ``bargroove`` speak English alone; ``language.translated``
looks up here what they say, with %1, %2 and so on for its numbers. A sentence with a name or a
path in it is looked up in pieces, as it is joined by "; ", ": ", " (" and ", "; such a name or
path stays as it is, and so does what is not listed: what a system says of an error, and what is
said of sensors and files that are seldom met.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

VERDICTS = (
    QT_TRANSLATE_NOOP("Core", "%1 % slower"),
    QT_TRANSLATE_NOOP("Core", "%1 m/s, under the floor"),
    QT_TRANSLATE_NOOP("Core", "%1 rep left before technique goes"),
    QT_TRANSLATE_NOOP("Core", "%1 reps left before technique goes"),
    QT_TRANSLATE_NOOP("Core", "%1–%2 reps left before technique goes"),
    QT_TRANSLATE_NOOP("Core", "the bar stood for %1 s"),
    QT_TRANSLATE_NOOP("Core", "a second start on the way up"),
    QT_TRANSLATE_NOOP("Core", "the bar tilted by %1° at once"),
    QT_TRANSLATE_NOOP("Core", "%1 cm short of the usual range"),
    QT_TRANSLATE_NOOP("Core", "bar forward %1 cm"),
    QT_TRANSLATE_NOOP("Core", "bar back %1 cm"),
    QT_TRANSLATE_NOOP("Core", "top forward %1 cm"),
    QT_TRANSLATE_NOOP("Core", "top back %1 cm"),
    QT_TRANSLATE_NOOP("Core", "right side late %1 °"),
    QT_TRANSLATE_NOOP("Core", "left side late %1 °"),
    QT_TRANSLATE_NOOP("Core", "left side back %1 °"),
    QT_TRANSLATE_NOOP("Core", "right side back %1 °"),
    QT_TRANSLATE_NOOP("Core", "deeper sticking point %1 %"),
    QT_TRANSLATE_NOOP("Core", "slow start %1 %"),
    QT_TRANSLATE_NOOP("Core", "early peak %1 %"),
    QT_TRANSLATE_NOOP("Core", "range cut %1 cm"),
    QT_TRANSLATE_NOOP("Core", "lowered faster %1 %"),
    QT_TRANSLATE_NOOP(
        "Core",
        "A bar cannot show knees, back, hips, heels or elbows: mark a rep where one of these"
        " broke.",
    ),
)
"""What a verdict says, and what is said of technique."""

DOUBTS = (
    QT_TRANSLATE_NOOP("Core", "path not trusted"),
    QT_TRANSLATE_NOOP("Core", "gravity reads %1 g"),
    QT_TRANSLATE_NOOP("Core", "samples missing"),
    QT_TRANSLATE_NOOP("Core", "sensor clipped"),
    QT_TRANSLATE_NOOP("Core", "a sensor axis stuck"),
    QT_TRANSLATE_NOOP("Core", "bar not level"),
    QT_TRANSLATE_NOOP("Core", "sensor turned round"),
    QT_TRANSLATE_NOOP("Core", "discarded"),
)
"""Why a rep is not to be trusted."""

LINK = (
    QT_TRANSLATE_NOOP("Core", "waiting for the sensor"),
    QT_TRANSLATE_NOOP("Core", "starting the sensor"),
    QT_TRANSLATE_NOOP("Core", "streaming"),
    QT_TRANSLATE_NOOP("Core", "over"),
    QT_TRANSLATE_NOOP("Core", "link lost, trying again"),
    QT_TRANSLATE_NOOP("Core", "link lost"),
    QT_TRANSLATE_NOOP("Core", "trying again"),
    QT_TRANSLATE_NOOP("Core", "sensor fails, trying again"),
    QT_TRANSLATE_NOOP("Core", "connected again"),
    QT_TRANSLATE_NOOP("Core", "%1 samples lost, %2 s"),
    QT_TRANSLATE_NOOP("Core", "about %1 samples lost, %2 s"),
    QT_TRANSLATE_NOOP("Core", "battery %1 %: charge the sensor soon"),
    QT_TRANSLATE_NOOP(
        "Core",
        "readings come %1 s late: bring sensor and computer nearer to each other, and close what"
        " keeps the computer busy",
    ),
    QT_TRANSLATE_NOOP("Core", "calibration of %1-%2-%3 applied, good to %4 mg"),
    QT_TRANSLATE_NOOP("Core", "the sensor restarted; what was lost is counted by the clock"),
    QT_TRANSLATE_NOOP(
        "Core",
        "the sensor sends %1 samples per second where %2 are set: the measured rate is used",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "the sensor sends %1 samples per second where %2 are set, or else its link loses many of"
        " them: the measured rate is used",
    ),
    QT_TRANSLATE_NOOP("Core", "x of the accelerometer is stuck"),
    QT_TRANSLATE_NOOP("Core", "y of the accelerometer is stuck"),
    QT_TRANSLATE_NOOP("Core", "z of the accelerometer is stuck"),
    QT_TRANSLATE_NOOP("Core", "x of the gyroscope is stuck"),
    QT_TRANSLATE_NOOP("Core", "y of the gyroscope is stuck"),
    QT_TRANSLATE_NOOP("Core", "z of the gyroscope is stuck"),
    QT_TRANSLATE_NOOP(
        "Core",
        "%1 Hz is little for a bar: a turnaround is known to %2 ms and impacts are not seen, so"
        " expect larger standard errors than from a sensor of %3 Hz",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "its range cannot be asked for: ±%1 g and ±%2 °/s are assumed (not verified), readings"
        " beyond count as clipped",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "it sends packets of %1 to %2 s, so a rep is told that much later than it ended",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "its filter could not be widened from %1 Hz: fast peaks read too low",
    ),
    QT_TRANSLATE_NOOP("Core", "the sensor has sent no readings for %1 s"),
    QT_TRANSLATE_NOOP("Core", "%1 s were not received from %2 s on: a rep in them is not counted"),
    QT_TRANSLATE_NOOP(
        "Core",
        "the sensor sits %1 ± %2 m left of the bar's middle, as the motion shows: numbers are for"
        " the middle (give --offset-m to be sure)",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "the sensor sits %1 ± %2 m right of the bar's middle, as the motion shows: numbers are for"
        " the middle (give --offset-m to be sure)",
    ),
)
"""How the link to the sensor is, and what was sent."""

REMEDIES = (
    QT_TRANSLATE_NOOP("Core", "switch it off and on"),
    QT_TRANSLATE_NOOP("Core", "switch the sensor off and on"),
    QT_TRANSLATE_NOOP("Core", "switch it off and on, and try again"),
    QT_TRANSLATE_NOOP(
        "Core",
        "switch it on, bring it near, and see that no phone is connected to it",
    ),
    QT_TRANSLATE_NOOP("Core", "nothing else is in reach either)"),
    QT_TRANSLATE_NOOP(
        "Core",
        "come nearer, and see that no phone and no other program is connected to it",
    ),
    QT_TRANSLATE_NOOP("Core", "it has gone"),
    QT_TRANSLATE_NOOP("Core", "switch it on and bring it near"),
    QT_TRANSLATE_NOOP("Core", "plug the sensor in again"),
    QT_TRANSLATE_NOOP("Core", "plug it in and see that the cable carries data"),
    QT_TRANSLATE_NOOP("Core", "close the other program that has it open"),
    QT_TRANSLATE_NOOP("Core", "this computer has no Bluetooth that can be used"),
    QT_TRANSLATE_NOOP("Core", "the Bluetooth service does not run"),
    QT_TRANSLATE_NOOP("Core", "Bluetooth is switched off"),
    QT_TRANSLATE_NOOP("Core", "the system does not let this program use Bluetooth"),
    QT_TRANSLATE_NOOP("Core", "plug an adapter in"),
    QT_TRANSLATE_NOOP("Core", "'bluetoothctl list' shows those that are there"),
    QT_TRANSLATE_NOOP("Core", "plug an adapter in, or install its driver in the Device Manager"),
    QT_TRANSLATE_NOOP("Core", "this Mac has none"),
    QT_TRANSLATE_NOOP("Core", "use the sensor's USB port"),
    QT_TRANSLATE_NOOP("Core", "start it with 'sudo systemctl start bluetooth'"),
    QT_TRANSLATE_NOOP("Core", "it belongs to the package bluez)"),
    QT_TRANSLATE_NOOP("Core", "restart the Mac"),
    QT_TRANSLATE_NOOP("Core", "start the 'Bluetooth Support Service' in services.msc"),
    QT_TRANSLATE_NOOP(
        "Core",
        "switch it on with 'rfkill unblock bluetooth' and 'bluetoothctl power on'",
    ),
    QT_TRANSLATE_NOOP("Core", "switch it on in the Control Centre"),
    QT_TRANSLATE_NOOP("Core", "switch it on under Settings, Bluetooth & devices"),
    QT_TRANSLATE_NOOP(
        "Core",
        "join the group with 'sudo usermod -aG bluetooth $USER' and log in anew",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "join the group with 'sudo usermod -aG dialout $USER' and log in anew",
    ),
    QT_TRANSLATE_NOOP("Core", "start as a user who may"),
    QT_TRANSLATE_NOOP(
        "Core",
        "allow your terminal under System Settings, Privacy & Security, Bluetooth",
    ),
    QT_TRANSLATE_NOOP("Core", "allow it under Settings, Privacy & security, Radios"),
)
"""What stands in the way to the sensor, and what to do: pieces of sentences with names."""

RECORDINGS = (
    QT_TRANSLATE_NOOP("Core", "clock: %1 ± %2 Hz, rebuilt from uneven arrival stamps"),
    QT_TRANSLATE_NOOP("Core", "clock: %1 ± %2 Hz, rebuilt from arrival stamps in bursts of %3"),
    QT_TRANSLATE_NOOP("Core", "the last line is cut off and was left out"),
    QT_TRANSLATE_NOOP("Core", "the angular rate is zero throughout: is the gyroscope on?"),
    QT_TRANSLATE_NOOP("Core", "the recording is only %1 s long: too short for a whole rep"),
    QT_TRANSLATE_NOOP("Core", "they were left out"),
)
"""How a recording was read that is told again."""

REQUESTS = (
    QT_TRANSLATE_NOOP("Core", "there is no sensor yet: choose one first"),
    QT_TRANSLATE_NOOP("Core", "this set is told again, not lifted: it cannot be marked"),
    QT_TRANSLATE_NOOP("Core", "%1 kg on the bar"),
    QT_TRANSLATE_NOOP("Core", "%1 kg"),
    QT_TRANSLATE_NOOP("Core", "the set is ended; the next rep begins another one"),
    QT_TRANSLATE_NOOP("Core", "velocity loss ends no set now"),
    QT_TRANSLATE_NOOP("Core", "a set ends at %1 % velocity loss now"),
    QT_TRANSLATE_NOOP("Core", "nobody is next: add lifters to the queue first"),
    QT_TRANSLATE_NOOP("Core", "now"),
    QT_TRANSLATE_NOOP("Core", "squat"),
    QT_TRANSLATE_NOOP("Core", "front squat"),
    QT_TRANSLATE_NOOP("Core", "bench"),
    QT_TRANSLATE_NOOP("Core", "deadlift"),
    QT_TRANSLATE_NOOP("Core", "romanian deadlift"),
    QT_TRANSLATE_NOOP("Core", "overhead press"),
    QT_TRANSLATE_NOOP("Core", "row"),
    QT_TRANSLATE_NOOP("Core", "hip thrust"),
    QT_TRANSLATE_NOOP("Core", "generic"),
    QT_TRANSLATE_NOOP("Core", "there is no rep to mark yet"),
    QT_TRANSLATE_NOOP("Core", "rep %1 is marked broke"),
    QT_TRANSLATE_NOOP("Core", "rep %1 is marked clean"),
    QT_TRANSLATE_NOOP("Core", "rep %1 is marked not"),
    QT_TRANSLATE_NOOP("Core", "kept once the logbook can be written"),
    QT_TRANSLATE_NOOP("Core", "there is no rep to discard yet"),
    QT_TRANSLATE_NOOP("Core", "rep %1 is discarded already; undo takes that back"),
    QT_TRANSLATE_NOOP("Core", "rep %1 is discarded: it was none; undo takes that back"),
    QT_TRANSLATE_NOOP("Core", "rep %1 counts again"),
    QT_TRANSLATE_NOOP("Core", "choose a sensor first"),
    QT_TRANSLATE_NOOP("Core", "a load is more than %1 kg and at most %2 kg"),
    QT_TRANSLATE_NOOP("Core", "a target is a mean velocity from %1 to %2 m/s"),
    QT_TRANSLATE_NOOP("Core", "an option stands twice"),
    QT_TRANSLATE_NOOP("Core", "leave one out"),
    QT_TRANSLATE_NOOP(
        "Core",
        "the policy strict stops where technique starts to slide, but technique is off: choose"
        " another policy, or leave technique on",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "the policy push keeps no reps before technique fails, but buffer is %1: choose balanced"
        " or strict, or leave buffer out",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "buffer keeps %1 rep before technique fails, but technique is off: leave one of the two"
        " out",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "buffer keeps %1 reps before technique fails, but technique is off: leave one of the two"
        " out",
    ),
    QT_TRANSLATE_NOOP("Core", "a lifter's name has %1 to %2 letters that can be printed"),
)
"""What comes of what people ask for."""

KEEPING = (
    QT_TRANSLATE_NOOP("Core", "the set goes on, as will the capture once it can"),
    QT_TRANSLATE_NOOP("Core", "the set goes on, without it"),
    QT_TRANSLATE_NOOP("Core", "the capture cannot be written"),
    QT_TRANSLATE_NOOP("Core", "the capture is written again, nothing is missing"),
    QT_TRANSLATE_NOOP("Core", "the logbook is written again, nothing is missing"),
    QT_TRANSLATE_NOOP("Core", "the logbook is busy; the set goes on, and is kept once it is not"),
    QT_TRANSLATE_NOOP("Core", "the set goes on, and is kept once that is put right"),
    QT_TRANSLATE_NOOP("Core", "another program has kept it to itself for %1 s"),
    QT_TRANSLATE_NOOP("Core", "try again"),
    QT_TRANSLATE_NOOP("Core", "there is no room left on its disk"),
    QT_TRANSLATE_NOOP("Core", "make some"),
    QT_TRANSLATE_NOOP("Core", "it may only be read"),
    QT_TRANSLATE_NOOP("Core", "see who may write there"),
    QT_TRANSLATE_NOOP("Core", "its disk does not read or write as it should"),
    QT_TRANSLATE_NOOP("Core", "it cannot be opened"),
    QT_TRANSLATE_NOOP("Core", "see that it is a file you may write"),
    QT_TRANSLATE_NOOP("Core", "it cannot be read as a logbook"),
    QT_TRANSLATE_NOOP("Core", "restore a copy, or move it away to begin a new one"),
    QT_TRANSLATE_NOOP("Core", "the database does not answer"),
    QT_TRANSLATE_NOOP("Core", "it cannot be read"),
    QT_TRANSLATE_NOOP("Core", "nothing is remembered"),
    QT_TRANSLATE_NOOP("Core", "it was damaged"),
    QT_TRANSLATE_NOOP(
        "Core",
        "the screen's settings and the last choices are as at the first start",
    ),
    QT_TRANSLATE_NOOP("Core", "the memory of the screen cannot be written there"),
    QT_TRANSLATE_NOOP("Core", "choose another place"),
    QT_TRANSLATE_NOOP("Core", "there can be no folder for what the screen remembers"),
    QT_TRANSLATE_NOOP("Core", "let BARGROOVE_CONFIG name a file in another place"),
)
"""What ails the capture, the logbook and the memory of the screen, and what becomes of the set."""

PREFERENCES = (
    QT_TRANSLATE_NOOP("Core", "the theme is dark or light"),
    QT_TRANSLATE_NOOP("Core", "the text size is a whole number from %1 to %2 %"),
    QT_TRANSLATE_NOOP("Core", "the volume is a whole number from %1 to %2 %"),
    QT_TRANSLATE_NOOP("Core", "the language is one of en, de, or empty for the system's own"),
    QT_TRANSLATE_NOOP("Core", "the sound is on or off"),
    QT_TRANSLATE_NOOP("Core", "speech is on or off"),
    QT_TRANSLATE_NOOP("Core", "the buttons are on or off"),
    QT_TRANSLATE_NOOP("Core", "the full screen is on or off"),
)
"""What each preference may be."""

CORE_WORDS = (*VERDICTS, *DOUBTS, *LINK, *REMEDIES, *RECORDINGS, *REQUESTS, *KEEPING, *PREFERENCES)
