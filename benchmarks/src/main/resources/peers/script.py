"""A program as most are: a file with its targets in it, which CPython runs again in every child.

The start method may be given; by fork a child has the targets already.
"""

import sys
import time

import peer


def noop():
    pass


def stamp(path):
    now = time.monotonic_ns()
    with open(path, "w") as file:
        file.write(str(now))


def idle(path):
    stamp(path)
    time.sleep(300)


if __name__ == "__main__":
    peer.serve(sys.modules[__name__], *sys.argv[1:])
