"""What CPython's processes exchange: queues, pipes, locks, shared memory, pools; all with "spawn".

Does one repetition for each line on stdin, and answers it with one line on stdout: whole nanoseconds,
of all the operations that it was told to do. The logic is that of CPython's own habits: processes
are started and ready before the clock is read, and their end is not in the time.
"""

import os
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, shared_memory

# The same clock in all processes of the machine; on Linux that of perf_counter_ns too.
now = time.monotonic_ns
context = get_context("spawn")
PAUSE_SECONDS = 0.0005
NOT_COUNTED = 50
WORKERS = 2


# What runs in the children.


def producer(queue, count, payload, ready, go):
    ready.release()
    go.wait()
    for _ in range(count):
        queue.put(payload)


def consumer(queue, count, times, index, ready):
    ready.release()
    queue.get()
    times[2 * index] = now()
    for _ in range(count - 1):
        queue.get()
    times[2 * index + 1] = now()


def echo_queue(requests, answers):
    while True:
        item = requests.get()
        if item is None:
            return
        answers.put(item)


def echo_connection(connection):
    while True:
        message = connection.recv_bytes()
        if not message:
            return
        connection.send_bytes(message)


def bulk_sender(connection, size, count):
    data = b"x" * size
    connection.recv_bytes()
    for _ in range(count):
        connection.send_bytes(data)
    connection.recv_bytes()


def memory_reader(name, size, connection):
    memory = shared_memory.SharedMemory(name=name)
    buffer = memory.buf
    while connection.recv_bytes() == b"g":
        bytes(buffer[:size])
        connection.send_bytes(b"k")
    del buffer
    memory.close()


def lock_loop(lock, count, ready, go, ends, index):
    ready.release()
    go.wait()
    for _ in range(count):
        lock.acquire()
        lock.release()
    ends[index] = now()


def increment_loop(value, count, ready, go, ends, index):
    ready.release()
    go.wait()
    for _ in range(count):
        with value.get_lock():
            value.value += 1
    ends[index] = now()


def event_waiter(ready, event, ack, stamps, count):
    for i in range(count):
        ready.release()
        event.wait()
        stamps[i] = now()
        event.clear()
        ack.release()


def queue_waiter(ready, queue, ack, stamps, count):
    for i in range(count):
        ready.release()
        queue.get()
        stamps[i] = now()
        ack.release()


def blocked_reader(queue, ready):
    ready.release()
    queue.get()


def put_one(queue):
    queue.put(1)


def noop(*_):
    return None


# Helpers.


def start(target, *args):
    process = context.Process(target=target, args=args)
    process.start()
    return process


def join(*processes):
    for process in processes:
        process.join()
        if process.exitcode != 0:
            sys.exit(f"the child ended with exit code {process.exitcode}")
        process.close()


def await_all(ready, count):
    for _ in range(count):
        ready.acquire()
    # Until they wait for what comes next.
    time.sleep(0.02)


def median(sent, stamps):
    return statistics.median(stamps[i] - sent[i] for i in range(NOT_COUNTED, len(sent)))


# The commands.


def queue_throughput(kind, count):
    queue = context.SimpleQueue() if kind == "simple" else context.Queue()
    payload = "x" * 100 if kind == "text" else b"x" * 100
    ready, go = context.Semaphore(0), context.Event()
    process = start(producer, queue, count + 1, payload, ready, go)
    await_all(ready, 1)
    get = queue.get
    go.set()
    get()
    before = now()
    for _ in range(count):
        get()
    taken = now() - before
    join(process)
    return taken


def queue_throughput_2x2(count):
    """Each of two producers puts so many, each of two consumers takes as many."""
    queue = context.Queue()
    ready, go = context.Semaphore(0), context.Event()
    times = context.Array("q", 4, lock=False)
    processes = [start(consumer, queue, count, times, i, ready) for i in range(2)]
    processes += [start(producer, queue, count, b"x" * 100, ready, go) for _ in range(2)]
    await_all(ready, 4)
    go.set()
    join(*processes)
    return max(times[1], times[3]) - min(times[0], times[2])


def queue_round_trip(kind, count):
    make = context.SimpleQueue if kind == "simple" else context.Queue
    requests, answers = make(), make()
    process = start(echo_queue, requests, answers)
    payload = b"x" * 100
    put, get = requests.put, answers.get
    for _ in range(100):
        put(payload)
        get()
    before = now()
    for _ in range(count):
        put(payload)
        get()
    taken = now() - before
    put(None)
    join(process)
    return taken


def pipe_round_trip(count):
    ours, theirs = context.Pipe()
    process = start(echo_connection, theirs)
    payload = b"x" * 100
    send, receive = ours.send_bytes, ours.recv_bytes
    for _ in range(200):
        send(payload)
        receive()
    before = now()
    for _ in range(count):
        send(payload)
        receive()
    taken = now() - before
    send(b"")
    join(process)
    return taken


def pipe_bulk(size, count):
    ours, theirs = context.Pipe()
    process = start(bulk_sender, theirs, size, count + 1)
    ours.send_bytes(b"g")
    receive = ours.recv_bytes
    receive()
    before = now()
    for _ in range(count):
        receive()
    taken = now() - before
    ours.send_bytes(b"x")
    join(process)
    return taken


class Memory:
    """Lives from its first use to the end."""

    def __init__(self, size):
        self.size = size
        self.memory = shared_memory.SharedMemory(create=True, size=size)
        self.source = os.urandom(1 << 20) * (size >> 20) or os.urandom(size)
        self.connection, theirs = context.Pipe()
        self.process = start(memory_reader, self.memory.name, size, theirs)

    def write(self):
        before = now()
        self.memory.buf[: self.size] = self.source
        return now() - before

    def read(self):
        before = now()
        self.connection.send_bytes(b"g")
        self.connection.recv_bytes()
        return now() - before

    def close(self):
        self.connection.send_bytes(b"q")
        join(self.process)
        self.memory.close()
        self.memory.unlink()


memory = None


def the_memory(size):
    global memory
    if memory is None:
        memory = Memory(size)
    return memory


def memory_write(size):
    return the_memory(size).write()


def memory_read(size):
    return the_memory(size).read()


LOCKS = {
    "Lock": context.Lock,
    "RLock": context.RLock,
    "Semaphore": context.Semaphore,
}


def lock_free(kind, count):
    lock = LOCKS[kind]()
    acquire, release = lock.acquire, lock.release
    before = now()
    for _ in range(count):
        acquire()
        release()
    return now() - before


def together(target, shared, count):
    ready, go = context.Semaphore(0), context.Event()
    ends = context.Array("q", 2, lock=False)
    processes = [start(target, shared, count, ready, go, ends, i) for i in range(2)]
    await_all(ready, 2)
    before = now()
    go.set()
    join(*processes)
    return max(ends) - before


def lock_contended(count):
    return together(lock_loop, context.Lock(), count)


def increment(count):
    value = context.Value("i", 0)
    before = now()
    for _ in range(count):
        with value.get_lock():
            value.value += 1
    return now() - before


def increment_2(count):
    value = context.Value("i", 0)
    taken = together(increment_loop, value, count)
    if value.value != 2 * count:
        sys.exit(f"{value.value} increments")
    return taken


def event_wake_up(count):
    ready, ack, event = context.Semaphore(0), context.Semaphore(0), context.Event()
    stamps = context.Array("q", count + NOT_COUNTED, lock=False)
    process = start(event_waiter, ready, event, ack, stamps, len(stamps))
    sent = []
    for _ in range(len(stamps)):
        ready.acquire()
        time.sleep(PAUSE_SECONDS)
        sent.append(now())
        event.set()
        ack.acquire()
    join(process)
    return median(sent, stamps)


def queue_wake_up(count):
    ready, ack, queue = context.Semaphore(0), context.Semaphore(0), context.Queue()
    stamps = context.Array("q", count + NOT_COUNTED, lock=False)
    process = start(queue_waiter, ready, queue, ack, stamps, len(stamps))
    sent = []
    for _ in range(len(stamps)):
        ready.acquire()
        time.sleep(PAUSE_SECONDS)
        sent.append(now())
        queue.put(b"x")
        ack.acquire()
    join(process)
    return median(sent, stamps)


blocked_process = None
blocked_queue = None


def blocked():
    """Answers the pid of a process that waits for an item; see end()."""
    global blocked_process, blocked_queue
    ready, blocked_queue = context.Semaphore(0), context.Queue()
    blocked_process = start(blocked_reader, blocked_queue, ready)
    await_all(ready, 1)
    return blocked_process.pid


def end():
    blocked_process.kill()
    blocked_process.join()
    return 0


def start_join_with_queue():
    queue = context.Queue()
    process = context.Process(target=put_one, args=(queue,))
    before = now()
    process.start()
    process.join()
    taken = now() - before
    queue.get()
    process.close()
    return taken


def make_pool(kind):
    if kind == "executor":
        return ProcessPoolExecutor(WORKERS, mp_context=context)
    return context.Pool(WORKERS)


def end_pool(pool):
    if isinstance(pool, ProcessPoolExecutor):
        pool.shutdown()
    else:
        pool.close()
        pool.join()


def call(pool):
    if isinstance(pool, ProcessPoolExecutor):
        pool.submit(noop).result()
    else:
        pool.apply(noop)


pools = {}


def the_pool(kind):
    """Lives from its first use to the end."""
    if kind not in pools:
        pools[kind] = make_pool(kind)
        call(pools[kind])
    return pools[kind]


def pool_map(kind, chunk, items, count):
    """So many maps of so many items, in chunks of this size; 0 is the default."""
    pool = the_pool(kind)
    how = {"chunksize": chunk} if chunk else {}
    before = now()
    for _ in range(count):
        results = list(pool.map(noop, range(items), **how))
    taken = now() - before
    if len(results) != items:
        sys.exit(f"{len(results)} results")
    return taken


def pool_apply(kind, count):
    pool = the_pool(kind)
    before = now()
    for _ in range(count):
        call(pool)
    return now() - before


def pool_start(kind):
    before = now()
    pool = make_pool(kind)
    call(pool)
    taken = now() - before
    end_pool(pool)
    return taken


def serve():
    try:
        for line in sys.stdin:
            command, *arguments = line.split()
            numbers = [int(each) if each.isdigit() else each for each in arguments]
            print(int(globals()[command](*numbers)), flush=True)
    finally:
        if memory is not None:
            memory.close()
        for pool in pools.values():
            end_pool(pool)
