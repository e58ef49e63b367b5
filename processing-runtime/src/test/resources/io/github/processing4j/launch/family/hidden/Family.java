package family.hidden;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.spi.Providers;
import java.io.File;
import java.io.Serializable;
import java.lang.management.ManagementFactory;

/** Has a child, which has two children of its own. Each prints what it finds. */
public final class Family {
  private Family() {}

  record Note(String text) implements Serializable {}

  static final class Younger extends Process {
    private static final long serialVersionUID = 1;

    private final Note note;

    Younger(Note note) {
      this.note = note;
    }

    @Override
    public void run() {
      tell("grandchild", note.text());
    }
  }

  public static void main(String[] args) {
    if (Processing.getStartMethod().equals("standby")) {
      Providers.get().engine("standby").prepare();
    }
    tell("main", "-");
    Note note = new Note("carried");
    JvmOptions.Builder options = JvmOptions.builder();
    String directory = System.getProperty("family.directory");
    if (directory != null) {
      options.directory(new File(directory).toPath());
    }
    String heap = System.getProperty("family.heap");
    if (heap != null) {
      options.heap(heap);
    }
    String flags = System.getProperty("family.flags");
    if (flags != null) {
      options.flags(flags.split(","));
    }
    if (Boolean.getBoolean("family.agents")) {
      options.inheritAgents();
    }
    String home = System.getProperty("family.home");
    if (home != null) {
      options.javaHome(new File(home).toPath());
    }
    Process child =
        Process.builder().name("Elder").target(() -> elder(note)).jvm(options.build()).build();
    run("child", child);
  }

  private static void elder(Note note) {
    tell("child", note.text());
    run("grandchild", new Younger(new Note(note.text() + " on")));
    run("other", Process.builder().mainClass("family.hidden.Other", "an argument").build());
  }

  private static void run(String role, Process process) {
    process.start();
    process.join();
    print(role + ".exit", process.getExitCode());
    if (process.getFailure() != null) {
      print(role + ".failure", process.getFailure());
    }
  }

  static void tell(String role, String text) {
    print(role + ".text", text);
    print(role + ".module", Family.class.getModule());
    print(role + ".library", Process.class.getModule());
    print(role + ".classpath", System.getProperty("java.class.path"));
    print(role + ".directory", new File("").getAbsolutePath());
    print(role + ".version", Runtime.version().feature());
    print(role + ".home", System.getProperty("java.home"));
    print(role + ".heap", Runtime.getRuntime().maxMemory());
    print(role + ".flags", ManagementFactory.getRuntimeMXBean().getInputArguments());
    print(
        role + ".opened",
        Object.class.getModule().isOpen("java.util.zip", Family.class.getModule()));
    for (var bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      print(role + ".gc", bean.getName());
    }
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("family.")) {
        print(role + "." + name, System.getProperty(name));
      }
    }
  }

  private static void print(String key, Object value) {
    String text = String.valueOf(value);
    StringBuilder line = new StringBuilder(key).append('=');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c < 0x7f && c != '\\') {
        line.append(c);
      } else {
        line.append(String.format("\\u%04x", (int) c));
      }
    }
    System.out.println(line);
  }
}
