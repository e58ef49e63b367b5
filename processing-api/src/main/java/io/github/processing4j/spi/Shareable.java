package io.github.processing4j.spi;

/** An object of the API that is sent to another process as a handle of something shared. */
public interface Shareable {

  /** The handle, of the engine's own class; made at the first call. */
  Object toShare();
}
