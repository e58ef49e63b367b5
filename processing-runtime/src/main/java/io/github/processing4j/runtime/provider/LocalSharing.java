package io.github.processing4j.runtime.provider;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.Queue;
import io.github.processing4j.SimpleQueue;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.frame.StatusQueue;
import io.github.processing4j.runtime.codec.SharedRefs;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Handles;
import io.github.processing4j.runtime.memory.Home;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.process.HomeSession;
import io.github.processing4j.runtime.queue.Queues;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.runtime.shared.SharedThings;
import io.github.processing4j.runtime.sync.SyncObjects;
import io.github.processing4j.shared.Lockable;
import io.github.processing4j.shared.SharedMemory;
import io.github.processing4j.spi.QueueSpec;
import io.github.processing4j.spi.SharedStatuses;
import io.github.processing4j.spi.Sharing;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.BoundedSemaphore;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import io.github.processing4j.sync.Semaphore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what processes share, in the session of this JVM; and the handles that come from others. */
final class LocalSharing implements Sharing, SharedRefs.Reader, Handles.Maker, Supplier<Session> {
  static final LocalSharing INSTANCE = new LocalSharing();

  /** How the text of a handle begins that is nobody's to count. */
  private static final String MEMORY = Kind.MEMORY + " ";

  private LocalSharing() {}

  /** Tells the floors below who makes handles, and where they live. Loads none of them. */
  static void install() {
    SharedRefs.readBy(INSTANCE);
    Home.foundBy(INSTANCE);
  }

  @Override
  public Session get() {
    return HomeSession.get();
  }

  @Override
  public Object read(String text, boolean arrives) {
    if (text.startsWith(MEMORY)) {
      return SharedThings.memory(text);
    }
    return Queues.received(Handles.get(text, arrives, this));
  }

  @Override
  public void arrived(String text) {
    if (!text.startsWith(MEMORY)) {
      Handles.arrived(text, this);
    }
  }

  @Override
  public void keep(String text) {
    Handles.keep(text);
  }

  @Override
  public Handle<?> make(HandleText text, boolean arrives) {
    switch (text.kind()) {
      case Kind.QUEUE,
      Kind.JOINABLE_QUEUE,
      Kind.SIMPLE_QUEUE,
      Kind.PIPE,
      Kind.STATUS_QUEUE,
      Kind.ITEM_QUEUE:
        return Queues.handle(text, arrives);
      case Kind.CELLS, Kind.CELLS_LOCK, Kind.FRAMES:
        return SharedThings.handle(text, arrives);
      default:
        return SyncObjects.handle(text, arrives);
    }
  }

  @Override
  public <E> Queue<E> queue(QueueSpec spec) {
    return Queues.queue(spec);
  }

  @Override
  public <E> JoinableQueue<E> joinableQueue(QueueSpec spec) {
    return Queues.joinableQueue(spec);
  }

  @Override
  public <E> SimpleQueue<E> simpleQueue(QueueSpec spec) {
    return Queues.simpleQueue(spec);
  }

  @Override
  public Pipe pipe(boolean duplex) {
    return Queues.pipe(duplex);
  }

  @Override
  public <T> List<T> wait(Collection<? extends T> objects, @Nullable Duration timeout) {
    return Queues.wait(objects, timeout);
  }

  @Override
  public Lock lock() {
    return SyncObjects.lock();
  }

  @Override
  public RLock rlock() {
    return SyncObjects.rlock();
  }

  @Override
  public Semaphore semaphore(int permits) {
    return SyncObjects.semaphore(permits);
  }

  @Override
  public BoundedSemaphore boundedSemaphore(int permits) {
    return SyncObjects.boundedSemaphore(permits);
  }

  @Override
  public Event event() {
    return SyncObjects.event();
  }

  @Override
  public Condition condition(@Nullable Lock lock) {
    return SyncObjects.condition(lock);
  }

  @Override
  public Barrier barrier(int parties) {
    return SyncObjects.barrier(parties);
  }

  @Override
  public SharedMemory createMemory(@Nullable String name, long bytes) {
    return SharedThings.createMemory(name, bytes);
  }

  @Override
  public SharedMemory attachMemory(String name) {
    return SharedThings.attachMemory(name);
  }

  @Override
  public <T extends Lockable> T value(Class<T> type, Object initial) {
    return SharedThings.value(type, initial);
  }

  @Override
  public <T extends Lockable> T array(Class<T> type, int length) {
    return SharedThings.array(type, length);
  }

  @Override
  public FrameBuffer frameBuffer(int bytes) {
    return SharedThings.frameBuffer(bytes);
  }

  @Override
  public SharedStatuses statuses(StatusQueue queue) {
    return Queues.statuses(queue);
  }
}
