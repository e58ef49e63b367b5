"""Does one repetition for each line on stdin, and answers it with one line on stdout.

Times are whole nanoseconds. The commands:

    start_join            start() and join() of a process that does nothing
    burst N               the same N times in a row, with all that is between them
    first_statement PATH  from start() to the first statement of the target
    idle PATH             starts a process that makes PATH and sleeps; answers its pid
    end                   ends the process of "idle"
"""

import multiprocessing
import sys
import time


class Peer:
    def __init__(self, targets, method):
        self.context = multiprocessing.get_context(method)
        self.targets = targets
        self.sleeper = None

    def start_join(self):
        process = self.context.Process(target=self.targets.noop)
        before = time.perf_counter_ns()
        process.start()
        process.join()
        taken = time.perf_counter_ns() - before
        check(process)
        return taken

    def burst(self, count):
        before = time.perf_counter_ns()
        for _ in range(int(count)):
            process = self.context.Process(target=self.targets.noop)
            process.start()
            process.join()
            check(process)
        return time.perf_counter_ns() - before

    def first_statement(self, path):
        process = self.context.Process(target=self.targets.stamp, args=(path,))
        # CLOCK_MONOTONIC on Linux: the same clock in the child.
        before = time.monotonic_ns()
        process.start()
        process.join()
        check(process)
        with open(path) as file:
            return int(file.read()) - before

    def idle(self, path):
        self.sleeper = self.context.Process(target=self.targets.idle, args=(path,))
        self.sleeper.start()
        return self.sleeper.pid

    def end(self):
        self.sleeper.kill()
        self.sleeper.join()
        return 0


def check(process):
    if process.exitcode != 0:
        sys.exit(f"the child ended with exit code {process.exitcode}")
    process.close()


def serve(targets, method="spawn"):
    peer = Peer(targets, method)
    for line in sys.stdin:
        command, *arguments = line.rstrip("\n").split(" ", 1)
        print(getattr(peer, command)(*arguments), flush=True)
