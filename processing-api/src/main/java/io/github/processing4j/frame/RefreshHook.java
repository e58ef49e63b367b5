package io.github.processing4j.frame;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a task's refresh hook how far the work is, in each frame until it ends. */
final class RefreshHook extends Hook {
  /** In the chain of those that refresh. For the frame thread alone, as all that follows. */
  @Nullable RefreshHook nextRefreshing;

  private final Consumer<? super ProgressSnapshot> hook;
  private final FrameWorker<?> worker;
  private ProgressSnapshot told = ProgressSnapshot.NONE;
  private boolean due;
  private boolean ended;
  private boolean broken;

  RefreshHook(Consumer<? super ProgressSnapshot> hook, FrameWorker<?> worker) {
    this.hook = hook;
    this.worker = worker;
  }

  /** Its work begins. If the end overtook that, the next frame sees that it is over. */
  @Override
  void arrived(HookQueue queue) {
    queue.refreshing(this);
  }

  /** Its work ended: makes it due once more, for what was not told. */
  void last(HookQueue queue) {
    makeDue(queue);
    ended = true;
  }

  /** Makes it due, if it is not. */
  void makeDue(HookQueue queue) {
    if (!due) {
      due = true;
      queue.due(this);
    }
  }

  /** Whether no further frame needs to ask it. */
  boolean isOver() {
    return ended || broken;
  }

  @Override
  boolean run(Consumer<Throwable> failures) {
    due = false;
    ProgressSnapshot newest = worker.progress();
    if (broken || (ended && newest == told)) {
      return false;
    }
    told = newest;
    try {
      hook.accept(newest);
    } catch (Throwable e) {
      broken = true;
      failures.accept(e);
    }
    return true;
  }
}
