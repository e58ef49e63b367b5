package io.github.processing4j.runtime.link;

import io.github.processing4j.Process;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.Work;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Starts children while strangers do what they can to its link; then prints how all of them fared. */
final class Besieged {
  private static final int CHILDREN = 3;
  private static final int STEPS = 200;
  private static final AtomicLong ATTACKS = new AtomicLong();

  private static volatile boolean over;

  private Besieged() {}

  private interface Attack {
    void on(LinkAddress address, Random random) throws IOException;
  }

  public static void main(String[] args) throws Exception {
    // The first child makes what the JDK and the library keep.
    System.out.println(work());
    int descriptors = Descriptors.open().size();
    LinkAddress address = LinkServer.get().address();
    Deque<Stranger> silent = new ArrayDeque<>();
    Thread[] attackers = {
      attacker(
          address,
          (to, random) -> {
            silent.add(new Stranger(to));
            if (silent.size() > 300) {
              silent.remove().close();
            }
          }),
      attacker(address, Besieged::garbage),
      attacker(address, Besieged::forgedHello)
    };
    for (int i = 0; i < CHILDREN; i++) {
      System.out.println(work());
    }
    over = true;
    for (Thread attacker : attackers) {
      attacker.join();
    }
    for (Stranger stranger : silent) {
      stranger.close();
    }
    System.out.println(work());
    System.out.println("attacks " + ATTACKS);
    long deadline = System.nanoTime() + 20_000_000_000L;
    int left;
    do {
      // Read once: a connection of an attacker may come and go meanwhile.
      left = Math.max(0, Descriptors.open().size() - descriptors);
    } while (left > 0 && System.nanoTime() < deadline);
    System.out.println("descriptors " + left);
  }

  private static Thread attacker(LinkAddress address, Attack attack) {
    Thread thread =
        new Thread(
            () -> {
              Random random = new Random(8);
              while (!over) {
                try {
                  attack.on(address, random);
                } catch (IOException e) {
                  // Dropped, as it should be.
                }
                ATTACKS.incrementAndGet();
              }
            });
    thread.start();
    return thread;
  }

  private static void garbage(LinkAddress to, Random random) throws IOException {
    byte[] bytes = new byte[random.nextInt(600)];
    random.nextBytes(bytes);
    try (Stranger stranger = new Stranger(to)) {
      stranger.send(bytes);
    }
  }

  private static void forgedHello(LinkAddress to, Random random) throws IOException {
    byte[] token = new byte[Handshake.TOKEN_BYTES];
    random.nextBytes(token);
    long slot = random.nextInt(20);
    byte[] hello =
        to.isTcp()
            ? Handshake.helloWithProof(slot, token, token, token)
            : Handshake.helloWithToken(slot, token);
    byte[] frame = Frames.frame(Frames.HELLO, hello);
    try (Stranger stranger = new Stranger(to)) {
      stranger.send(random.nextBoolean() ? frame : Arrays.copyOf(frame, frame.length / 2));
    }
  }

  /** What came of a child that reports and returns. */
  private static String work() throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    ProgressTask<String> task =
        progress -> {
          for (int i = 1; i <= STEPS; i++) {
            progress.update((double) i / STEPS, "step " + i);
          }
          return "unharmed";
        };
    TaskListener listener =
        new TaskListener() {
          private String last = "";

          @Override
          public void progressed(double fraction, String message, @Nullable Object payload) {
            last = message;
          }

          @Override
          public void succeeded(@Nullable Object result) {
            outcome.complete(result + " after " + last);
          }

          @Override
          public void failed(Throwable failure) {
            outcome.complete(failure.toString());
          }
        };
    Process child = Process.builder().work(new Work.OfTask(task, null, listener)).build();
    child.start();
    child.join();
    return outcome.get() + ", exit code " + child.getExitCode();
  }
}
