package io.github.processing4j.runtime.child;

import io.github.processing4j.frame.Progress;
import io.github.processing4j.runtime.launch.ProgressForm;
import org.jspecify.annotations.Nullable;

/** Tells the progress of this child's task over its link. */
final class LinkProgress implements Progress {
  private final ParentLink link;
  private double fraction = Double.NaN;
  private String message = "";
  private @Nullable Object payload;

  LinkProgress(ParentLink link) {
    this.link = link;
  }

  @Override
  public synchronized void update(double newFraction, String newMessage) {
    MainThread.checkStop();
    fraction = Math.min(1, Math.max(0, newFraction));
    message = newMessage;
    tell();
  }

  @Override
  public synchronized void publish(@Nullable Object newPayload) {
    MainThread.checkStop();
    payload = newPayload;
    tell();
  }

  private void tell() {
    link.progress(ProgressForm.write(fraction, message, payload));
  }
}
