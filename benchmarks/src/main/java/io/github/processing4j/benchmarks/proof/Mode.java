package io.github.processing4j.benchmarks.proof;

import io.github.processing4j.JvmOptions;
import java.util.List;
import java.util.Locale;

/** Where the job runs while the loop draws. */
enum Mode {
  IDLE("idle: no job", Tuning.NONE),
  THREAD("job in a thread", Tuning.NONE),
  PROCESS("job in a process", Tuning.NONE),
  ONE_CPU("process, sees one CPU", Tuning.NONE, "-XX:ActiveProcessorCount=1"),
  ONE_GC_THREAD(
      "process, one GC thread", Tuning.NONE, "-XX:ParallelGCThreads=1", "-XX:ConcGCThreads=1"),
  SERIAL_GC("process, SerialGC", Tuning.NONE, "-XX:+UseSerialGC"),
  NICE("process, nice 10", Tuning.NICE),
  SCHED_IDLE("process, SCHED_IDLE", Tuning.SCHED_IDLE),
  ONE_CORE("process, on one core", Tuning.ONE_CORE);

  private final String text;
  private final Tuning tuning;
  private final List<String> flags;

  Mode(String text, Tuning tuning, String... flags) {
    this.text = text;
    this.tuning = tuning;
    this.flags = List.of(flags);
  }

  /** The name by which an option chooses it. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it has a process for the job. */
  boolean isProcess() {
    return this != IDLE && this != THREAD;
  }

  /** The JVM of the process. */
  JvmOptions jvm() {
    return JvmOptions.builder().flags(flags.toArray(new String[0])).build();
  }

  /** What the system is told about the process. */
  Tuning tuning() {
    return tuning;
  }

  @Override
  public String toString() {
    return text;
  }
}
