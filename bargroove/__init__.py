"""The application: command line, and what wires the other packages together."""

__version__ = "0.1.0"
