/**
 * What the processes of a tree, and their threads, keep each other in order by: the synchronisation
 * of Python's {@code multiprocessing}, with the methods of {@code java.util.concurrent} beside
 * Python's.
 *
 * <p>All of it is thread-safe and serializable: it is captured by a target, given as an argument or
 * sent through a queue. {@code close()} closes a handle, idempotently; other processes go on with
 * theirs, and every later call throws {@link io.github.processing4j.ClosedHandleException}, also
 * where a thread of this process was waiting.
 *
 * <p>Who dies leaves nobody waiting: locks are taken over, permits given back, barriers broken,
 * within a second. A suspended process is alive, and keeps what it holds.
 *
 * <p>A wait is interruptible if it says so: methods that {@code java.util.concurrent} has too throw
 * {@link InterruptedException}, those with Python's names {@link
 * io.github.processing4j.ProcessingInterruptedException}, with the flag set again. {@link
 * io.github.processing4j.Process#stop()} ends any wait by {@link
 * io.github.processing4j.ProcessExit}, also one that is not interruptible, and leaves the object as
 * usable as before.
 */
@NullMarked
package io.github.processing4j.sync;

import org.jspecify.annotations.NullMarked;
