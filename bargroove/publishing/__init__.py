"""Live sets for other programs: streams on the lab's network, messages to an MQTT broker.

Publishing runs beside the set: nothing in here keeps it waiting, and what fails is told.
"""
