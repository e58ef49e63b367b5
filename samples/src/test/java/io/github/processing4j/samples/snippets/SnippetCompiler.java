package io.github.processing4j.samples.snippets;

import com.sun.source.util.JavacTask;
import io.github.processing4j.samples.snippets.Snippet.Line;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles snippets against the class path of the tests.
 *
 * <p>A snippet is the body of a method or the members of a class, whichever compiles. Around it are
 * the imports below and the members of its context; its own imports are moved to the top.
 */
final class SnippetCompiler {
  private static final List<String> IMPORTS =
      List.of(
          "import io.github.processing4j.*;",
          "import io.github.processing4j.Process;",
          "import io.github.processing4j.Queue;",
          "import io.github.processing4j.connection.*;",
          "import io.github.processing4j.frame.*;",
          "import java.io.*;",
          "import java.nio.file.*;",
          "import java.time.Duration;",
          "import java.util.*;",
          "import java.util.concurrent.*;");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  /** What is wrong with a snippet, each with its page and line; empty if nothing is. */
  List<String> errors(Snippet snippet) throws IOException {
    List<String> asStatements = compile(snippet, true);
    if (asStatements.isEmpty()) {
      return asStatements;
    }
    List<String> asMembers = compile(snippet, false);
    return asMembers.size() < asStatements.size() ? asMembers : asStatements;
  }

  private List<String> compile(Snippet snippet, boolean statements) throws IOException {
    List<Line> source = source(snippet, statements);
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    List<String> options =
        List.of("-cp", System.getProperty("java.class.path"), "--release", "17", "-proc:none");
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, told, options, null, List.of(new Source(source)));
    task.analyze();
    List<String> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : told.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        int line = each.getSource() == null ? 0 : (int) each.getLineNumber();
        int number = line > 0 ? source.get(line - 1).number() : 0;
        int at = number > 0 ? number : snippet.code().get(0).number();
        errors.add(snippet.page() + ":" + at + ": " + each.getMessage(null));
      }
    }
    return errors;
  }

  /** The class around a snippet; lines that are in no page have the number 0. */
  private static List<Line> source(Snippet snippet, boolean statements) {
    List<Line> all = new ArrayList<>(snippet.context());
    all.addAll(snippet.code());
    List<Line> source = new ArrayList<>();
    IMPORTS.forEach(line -> source.add(new Line(0, line)));
    all.stream().filter(Line::isImport).forEach(source::add);
    source.add(new Line(0, "class Snippet {"));
    snippet.context().stream().filter(line -> !line.isImport()).forEach(source::add);
    if (statements) {
      source.add(new Line(0, "void snippet() throws Exception {"));
    }
    snippet.code().stream().filter(line -> !line.isImport()).forEach(source::add);
    source.add(new Line(0, statements ? "}}" : "}"));
    return source;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(List<Line> lines) {
      super(URI.create("string:///Snippet.java"), Kind.SOURCE);
      text = String.join("\n", lines.stream().map(Line::text).toList());
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
