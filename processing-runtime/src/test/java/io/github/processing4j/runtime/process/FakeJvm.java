package io.github.processing4j.runtime.process;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.runtime.launch.Launched;
import io.github.processing4j.runtime.launch.StatusPage;
import io.github.processing4j.runtime.link.LinkListener;
import io.github.processing4j.runtime.link.LinkServer;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A process that is none, so that a test says when it ends, and what its page tells. */
final class FakeJvm extends Process {
  private final Session session = Session.current();
  private final long slot = session.newSlot();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int exitValue;
  private volatile @Nullable Runnable whenAskedNext;

  final Path page = session.directory().resolve(slot + ".st");

  FakeJvm() throws IOException {
    Files.write(page, StatusPage.empty());
  }

  /** What a page holds of a child whose target runs. */
  FakeJvm running() throws IOException {
    try (StatusPage written = StatusPage.open(page.toFile())) {
      written.progress(StatusPage.RUNNING);
    }
    return this;
  }

  /** As its parent holds it. Its link never connects. */
  LocalProcess held(Work work, String... command) {
    return new LocalProcess(
        ProcessSpec.ofOurOwn("fake", work),
        launched(command),
        LinkServer.get().expect(slot, new Deaf()));
  }

  Launched launched(String... command) {
    return new Launched(session, slot, this, List.of(command), JvmOptions.inherited(), page);
  }

  void end(int code) {
    exitValue = code;
    ended.countDown();
  }

  /** Does something when somebody asks the next time whether it lives, after which it does. */
  void whenAskedNext(Runnable action) {
    whenAskedNext = action;
  }

  @Override
  public boolean isAlive() {
    boolean alive = ended.getCount() > 0;
    Runnable action = whenAskedNext;
    whenAskedNext = null;
    if (action != null) {
      action.run();
    }
    return alive;
  }

  @Override
  public int exitValue() {
    if (ended.getCount() > 0) {
      throw new IllegalThreadStateException();
    }
    return exitValue;
  }

  @Override
  public int waitFor() throws InterruptedException {
    ended.await();
    return exitValue;
  }

  @Override
  public long pid() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void destroy() {
    end(128 + 15);
  }

  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  private static final class Deaf implements LinkListener {
    @Override
    public void connected() {}

    @Override
    public void received(byte type, byte[] body) {}

    @Override
    public void closed() {}
  }
}
