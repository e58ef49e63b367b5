package io.github.processing4j.runtime.link;

/** Strangers over a Unix socket. */
class UnixStrangersTest extends Strangers {
  UnixStrangersTest() {
    super(false);
  }
}
