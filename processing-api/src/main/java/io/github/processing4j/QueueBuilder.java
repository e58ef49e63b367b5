package io.github.processing4j;

import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.QueueSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Queue}, {@link JoinableQueue} or {@link SimpleQueue} with bounds or a codec of
 * one's own. Not thread-safe.
 *
 * <pre>{@code
 * Queue<Image> frames = Queue.<Image>builder().maxsize(8).maxBytes(64 << 20).build();
 * }</pre>
 *
 * @param <E> the type of the items
 */
public final class QueueBuilder<E> {
  private int maxsize;
  private long maxBytes;
  private long maxItemBytes;
  private @Nullable Codec codec;

  QueueBuilder() {}

  /**
   * Bounds the number of items that wait; a full queue blocks its producers. The name is Python's.
   *
   * @param items 0, the default, for no bound
   */
  public QueueBuilder<E> maxsize(int items) {
    maxsize = (int) notNegative("maxsize", items);
    return this;
  }

  /**
   * Bounds the bytes of the items that wait, as written; a full queue blocks its producers. An item
   * that is larger by itself is refused by {@link ItemTooLargeException}.
   *
   * @param bytes 0, the default, for no bound
   */
  public QueueBuilder<E> maxBytes(long bytes) {
    maxBytes = notNegative("maxBytes", bytes);
    return this;
  }

  /**
   * Bounds the bytes of a single item, as written; a larger one is refused by {@link
   * ItemTooLargeException}.
   *
   * @param bytes 0, the default, for no bound
   */
  public QueueBuilder<E> maxItemBytes(long bytes) {
    maxItemBytes = notNegative("maxItemBytes", bytes);
    return this;
  }

  /**
   * Writes and reads the items by {@code codec}, instead of by the library's own, which takes
   * whatever is {@link java.io.Serializable}.
   */
  public QueueBuilder<E> codec(Codec codec) {
    this.codec = Objects.requireNonNull(codec, "codec");
    return this;
  }

  /**
   * The queue.
   *
   * @throws SegmentException if there is no room for it
   */
  public Queue<E> build() {
    return Providers.get().sharing().queue(spec());
  }

  /**
   * The queue, as one that knows which items are done.
   *
   * @throws SegmentException if there is no room for it
   */
  public JoinableQueue<E> buildJoinable() {
    return Providers.get().sharing().joinableQueue(spec());
  }

  /**
   * The queue, with few methods.
   *
   * @throws SegmentException if there is no room for it
   */
  public SimpleQueue<E> buildSimple() {
    return Providers.get().sharing().simpleQueue(spec());
  }

  QueueSpec spec() {
    return new QueueSpec(maxsize, maxBytes, maxItemBytes, codec);
  }

  private static long notNegative(String what, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(what + " " + value + ": 0 for no bound, or more");
    }
    return value;
  }
}
