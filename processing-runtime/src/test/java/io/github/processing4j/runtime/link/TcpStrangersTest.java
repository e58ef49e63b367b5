package io.github.processing4j.runtime.link;

/** Strangers over loopback TCP. */
class TcpStrangersTest extends Strangers {
  TcpStrangersTest() {
    super(true);
  }
}
