package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.processing4j.JvmOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which flags a child gets from its parent. */
class ParentFlagsTest {
  private static final ParentFlags PLAIN = new ParentFlags(JvmOptions.inherited());
  private static final ParentFlags WITH_AGENTS =
      new ParentFlags(JvmOptions.builder().inheritAgents().build());
  private static final ParentFlags WITH_HEAP =
      new ParentFlags(JvmOptions.builder().heap("64m").build());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dkey=value",
        "-Dempty=",
        "-Dbare",
        "-Dfile.encoding=UTF-8",
        "-Dcom.sun.management.jmxremote",
        "-Xmx64m",
        "-Xms8m",
        "-Xss512k",
        "-XX:MaxHeapSize=64m",
        "-XX:MaxRAMPercentage=25",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:OnOutOfMemoryError=kill -9 %p",
        "-XX:+HeapDumpOnOutOfMemoryError",
        "-Xlog:disable",
        "-Xlog:gc",
        "-Xlog:gc:stderr",
        "-Xlog:gc*=debug:stdout:time",
        "-Xlog:gc:file=gc-%p.log",
        "-verbose:gc",
        "-ea",
        "-esa",
        "-Xint",
        "-Xshare:auto",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-exports=java.base/sun.misc=ALL-UNNAMED",
        "--add-modules=java.sql",
        "--add-reads=a=b",
        "--enable-preview",
        "--enable-native-access=ALL-UNNAMED"
      })
  void isInherited(String flag) {
    assertEquals(List.of(flag), PLAIN.inheritable(List.of(flag)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
        "-Xrunjdwp:server=y",
        "-Xdebug",
        "-Dcom.sun.management.jmxremote.port=9010",
        "-Dcom.sun.management.jmxremote.rmi.port=9011",
        "-Dcom.sun.management.jmxremote.authenticate=false",
        "-Dcom.sun.management.config.file=jmx",
        "-XX:StartFlightRecording=filename=x.jfr",
        "-XX:StartFlightRecording",
        "-XX:FlightRecorderOptions=stackdepth=9",
        "-Xloggc:gc.log",
        "-Xlog:gc:file=gc.log",
        "-Xlog:gc:gc.log",
        "-Xlog:gc*=debug:file=\"a b\":time",
        "-XX:LogFile=vm.log",
        "-XX:ArchiveClassesAtExit=a.jsa",
        "-XX:AOTCacheOutput=a.aot",
        "-XX:AOTMode=record",
        "-splash:logo.png",
        "--module-path=mods",
        "-p",
        "--class-path=a.jar",
        "-cp",
        "-classpath"
      })
  void isNever(String flag) {
    assertEquals(List.of(), WITH_AGENTS.inheritable(List.of(flag)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-javaagent:/ide/agent.jar=port=1",
        "-agentlib:profiler",
        "-agentpath:/opt/profiler.so=start",
        "-Xrunhprof"
      })
  void isInheritedWhenAskedFor(String agent) {
    assertEquals(List.of(), PLAIN.inheritable(List.of(agent)));
    assertEquals(List.of(agent), WITH_AGENTS.inheritable(List.of(agent)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xmx1g",
        "-Xms1g",
        "-Xmn1g",
        "-XX:MaxHeapSize=1g",
        "-XX:InitialHeapSize=1g",
        "-XX:NewSize=1g",
        "-XX:MaxNewSize=1g",
        "-XX:MaxRAMPercentage=50.0",
        "-XX:InitialRAMFraction=2",
        "-XX:MaxRAM=1g"
      })
  void isReplacedByAHeapOfItsOwn(String size) {
    assertEquals(List.of(), WITH_HEAP.inheritable(List.of(size)));
    assertEquals(List.of(size), PLAIN.inheritable(List.of(size)));
  }

  @Test
  void orderIsKept() {
    List<String> flags = List.of("-Da=1", "-Xint", "-Da=2");
    assertEquals(flags, PLAIN.inheritable(flags));
  }

  @Test
  void variablesAreTakenWordByWord() {
    assertEquals("-Da=1  -Db='2 3'", PLAIN.inheritableVariable("-Da=1  -Db='2 3'"));
    assertEquals(
        "-Da=1 \"-Db=2 3\"",
        PLAIN.inheritableVariable("-Da=1 -agentlib:jdwp=server=y \"-Db=2 3\" -javaagent:a.jar"));
    assertNull(PLAIN.inheritableVariable("-javaagent:a.jar"));
  }
}
