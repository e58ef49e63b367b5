package io.github.processing4j.runtime.pool;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The result of a single call. */
final class CallResult<T extends @Nullable Object> extends Result<T> {
  private final @Nullable Object instead;

  /** Null before it is done and after it was read. */
  private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();

  /**
   * A result to come.
   *
   * @param instead the value of a function that has none
   */
  CallResult(
      Function function,
      @Nullable Object instead,
      DispatcherControl control,
      Callbacks callbacks,
      @Nullable Ending ending) {
    super(function, 1, control, callbacks, ending);
    this.instead = instead;
  }

  @Override
  void answered(int index, Answer answer) {
    this.answer.set(answer);
    complete();
  }

  @Override
  @SuppressWarnings("unchecked")
  Outcome<T> read() {
    Answer known = answer.get();
    if (known == null) {
      return readByAnother();
    }
    Throwable failure = known.failure();
    if (failure != null) {
      return new Outcome<>(null, failure);
    }
    return new Outcome<>((T) (function.shape().isVoid() ? instead : known.value()), null);
  }

  @Override
  void forgetAnswers() {
    answer.set(null);
  }

  @Override
  Runnable local() {
    return new LocalRun(function, Collections.singletonList(null));
  }
}
