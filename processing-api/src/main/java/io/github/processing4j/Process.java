package io.github.processing4j;

import io.github.processing4j.spi.Engine;
import io.github.processing4j.spi.ExitStatus;
import io.github.processing4j.spi.ProcessSentinel;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.RunningProcess;
import io.github.processing4j.spi.SelfInfo;
import io.github.processing4j.spi.StartMethods;
import io.github.processing4j.spi.Work;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Activity that runs in a separate JVM: the {@code Process} of R. Oudkerk's {@code processing}
 * package, with the methods of {@code threading.Thread} and those that only a process can have.
 *
 * <pre>{@code
 * Process p = new Process(() -> System.out.println("hello from " + Process.current().getPid()));
 * p.start();
 * p.join();
 * }</pre>
 *
 * <p>Give it a {@link Target}, or subclass it and override {@link #run()}; then the object itself is
 * sent to the child. It is started at most once. A child that is a <em>daemon</em> is ended when the
 * main thread and the other non-daemon threads of its parent have ended; for others the parent's JVM
 * waits.
 *
 * <p>Thread-safe. Only the process that created it may start, join or signal it, or ask whether it
 * is alive; a copy in another process tells its name and pid. No method blocks unless it says so.
 *
 * @apiNote The simple name is that of {@link java.lang.Process}: import this one by name.
 */
// Long, because it is the whole public face of a process, most of it Javadoc: what it does is in
// the
// engines.
public class Process implements Serializable {
  private static final long serialVersionUID = 1;

  private enum State {
    INITIAL,
    STARTED,
    CLOSED,
    /** Stands for the calling process itself, or for its parent. */
    SELF,
    /** A copy that came from another process. */
    FOREIGN
  }

  private String name;
  private boolean daemon;
  private final int[] identity;
  private @Nullable Long pid;
  private transient byte[] authKey;
  private transient @Nullable Work work;
  private transient JvmOptions jvm = JvmOptions.inherited();
  private transient OrphanPolicy orphanPolicy = OrphanPolicy.END;
  private transient @Nullable Context context;
  private transient int childCount;
  private transient @Nullable Process creator;
  private transient volatile State state;
  private transient volatile @Nullable RunningProcess running;

  /** A process without a target: overriding {@link #run()} gives it something to do. */
  public Process() {
    this(builder());
  }

  /**
   * A process that runs {@code target}, with a name of the form {@code Process-1}, or {@code
   * Process-1:2} for the second child of the first.
   *
   * @param target null does nothing
   */
  public Process(@Nullable Target target) {
    this(builder().target(target));
  }

  /**
   * A process that runs {@code target}.
   *
   * @param name for people; it need not be unique
   * @param target null does nothing
   */
  public Process(String name, @Nullable Target target) {
    this(builder().name(name).target(target));
  }

  /**
   * A process with these options, for subclasses.
   *
   * @param options their target is what {@code super.run()} runs
   */
  protected Process(Builder options) {
    Process parent = current();
    creator = parent;
    identity = parent.nextChild();
    name = options.name != null ? options.name : defaultName();
    daemon = options.daemon != null ? options.daemon : parent.daemon;
    authKey = options.authKey != null ? options.authKey : parent.authKey;
    jvm = options.jvm;
    orphanPolicy = options.orphanPolicy;
    context = options.context;
    work = options.work();
    state = State.INITIAL;
  }

  /** Stands for the calling process or its parent. */
  Process(String name, int[] identity, boolean daemon, byte[] authKey, long pid) {
    this.name = name;
    this.identity = identity;
    this.daemon = daemon;
    this.authKey = authKey;
    this.pid = pid;
    state = State.SELF;
  }

  /** A builder, for everything beyond a name and a target. */
  public static Builder builder() {
    return new Builder();
  }

  /** The process that calls: in the first JVM {@code MainProcess}, in a child the child. */
  public static Process current() {
    Process ofThread = Providers.get().threadProcess();
    return ofThread != null ? ofThread : Self.PROCESS;
  }

  /**
   * The process that started the one that calls. It can be joined and asked whether it is alive, but
   * not signalled.
   *
   * @return null in the main process
   */
  public static @Nullable Process parent() {
    Process ofThread = Providers.get().threadProcess();
    return ofThread != null ? ofThread.creator : Self.PARENT;
  }

  /** The children of the calling process that are alive. Never blocks. */
  static List<Process> activeChildren() {
    return Children.activeOf(current());
  }

  /**
   * The activity. Runs the target, if there is one; a subclass may override it. May be called in
   * the calling process too, where it blocks as the target does.
   *
   * @throws Exception what the target throws
   */
  public void run() throws Exception {
    Work what = work;
    if (what != null) {
      LocalRun.run(what);
    }
  }

  /**
   * Starts the activity in a new process, at most once. Returns when the child is launched; what goes
   * wrong later is told by {@link #join()} and {@link #getFailure()}.
   *
   * @throws IllegalStateException if it was started before, or while the class of the target is
   *     being initialised, for the child would do so again
   * @throws NotSendableException if the target cannot be sent; the message names the captured
   *     argument or field
   * @throws ProcessStartException if the JVM cannot be launched
   * @throws SessionException if there is no room for its files, or their directory is not ours
   */
  public synchronized void start() {
    requireOurs("start");
    if (state != State.INITIAL) {
      throw new IllegalStateException(this + " was started before; a process starts at most once");
    }
    Context where = context != null ? context : Processing.getContext();
    Engine engine = Providers.get().engine(where.getStartMethod());
    Work what = overridesRun() ? new Work.OfInstance(this) : work;
    if (what == null) {
      what = new Work.OfNothing();
    }
    RunningProcess child =
        engine.start(
            new ProcessSpec(
                this,
                name,
                identity,
                daemon,
                authKey,
                jvm,
                orphanPolicy,
                StartMethods.chosen(),
                what));
    running = child;
    pid = child.pid();
    state = State.STARTED;
    Children.add(this, creator, child.onExit());
    child.announced();
  }

  /**
   * Waits until the child has ended. May be called many times.
   *
   * <p>Blocks; interruptible.
   *
   * @throws IllegalStateException if it was not started, is the caller itself, or is another
   *     process's child
   * @throws ProcessStartException if the child ended before its target ran
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   */
  public void join() {
    join(-1);
  }

  /**
   * Waits until the child has ended, or the time is over. May be called many times.
   *
   * <p>Blocks; interruptible.
   *
   * @param timeout zero or less looks once
   * @return whether it has ended
   * @throws IllegalStateException as {@link #join()}
   * @throws ProcessStartException if the child ended before its target ran
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   */
  public boolean join(Duration timeout) {
    return join(Blocking.nanosOf(timeout));
  }

  boolean join(long timeoutNanos) {
    requireOurs("join");
    RunningProcess child = requireStarted("join");
    Blocking.checkStop();
    try {
      if (!child.join(timeoutNanos)) {
        return false;
      }
    } catch (InterruptedException e) {
      throw Blocking.interrupted("join of " + name, e);
    }
    if (child.failure() instanceof ProcessStartException never) {
      throw never;
    }
    return true;
  }

  /** Its name. */
  public String getName() {
    requireOpen();
    return name;
  }

  /** Sets its name, which has no meaning of its own. A child that runs keeps the one it has. */
  public void setName(String name) {
    requireOpen();
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Whether it is ended when its parent ends. */
  public boolean isDaemon() {
    requireOpen();
    return daemon;
  }

  /**
   * Sets whether it is ended when its parent ends. At first it is as its creator is.
   *
   * @throws IllegalStateException after {@link #start()}
   */
  public void setDaemon(boolean daemon) {
    requireOpen();
    if (state != State.INITIAL) {
      throw new IllegalStateException("set daemon before start: " + this);
    }
    this.daemon = daemon;
  }

  /** Its authentication key, inherited from its creator. A copy. */
  public byte[] getAuthKey() {
    requireOpen();
    return authKey.clone();
  }

  /** Sets its authentication key, for itself and the children it creates from then on. */
  public void setAuthKey(byte[] authKey) {
    requireOpen();
    this.authKey = authKey.clone();
  }

  /** Sets its authentication key to the UTF-8 bytes of a string. */
  public void setAuthKey(String authKey) {
    setAuthKey(authKey.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether it was started and has not ended. A suspended process is alive.
   *
   * @throws IllegalStateException if it is another process's child
   */
  public boolean isAlive() {
    requireOpen();
    if (state == State.SELF) {
      return true;
    }
    requireOurs("ask isAlive of");
    RunningProcess child = running;
    return child != null && child.isAlive();
  }

  /** Its pid, or null before it is started. */
  public @Nullable Long getPid() {
    requireOpen();
    return pid;
  }

  /**
   * How it ended: what it gave to {@code System.exit}; 0 if its target returned; 1 if the target threw;
   * {@code -N} for death by signal N.
   *
   * @return null before it is started and while it runs
   * @throws IllegalStateException if it is another process's child
   */
  public @Nullable Integer getExitCode() {
    requireOpen();
    if (state == State.SELF) {
      return null;
    }
    requireOurs("ask the exit code of");
    ExitStatus status = exitStatus();
    return status == null ? null : Integer.valueOf(status.code());
  }

  /**
   * Why it failed: what its target threw, with the stack trace of the child; a {@link RemoteFailure}
   * where that cannot be brought here; a {@link ProcessStartException} if its target never ran.
   *
   * @return null while it runs and if its target did not throw
   */
  public @Nullable Throwable getFailure() {
    requireOurs("ask the failure of");
    RunningProcess child = running;
    return child == null ? null : child.failure();
  }

  /**
   * Raises {@link ProcessExit} in the main thread of the child, once: that thread is interrupted, and
   * the first blocking call of this library (such as {@link Processing#sleep(Duration)}) that it is
   * in or enters throws. The child may catch and ignore it. Uncaught, or if an {@link
   * InterruptedException} that it caused is not caught, the child ends with exit code 127 without
   * waiting for its other threads. Does nothing if the child has ended.
   *
   * @throws IllegalStateException if it was not started
   */
  public void stop() {
    requireOurs("stop");
    requireStarted("stop").stop();
  }

  /**
   * Ends the child by harder and harder means: {@link #stop()}, then {@link #terminate()}, then {@link
   * #kill()}, each after its share of {@code grace}. Blocks until it has ended; interruptible.
   *
   * @param grace how long the child has before it is killed
   * @throws IllegalStateException if it was not started
   * @throws ProcessingInterruptedException if interrupted; the flag is set again, and the child may
   *     still run
   */
  public void stop(Duration grace) {
    requireOurs("stop");
    RunningProcess child = requireStarted("stop");
    Blocking.checkStop();
    long share = Math.max(0, Blocking.nanosOf(grace)) / 2;
    try {
      child.stop();
      if (!child.join(share)) {
        child.terminate();
        if (!child.join(share)) {
          child.kill();
          child.join(-1);
        }
      }
    } catch (InterruptedException e) {
      throw Blocking.interrupted("stop of " + name, e);
    }
  }

  /**
   * Sends SIGINT, also where the child was launched with SIGINT ignored.
   *
   * @throws IllegalStateException if it was not started
   */
  public void interrupt() {
    requireOurs("interrupt");
    requireStarted("interrupt").interrupt();
  }

  /**
   * Sends SIGTERM: shutdown hooks of the child run.
   *
   * @throws IllegalStateException if it was not started
   */
  public void terminate() {
    requireOurs("terminate");
    requireStarted("terminate").terminate();
  }

  /**
   * Sends SIGKILL: nothing of the child runs on.
   *
   * @throws IllegalStateException if it was not started
   */
  public void kill() {
    requireOurs("kill");
    requireStarted("kill").kill();
  }

  /**
   * Sends SIGKILL to the child and all its descendants, of whatever kind.
   *
   * @throws IllegalStateException if it was not started
   */
  public void killTree() {
    requireOurs("kill");
    requireStarted("kill").killTree();
  }

  /**
   * Lets go of this object; every later call fails. May be called many times.
   *
   * @throws IllegalStateException while the child is alive
   */
  public synchronized void close() {
    if (state == State.CLOSED) {
      return;
    }
    if (state == State.SELF || isAlive()) {
      throw new IllegalStateException("cannot close " + this + " while it is alive; join it first");
    }
    Children.remove(this);
    running = null;
    work = null;
    state = State.CLOSED;
  }

  /**
   * Completed with this process when it has ended, on a thread of the library, which dependent
   * actions must not block.
   *
   * @throws IllegalStateException if it was not started
   */
  public CompletableFuture<Process> onExit() {
    requireOurs("watch");
    return requireStarted("watch").onExit().thenApply(status -> this);
  }

  /**
   * The operating system's process.
   *
   * @throws IllegalStateException if it was not started
   * @throws UnsupportedOperationException if it runs on a thread
   */
  public ProcessHandle toHandle() {
    requireOpen();
    if (state == State.SELF) {
      return ProcessHandle.current();
    }
    requireOurs("take the handle of");
    return requireStarted("take the handle of").toHandle();
  }

  /**
   * Something that becomes ready when the child has ended, to be waited for beside other things.
   *
   * @throws IllegalStateException if it was not started
   */
  public Sentinel sentinel() {
    requireOurs("take the sentinel of");
    RunningProcess child = requireStarted("take the sentinel of");
    return new ProcessSentinel(child);
  }

  /**
   * {@code <Process(Process-1, initial)>}, then {@code started}, {@code stopped}, {@code stopped[1]},
   * {@code stopped[SIGTERM]} or {@code stopped[ProcessExit]}, and {@code daemon} where it is one.
   */
  @Override
  public String toString() {
    return "<" + typeName() + "(" + name + ", " + status() + (daemon ? " daemon" : "") + ")>";
  }

  private String status() {
    switch (state) {
      case INITIAL:
        return "initial";
      case SELF:
        return "started";
      case CLOSED:
        return "closed";
      case FOREIGN:
        return "unknown";
      default:
        ExitStatus status = exitStatus();
        if (status == null) {
          return "started";
        }
        boolean plain = status.code() == 0 && !status.processExit();
        return plain ? "stopped" : "stopped[" + status.reason() + "]";
    }
  }

  private @Nullable ExitStatus exitStatus() {
    RunningProcess child = running;
    return child == null ? null : child.exitStatus();
  }

  private synchronized int[] nextChild() {
    int[] child = Arrays.copyOf(identity, identity.length + 1);
    child[identity.length] = ++childCount;
    return child;
  }

  private String defaultName() {
    StringBuilder path = new StringBuilder(typeName());
    char separator = '-';
    for (int n : identity) {
      path.append(separator).append(n);
      separator = ':';
    }
    return path.toString();
  }

  private String typeName() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() || this instanceof ParentProcess ? "Process" : simple;
  }

  private boolean overridesRun() {
    try {
      return getClass().getMethod("run").getDeclaringClass() != Process.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private void requireOpen() {
    if (state == State.CLOSED) {
      throw new IllegalStateException("process object " + name + " is closed");
    }
  }

  private void requireOurs(String what) {
    requireOpen();
    if (state == State.SELF) {
      throw new IllegalStateException(
          "a process cannot " + what + " itself, nor its parent: " + this);
    }
    if (state == State.FOREIGN) {
      throw new IllegalStateException("only the process that created it can " + what + " " + this);
    }
  }

  private RunningProcess requireStarted(String what) {
    RunningProcess child = running;
    if (child == null) {
      throw new IllegalStateException("cannot " + what + " " + this + " before it is started");
    }
    return child;
  }

  /** In the child, makes the object that was sent stand for the process it runs in. */
  private Process adopt(SelfInfo self, long ownPid) {
    name = self.name();
    daemon = self.daemon();
    authKey = self.authKey();
    pid = ownPid;
    state = State.SELF;
    return this;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeObject(work instanceof Work.OfTask ? null : work);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    work = (Work) in.readObject();
    jvm = JvmOptions.inherited();
    orphanPolicy = OrphanPolicy.END;
    authKey = new byte[0];
    state = State.FOREIGN;
  }

  /** The calling JVM and its parent, as processes. */
  private static final class Self {
    static final Process PROCESS;
    static final @Nullable Process PARENT;

    static {
      SelfInfo self = Providers.get().self();
      long pid = ProcessHandle.current().pid();
      Process sent = self.instance();
      PROCESS =
          sent != null
              ? sent.adopt(self, pid)
              : new Process(self.name(), self.identity(), self.daemon(), self.authKey(), pid);
      PARENT = self.parent() == null ? null : new ParentProcess(self.parent(), self);
    }

    private Self() {}
  }

  /** Builds a {@link Process}. Not thread-safe; may be used again. */
  public static final class Builder {
    private @Nullable Target target;
    private @Nullable ArgsTarget argsTarget;
    private @Nullable Object[] args = {};
    private Map<String, @Nullable Object> kwargs = Collections.emptyMap();
    private @Nullable Work otherWork;
    private @Nullable String name;
    private @Nullable Boolean daemon;
    private byte @Nullable [] authKey;
    private JvmOptions jvm = JvmOptions.inherited();
    private OrphanPolicy orphanPolicy = OrphanPolicy.END;
    private @Nullable Context context;

    private Builder() {}

    /**
     * There for the likeness to {@code threading.Thread}.
     *
     * @param group null
     */
    public Builder group(@Nullable Object group) {
      if (group != null) {
        throw new IllegalArgumentException("group must be null: there are no process groups");
      }
      return this;
    }

    /** What it runs; null does nothing. */
    public Builder target(@Nullable Target target) {
      clearWork();
      this.target = target;
      return this;
    }

    /**
     * What it runs, and its sequential arguments.
     *
     * @param args copied to the child; serialisable, or null
     */
    public Builder target(ArgsTarget target, @Nullable Object... args) {
      clearWork();
      argsTarget = Objects.requireNonNull(target, "target");
      this.args = args.clone();
      return this;
    }

    /**
     * The keyword arguments of an {@link ArgsTarget}.
     *
     * @param kwargs copied; values are serialisable, or null
     */
    public Builder kwargs(Map<String, ? extends @Nullable Object> kwargs) {
      this.kwargs = new LinkedHashMap<>(kwargs);
      return this;
    }

    /**
     * Runs the {@code main} method of a class of the class path.
     *
     * @param className with its package
     * @param args of {@code main}
     */
    public Builder mainClass(String className, String... args) {
      return work(new Work.OfMain(className, List.of(args)));
    }

    /** Runs what an engine can run; for code beside the engines. */
    public Builder work(Work work) {
      clearWork();
      otherWork = work;
      return this;
    }

    /** Its name; else {@code Process-N}. */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /** Whether it is ended when its parent ends; else as its creator. */
    public Builder daemon(boolean daemon) {
      this.daemon = daemon;
      return this;
    }

    /** Its authentication key; else that of its creator. */
    public Builder authKey(byte[] authKey) {
      this.authKey = authKey.clone();
      return this;
    }

    /** Its authentication key, as the UTF-8 bytes of a string. */
    public Builder authKey(String authKey) {
      return authKey(authKey.getBytes(StandardCharsets.UTF_8));
    }

    /** How its JVM differs from this one. */
    public Builder jvm(JvmOptions jvm) {
      this.jvm = Objects.requireNonNull(jvm, "jvm");
      return this;
    }

    /** What becomes of it if this process is killed. */
    public Builder orphanPolicy(OrphanPolicy orphanPolicy) {
      this.orphanPolicy = Objects.requireNonNull(orphanPolicy, "orphanPolicy");
      return this;
    }

    /** How it is started; else by {@link Processing#getContext()}. */
    public Builder context(Context context) {
      this.context = Objects.requireNonNull(context, "context");
      return this;
    }

    /**
     * The process, not started.
     *
     * @throws IllegalStateException if there are keyword arguments but no {@link ArgsTarget}
     */
    public Process build() {
      return new Process(this);
    }

    private void clearWork() {
      target = null;
      argsTarget = null;
      otherWork = null;
    }

    private @Nullable Work work() {
      if (argsTarget != null) {
        return new Work.OfArgs(argsTarget, Arguments.of(args, kwargs));
      }
      if (!kwargs.isEmpty()) {
        throw new IllegalStateException(
            "keyword arguments " + kwargs.keySet() + " need a target that takes arguments");
      }
      return target != null ? new Work.OfTarget(target) : otherWork;
    }
  }
}
