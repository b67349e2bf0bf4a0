"""The command line as ``python -m bargroove``."""

import sys

from bargroove.cli import main

if __name__ == "__main__":
    sys.exit(main())
