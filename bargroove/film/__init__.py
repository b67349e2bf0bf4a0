"""Films of sets: lined up by the bangs that the sensor feels and the camera hears, and cut."""
