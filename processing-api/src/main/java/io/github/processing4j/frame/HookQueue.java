package io.github.processing4j.frame;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of a scheduler's tasks, on their way from the workers to the frame thread.
 *
 * <pre>
 *   workers ──▶ arrivals (a stack, any thread)
 *                  │  each frame takes all of it, oldest first
 *          began ──┴── ended
 *            ▼           │
 *       refreshing ──▶  due (first in, first out) ──▶ run, until the budget is spent
 *         each frame makes those due that are not
 * </pre>
 *
 * A hook is in {@code due} once at most. It waits there behind those that came before it, so
 * however small the budget is, none starves, and one task's refreshes come before its end.
 *
 * <p>All but {@link #arrive} is for the frame thread.
 */
final class HookQueue {
  private final AtomicReference<@Nullable Hook> arrivals = new AtomicReference<>();
  private @Nullable RefreshHook refreshing;
  private @Nullable Hook dueFirst;
  private @Nullable Hook dueLast;

  /** Brings a hook to the frame thread. Any thread; at most once a hook; never waits. */
  void arrive(Hook hook) {
    Hook before;
    do {
      before = arrivals.get();
      hook.nextArrived = before;
    } while (!arrivals.compareAndSet(before, hook));
  }

  /** Runs what is due: at least one hook, and others until the budget is spent. */
  void frame(long budgetNanos, Consumer<Throwable> failures) {
    if (arrivals.get() != null) {
      takeArrivals();
    }
    if (refreshing != null) {
      refresh();
    }
    if (dueFirst != null) {
      runDue(budgetNanos, failures);
    }
  }

  /** Adds a hook to those that are due; it must not be among them. */
  void due(Hook hook) {
    if (dueLast == null) {
      dueFirst = hook;
    } else {
      dueLast.nextDue = hook;
    }
    dueLast = hook;
  }

  /** Adds a hook to those that each frame makes due. */
  void refreshing(RefreshHook hook) {
    hook.nextRefreshing = refreshing;
    refreshing = hook;
  }

  private void takeArrivals() {
    Hook newest = arrivals.getAndSet(null);
    Hook oldest = null;
    while (newest != null) {
      Hook next = newest.nextArrived;
      newest.nextArrived = oldest;
      oldest = newest;
      newest = next;
    }
    while (oldest != null) {
      Hook next = oldest.nextArrived;
      oldest.nextArrived = null;
      oldest.arrived(this);
      oldest = next;
    }
  }

  private void refresh() {
    RefreshHook kept = null;
    RefreshHook each = refreshing;
    while (each != null) {
      RefreshHook next = each.nextRefreshing;
      if (!each.isOver()) {
        each.makeDue(this);
        kept = each;
      } else if (kept == null) {
        refreshing = next;
      } else {
        kept.nextRefreshing = next;
      }
      each = next;
    }
  }

  private void runDue(long budgetNanos, Consumer<Throwable> failures) {
    long startNanos = System.nanoTime();
    Hook hook = dueFirst;
    while (hook != null) {
      dueFirst = hook.nextDue;
      if (dueFirst == null) {
        dueLast = null;
      }
      hook.nextDue = null;
      if (hook.run(failures) && System.nanoTime() - startNanos >= budgetNanos) {
        return;
      }
      hook = dueFirst;
    }
  }
}
