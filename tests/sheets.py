"""Other products' files of sets, as they export them."""

from __future__ import annotations

VITRUVE = """\
Email,Athlete,Last Name,Exercise,Workout Date,Repetition Date,# Set,# Rep.,Type*,1RM (kg),\
Mean Propulsive Velocity (m/s),Mean Velocity (m/s),Peak Velocity (m/s),Repetition Duration (ms),\
ROM (Range of Motion) (m),Weight (kg)
b@x,Bo,Lee,Barbell Back Squat,31/07/2026,31/07/2026,1,1,Concentric,120,0.62,0.60,1.10,900,0.55,100
b@x,Bo,Lee,Barbell Back Squat,31/07/2026,31/07/2026,1,1,Eccentric,120,0.41,0.40,0.80,950,0.55,100
b@x,Bo,Lee,Barbell Back Squat,31/07/2026,31/07/2026,1,2,Concentric,120,0.59,0.57,1.00,950,0.55,100
b@x,Bo,Lee,Barbell Back Squat,31/07/2026,31/07/2026,2,1,Concentric,120,0.50,0.48,0.90,990,0.54,110
b@x,Bo,Lee,Incline Bench Press,31/07/2026,31/07/2026,1,1,Concentric,80,0.50,0.48,0.80,990,0.35,60
"""

OPENBARBELL = """\
Exercise,Set,Rep,Weight,Metric,Set RPE,Tags,Workout Start Time,Rest Time,Avg Velocity (m/s),\
Range of Motion (mm),Peak Velocity (m/s),Peak Velocity Location (%),Duration of rep (sec)
"Squat",1,1,"225","lbs","8","belt","7/2/2026, 5:14:03\u202fPM","00:00:00",0.62,550,1.00,60,0.90
"Squat",1,2,"225","lbs","8","belt","7/2/2026, 5:14:03\u202fPM","00:00:00",0.60,548,0.98,60,0.93
"Bench",1,1,"135","lbs","","","7/2/2026, 5:14:03\u202fPM","00:03:00",0.40,350,0.60,60,0.90
"Squat",1,1,"225","lbs","8","belt","7/2/2026, 5:14:03\u202fPM","00:04:00",0.61,551,1.00,60,0.90
"""

GYMAWARE = """\
Athlete,Exercise,Date,Set,Reps,Weight (kg),Mean Velocity (m/s),Peak Velocity (m/s)
Cy,Front Squat,2026-07-01,1,3,60,0.82,1.10
Cy,Front Squat,2026-07-01,2,1,80,0.62,0.95
Di,Front Squat,2026-07-01,1,1,80,0.62,0.95
"""

PER_REP = """\
Name,Lift,Date,Set,Rep,Weight (lbs),Mean Velocity
Ann,Hip Thrust,2026-07-02,1,1,225,0.75
Ann,Hip Thrust,2026-07-02,1,2,225,0.71
Ann,Hip Thrust,2026-07-02,2,1,275,0.52
"""

ALL = {
    "vitruve": VITRUVE,
    "openbarbell": OPENBARBELL,
    "gymaware": GYMAWARE,
    "per_rep": PER_REP,
}
