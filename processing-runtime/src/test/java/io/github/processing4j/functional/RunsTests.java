package io.github.processing4j.functional;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs test classes, or methods as {@code Class#method}, in the JVM it is started in. Arguments
 * before {@code --} are tags, of which tests must have one. Exits with 1 if a test failed, with 2 if
 * there was none.
 */
final class RunsTests {
  private RunsTests() {}

  public static void main(String[] args) {
    List<String> names = new ArrayList<>(List.of(args));
    int dashes = names.indexOf("--");
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    if (dashes > 0) {
      request.filters(TagFilter.includeTags(names.subList(0, dashes)));
    }
    for (String name : names.subList(dashes + 1, names.size())) {
      request.selectors(selector(RunsTests.class.getPackageName() + "." + name));
    }
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    run(request.build(), summary);
    long found = summary.getSummary().getTestsFoundCount();
    long failed = summary.getSummary().getTotalFailureCount();
    System.out.println("ran " + summary.getSummary().getTestsSucceededCount() + " of " + found);
    System.exit(failed > 0 ? 1 : found == 0 ? 2 : 0);
  }

  private static DiscoverySelector selector(String name) {
    int method = name.indexOf('#');
    if (method < 0) {
      return selectClass(name);
    }
    try {
      Class<?> type = Class.forName(name.substring(0, method));
      return selectMethod(
          type,
          Arrays.stream(type.getDeclaredMethods())
              .filter(each -> each.getName().equals(name.substring(method + 1)))
              .findAny()
              .orElseThrow());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private static void run(LauncherDiscoveryRequest request, TestExecutionListener summary) {
    TestExecutionListener progress =
        new TestExecutionListener() {
          private long start;

          @Override
          public void executionStarted(TestIdentifier test) {
            start = System.nanoTime();
          }

          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
              System.out.println(
                  result.getStatus()
                      + " "
                      + (System.nanoTime() - start) / 1_000_000
                      + " ms: "
                      + test.getDisplayName());
              result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(System.out));
            }
          }
        };
    LauncherFactory.create().execute(request, summary, progress);
  }
}
