"""The pipe of lines to the one who runs this."""

import sys


def read():
    sys.stdout.flush()
    return sys.stdin.readline().rstrip("\n")


write = print
