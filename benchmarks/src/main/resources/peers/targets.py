"""What CPython's children run: a module as small as the Java class it is measured against."""

import time


def noop():
    pass


def stamp(path):
    now = time.monotonic_ns()
    with open(path, "w") as file:
        file.write(str(now))


def idle(path):
    stamp(path)
    time.sleep(300)
