package io.github.processing4j.samples;

import io.github.processing4j.Arguments;
import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/**
 * The first program: functions that run in processes of their own.
 *
 * <p>A process takes a lambda or a method reference, and a copy of what it captures. Arguments may
 * also be given beside it, by position and by name. When it has ended it tells its exit code; if its
 * target threw, the exception is here too, with the stack of the other JVM.
 *
 * <p>Prints, with other pids:
 *
 * <pre>
 * main program, pid 4711
 * hello from Process-1, pid 4725, child of 4711
 * deliver 3 x tea to Ada
 * &lt;Process(courier, stopped)&gt; has exit code 0
 * &lt;Process(Process-3, stopped[42])&gt; has exit code 42
 * &lt;Process(Process-4, stopped[1])&gt; has exit code 1, because of
 *   java.io.IOException: no such table: orders
 *   at io.github.processing4j.samples.S06Hello.query(S06Hello.java:…)
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S06Hello}
 */
final class S06Hello {
  private S06Hello() {}

  public static void main(String[] args) {
    long pid = Process.current().getPid();
    System.out.println("main program, pid " + pid);

    Process hello = new Process(() -> sayHello(pid)); // pid is captured, and copied
    hello.start();
    hello.join();

    Process courier =
        Process.builder()
            .name("courier")
            .target(S06Hello::deliver, "tea", 3)
            .kwargs(Map.of("to", "Ada"))
            .build();
    courier.start();
    courier.join();
    System.out.println(courier + " has exit code " + courier.getExitCode());

    Process leaves = new Process(() -> System.exit(42));
    leaves.start();
    leaves.join();
    System.out.println(leaves + " has exit code " + leaves.getExitCode());

    // A process prints its exception on stderr as it ends. It is told here instead.
    JvmOptions silent = JvmOptions.builder().error(Redirect.DISCARD).build();
    Process fails = Process.builder().target(() -> query("orders")).jvm(silent).build();
    fails.start();
    fails.join();
    System.out.println(fails + " has exit code " + fails.getExitCode() + ", because of");
    Throwable failure = fails.getFailure();
    System.out.println("  " + failure);
    System.out.println("  at " + failure.getStackTrace()[0]);
  }

  static void sayHello(long parent) {
    Process self = Process.current();
    System.out.println(
        "hello from " + self.getName() + ", pid " + self.getPid() + ", child of " + parent);
  }

  static void deliver(Arguments order) {
    System.out.println(
        "deliver " + order.getInt(1) + " x " + order.getString(0) + " to " + order.getString("to"));
  }

  static void query(String table) throws IOException {
    throw new IOException("no such table: " + table);
  }
}
