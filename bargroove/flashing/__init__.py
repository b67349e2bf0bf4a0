"""The firmware onto a board, and a self-test of the sensor that this makes, or of any other."""
