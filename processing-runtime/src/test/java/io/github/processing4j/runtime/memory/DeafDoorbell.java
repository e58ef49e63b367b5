package io.github.processing4j.runtime.memory;

import io.github.processing4j.runtime.session.Session;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has no descriptor left when a JVM wants to ring here for the first time, while another goes on
 * ringing; then prints how that went. To be run with few descriptors.
 */
final class DeafDoorbell {
  private static final int RINGS = 50;

  private final Semaphore heard = new Semaphore(0);
  private final Watch watch;
  private final long key;
  private final UnixDomainSocketAddress doorbell;

  private DeafDoorbell(SharedObject object) {
    watch = object.bell(0).watch(heard::release);
    watch.renew();
    key = object.id() << 4;
    Session session = object.session();
    doorbell = UnixDomainSocketAddress.of(session.directory().resolve(session.slot() + ".b"));
  }

  public static void main(String[] args) throws Exception {
    SharedObject object = SharedObject.create(Kind.EVENT, 1, 64);
    object.enter(0);
    new DeafDoorbell(object).run();
    object.leave(0);
  }

  private void run() throws IOException, InterruptedException {
    SocketChannel known = SocketChannel.open(doorbell);
    ring(known);
    heard.acquire();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long thread = idOf("processing-doorbell");
    long before = threads.getThreadCpuTime(thread);
    List<FileInputStream> all = exhaust();
    all.remove(all.size() - 1).close();
    SocketChannel stranger = SocketChannel.open(doorbell);
    ring(stranger);
    int rings = 0;
    for (int i = 0; i < RINGS; i++) {
      ring(known);
      if (heard.tryAcquire(10, TimeUnit.SECONDS)) {
        rings++;
      }
      // Nobody rings for a while.
      heard.tryAcquire(10, TimeUnit.MILLISECONDS);
    }
    long cpuMillis = (threads.getThreadCpuTime(thread) - before) / 1_000_000;
    for (FileInputStream one : all) {
      one.close();
    }
    boolean heardStranger = heard.tryAcquire(10, TimeUnit.SECONDS);
    watch.end();
    System.out.println("heard " + rings);
    System.out.println("busy " + cpuMillis);
    System.out.println("stranger " + heardStranger);
  }

  private void ring(SocketChannel channel) throws IOException {
    ByteBuffer ring = ByteBuffer.allocate(8).putLong(0, key | Doorbell.WATCHERS);
    channel.write(ring);
  }

  /** Opens files until none can be opened. */
  private static List<FileInputStream> exhaust() {
    List<FileInputStream> all = new ArrayList<>();
    while (true) {
      try {
        all.add(new FileInputStream("/dev/null"));
      } catch (IOException e) {
        return all;
      }
    }
  }

  private static long idOf(String name) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(name)) {
        return thread.getId();
      }
    }
    throw new IllegalStateException("no thread " + name);
  }
}
