package io.github.processing4j.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.runtime.child.Child;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a child does before its link is there. */
@Timeout(60)
class FirstDeedIT {

  @Test
  void aChildThatStartsAProcessAtOnceStaysInTheSessionOfItsParent() {
    Process child =
        new Process(
            () -> {
              Process grandchild;
              // The link thread waits on itself before its first deed, and goes on when it is let.
              synchronized (linkThread()) {
                grandchild = new Process(() -> {});
                grandchild.start();
              }
              grandchild.join();
              assertEquals(0, grandchild.getExitCode());
              assertNotNull(Child.session());
              assertEquals(Child.session().toPath(), Session.current().directory());
              assertEquals(Child.payload().slot, Session.current().slot());
            });
    child.start();
    child.join();
    assertEquals(0, child.getExitCode(), () -> String.valueOf(child.getFailure()));
  }

  /** Each class costs, and the first one of another jar a millisecond. */
  @Test
  void aChildThatDoesNothingLoadsNothingOfTheApi(@TempDir Path directory) throws IOException {
    Path log = directory.resolve("classes");
    Process child =
        Process.builder()
            .jvm(JvmOptions.builder().flags("-Xlog:class+load:file=" + log).build())
            .target(() -> {})
            .build();
    child.start();
    child.join();
    assertEquals(0, child.getExitCode());
    String ours = "io.github.processing4j.";
    List<String> loaded;
    try (Stream<String> lines = Files.lines(log)) {
      loaded =
          lines
              .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", "").split(" ", 2)[0])
              .filter(name -> name.startsWith(ours))
              .toList();
    }
    assertTrue(loaded.contains(Child.class.getName()), loaded::toString);
    assertEquals(
        List.of(), loaded.stream().filter(name -> !name.startsWith(ours + "runtime.")).toList());
  }

  private static Thread linkThread() {
    Thread[] threads = new Thread[20];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().equals("processing-link")) {
        return threads[i];
      }
    }
    throw new AssertionError("no link thread");
  }
}
