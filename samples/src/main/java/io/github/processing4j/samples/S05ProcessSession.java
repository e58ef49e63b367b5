package io.github.processing4j.samples;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import java.time.Duration;

/**
 * The session that ends the page "Process objects" of the {@code processing} package, line by line.
 *
 * <p>A process that sleeps for a thousand seconds is stopped: {@link Process#stop()} raises {@code
 * ProcessExit} in its main thread. A second one gets SIGTERM. The ancestor's session reads:
 *
 * <pre>
 * &gt;&gt;&gt; p = processing.Process(target=time.sleep, args=[1000])
 * &gt;&gt;&gt; p.stop()
 * &gt;&gt;&gt; print p
 * &lt;Process(Process-1, stopped[ProcessExit])&gt;
 * &gt;&gt;&gt; os.kill(p.getPid(), signal.SIGTERM)
 * </pre>
 *
 * <p>Prints:
 *
 * <pre>
 * &lt;Process(Process-1, initial)&gt;
 * &lt;Process(Process-1, started)&gt;
 * &lt;Process(Process-1, stopped[ProcessExit])&gt;
 * &lt;Process(Process-2, stopped[SIGTERM])&gt;
 * true
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S05ProcessSession}
 */
final class S05ProcessSession {
  private static final int SIGTERM = 15;

  private S05ProcessSession() {}

  public static void main(String[] args) {
    Process p = new Process(() -> Processing.sleep(Duration.ofSeconds(1000)));
    System.out.println(p);
    p.start();
    System.out.println(p);
    p.stop();
    p.join(); // someone at a prompt is slower than the process; a program has to wait
    System.out.println(p);

    p = new Process(() -> Processing.sleep(Duration.ofSeconds(1000)));
    p.start();
    p.terminate();
    p.join();
    System.out.println(p);
    System.out.println(p.getExitCode() == -SIGTERM);
  }
}
