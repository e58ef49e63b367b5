package io.github.processing4j.runtime.provider;

import io.github.processing4j.Pool;
import io.github.processing4j.Process;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.child.Child;
import io.github.processing4j.runtime.child.ChildSelf;
import io.github.processing4j.runtime.child.MainThread;
import io.github.processing4j.runtime.child.Standby;
import io.github.processing4j.runtime.codec.SerialFilter;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.pool.Pools;
import io.github.processing4j.runtime.process.LocalEngine;
import io.github.processing4j.runtime.process.ThreadEngine;
import io.github.processing4j.runtime.subprocess.LocalSubprocesses;
import io.github.processing4j.spi.Engine;
import io.github.processing4j.spi.PoolSpec;
import io.github.processing4j.spi.ProcessingProvider;
import io.github.processing4j.spi.SelfInfo;
import io.github.processing4j.spi.Sharing;
import io.github.processing4j.spi.Subprocesses;
import io.github.processing4j.spi.TaskPool;
import java.io.ObjectInputFilter;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The provider of this engine: processes of this machine, and threads of this JVM. */
public final class LocalProvider implements ProcessingProvider {
  private static final String SPAWN = "spawn";
  private static final String STANDBY = "standby";

  /** The name that CPython has for what comes nearest to standby. */
  private static final String FORKSERVER = "forkserver";

  private static final String THREAD = "thread";
  private static final int AUTH_KEY_BYTES = 32;

  // Made when they are asked for: a child that only shares something needs none.
  private @Nullable Engine spawn;
  private @Nullable Engine thread;
  private @Nullable Engine standby;
  private @Nullable SelfInfo self;

  /** For the service loader. */
  public LocalProvider() {
    LocalSharing.install();
  }

  @Override
  public List<String> startMethods() {
    return List.of(SPAWN, STANDBY, THREAD);
  }

  @Override
  public Engine engine(String startMethod) {
    switch (startMethod) {
      case SPAWN:
        return spawn();
      case STANDBY, FORKSERVER:
        return standby();
      case THREAD:
        return thread();
      default:
        throw new IllegalArgumentException(
            "no start method '" + startMethod + "'; there are " + startMethods());
    }
  }

  private synchronized Engine spawn() {
    Engine known = spawn;
    if (known == null) {
      known = LocalEngine.spawn();
      spawn = known;
    }
    return known;
  }

  private synchronized Engine thread() {
    Engine known = thread;
    if (known == null) {
      known = new ThreadEngine();
      thread = known;
    }
    return known;
  }

  private synchronized Engine standby() {
    Engine known = standby;
    if (known == null) {
      known = LocalEngine.standby();
      standby = known;
    }
    return known;
  }

  @Override
  public void setStandby(StandbyOptions options) {
    LocalEngine.setStandby(options);
  }

  @Override
  public synchronized SelfInfo self() {
    SelfInfo known = self;
    if (known == null) {
      requireAwake();
      Payload told = Child.payload();
      known = told == null ? main() : child(told);
      self = known;
    }
    return known;
  }

  private static void requireAwake() {
    if (Standby.isWaiting()) {
      throw new IllegalStateException(
          "a standby JVM is no process yet: what is preloaded there cannot ask for the current"
              + " process");
    }
  }

  private static SelfInfo main() {
    byte[] authKey = new byte[AUTH_KEY_BYTES];
    new SecureRandom().nextBytes(authKey);
    return new SelfInfo("MainProcess", new int[0], false, authKey, null, null, null);
  }

  private static SelfInfo child(Payload told) {
    return new SelfInfo(
        told.name,
        told.identity,
        told.daemon,
        told.authKey,
        told.startMethod.isEmpty() ? null : told.startMethod,
        new Parent(told),
        ChildSelf.instance());
  }

  @Override
  public @Nullable Process threadProcess() {
    // Here already: the caller may find out who it is once and for all.
    requireAwake();
    return ThreadEngine.current();
  }

  @Override
  public void checkStop() {
    MainThread.checkStop();
    ThreadEngine.checkStop();
  }

  @Override
  public int cpuCount() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void setSerialFilter(@Nullable ObjectInputFilter filter) {
    SerialFilter.set(filter);
  }

  @Override
  public Sharing sharing() {
    return LocalSharing.INSTANCE;
  }

  @Override
  public Pool pool(PoolSpec spec) {
    return Pools.create(spec);
  }

  @Override
  public TaskPool taskPool(PoolSpec spec) {
    return Pools.createForTasks(spec);
  }

  @Override
  public Subprocesses subprocesses() {
    return LocalSubprocesses.INSTANCE;
  }
}
