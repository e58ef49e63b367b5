package io.github.processing4j.frame;

import io.github.processing4j.Context;
import io.github.processing4j.Pool;
import io.github.processing4j.Process;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.spi.Engine;
import io.github.processing4j.spi.ExitStatus;
import io.github.processing4j.spi.PoolSpec;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.ProcessingProvider;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.RunningProcess;
import io.github.processing4j.spi.SelfInfo;
import io.github.processing4j.spi.Sharing;
import io.github.processing4j.spi.Subprocesses;
import io.github.processing4j.spi.TaskPool;
import io.github.processing4j.spi.Work;
import java.io.ObjectInputFilter;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * An engine whose processes do what the test tells them, in place of the provider while it is open.
 */
final class FakeEngine implements ProcessingProvider, Engine, Context, AutoCloseable {
  private static final String NAME = "fake";

  private final Field providerField;
  private final Object before;

  /** What the next start throws, if anything. */
  RuntimeException refusal;

  /** What was started last. */
  volatile ProcessSpec spec;

  volatile Work.OfTask work;
  final CountDownLatch stopped = new CountDownLatch(1);
  final CountDownLatch killed = new CountDownLatch(1);
  volatile long stoppedNanos;
  volatile long killedNanos;

  FakeEngine() throws ReflectiveOperationException {
    // Providers.install keeps the first for good; this one is to go when its test ends.
    providerField = Providers.class.getDeclaredField("provider");
    providerField.setAccessible(true);
    before = providerField.get(null);
    providerField.set(null, this);
  }

  @Override
  public Sharing sharing() {
    throw new UnsupportedOperationException("processes of a test share nothing");
  }

  @Override
  public Subprocesses subprocesses() {
    throw new UnsupportedOperationException("a test of frames launches nothing");
  }

  @Override
  public void setStandby(StandbyOptions options) {}

  @Override
  public void close() throws ReflectiveOperationException {
    providerField.set(null, before);
  }

  @Override
  public RunningProcess start(ProcessSpec started) {
    if (refusal != null) {
      throw refusal;
    }
    spec = started;
    work = (Work.OfTask) started.work();
    return new Running();
  }

  @Override
  public String startMethod() {
    return NAME;
  }

  @Override
  public String getStartMethod() {
    return NAME;
  }

  @Override
  public List<String> startMethods() {
    return List.of(NAME);
  }

  @Override
  public Engine engine(String startMethod) {
    return this;
  }

  @Override
  public SelfInfo self() {
    return new SelfInfo("MainProcess", new int[0], false, new byte[] {1}, null, null, null);
  }

  @Override
  public Process threadProcess() {
    return null;
  }

  @Override
  public void checkStop() {}

  @Override
  public int cpuCount() {
    return 1;
  }

  @Override
  public void setSerialFilter(ObjectInputFilter filter) {}

  private final class Running implements RunningProcess {
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

    @Override
    public long pid() {
      return 42;
    }

    @Override
    public boolean isAlive() {
      return !exit.isDone();
    }

    @Override
    public boolean join(long timeoutNanos) {
      throw new UnsupportedOperationException("no test waits");
    }

    @Override
    public ExitStatus exitStatus() {
      return exit.getNow(null);
    }

    @Override
    public Throwable failure() {
      return null;
    }

    @Override
    public CompletableFuture<ExitStatus> onExit() {
      return exit;
    }

    @Override
    public void stop() {
      stoppedNanos = System.nanoTime();
      stopped.countDown();
    }

    @Override
    public void interrupt() {}

    @Override
    public void terminate() {}

    @Override
    public void kill() {
      killedNanos = System.nanoTime();
      killed.countDown();
      exit.complete(new ExitStatus(-9, false));
    }

    @Override
    public void killTree() {}

    @Override
    public ProcessHandle toHandle() {
      throw new UnsupportedOperationException();
    }
  }

  @Override
  public Pool pool(PoolSpec spec) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TaskPool taskPool(PoolSpec spec) {
    throw new UnsupportedOperationException();
  }
}
