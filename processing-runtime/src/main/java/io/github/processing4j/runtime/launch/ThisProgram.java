package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.spi.ProgramCommand;
import java.io.File;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program that this JVM was started for: a class, {@code -m} and a module, {@code -jar} and a jar,
 * or a source file.
 *
 * @param kind how it was given
 * @param main what was given
 * @param arguments of its main
 */
public record ThisProgram(Kind kind, String main, List<String> arguments) {
  /** What the launcher of source files is, as the command tells it. */
  private static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";

  /** How a program can be given to {@code java}. */
  public enum Kind {
    CLASS,
    MODULE,
    JAR,
    SOURCE
  }

  /**
   * That of this JVM.
   *
   * @throws ProcessingException if the launcher has not told it
   */
  public static ThisProgram find() {
    return parse(
        System.getProperty("sun.java.command", ""),
        System.getProperty("java.class.path", ""),
        System.getProperty("jdk.module.main", ""),
        CommandLine.ofThisJvm());
  }

  /**
   * The same from what a JVM tells.
   *
   * @param command the program and its arguments, with a space between
   * @param commandLine of the whole JVM, or empty if that is not known: then arguments with spaces
   *     fall apart
   */
  static ThisProgram parse(
      String command, String classPath, String mainModule, List<String> commandLine) {
    Kind kind = mainModule.isEmpty() ? Kind.CLASS : Kind.MODULE;
    String told = command;
    if (command.startsWith(SOURCE_LAUNCHER)) {
      kind = Kind.SOURCE;
      told = command.substring(command.indexOf(' ') + 1);
    } else if (!classPath.isEmpty()
        && (command.equals(classPath) || command.startsWith(classPath + " "))) {
      kind = Kind.JAR;
    }
    if (told.isBlank()) {
      throw new ProcessingException(
          "the program of this JVM is not known: it was not started by the command java; name what to"
              + " launch instead");
    }
    List<String> words = CommandLine.tail(commandLine, told);
    if (words.isEmpty()) {
      words = split(told, kind == Kind.JAR ? classPath.length() : told.indexOf(' '));
    }
    if (words.get(0).endsWith(CodePath.CHILD_MAIN)) {
      throw new ProcessingException(
          "this JVM is a child Process, which has no main class of the program: let the main program"
              + " do it, or send the child what it needs");
    }
    return new ThisProgram(kind, words.get(0), words.subList(1, words.size()));
  }

  private static List<String> split(String told, int mainLength) {
    if (mainLength < 0 || mainLength >= told.length()) {
      return List.of(told);
    }
    List<String> words = new ArrayList<>();
    words.add(told.substring(0, mainLength));
    words.addAll(List.of(told.substring(mainLength + 1).split(" ", -1)));
    return words;
  }

  /** What launches it again, with what a child may not share left out. */
  public ProgramCommand command(boolean withArguments) {
    ParentFlags inherited = new ParentFlags(JvmOptions.inherited());
    List<String> command = new ArrayList<>();
    command.add(JvmCommand.executable(null).toString());
    command.addAll(inherited.inheritable(ParentFlags.ofThisJvm()));
    if (kind == Kind.JAR) {
      command.add("-jar");
      command.add(absolute(main));
    } else {
      addPath(command, "-p", System.getProperty("jdk.module.path", ""));
      addPath(command, "-cp", classPath());
      if (kind == Kind.MODULE) {
        command.add("-m");
      }
      command.add(kind == Kind.SOURCE ? absolute(main) : main);
    }
    if (withArguments) {
      command.addAll(arguments);
    }
    return new ProgramCommand(command, Launcher.inheritedVariables(inherited));
  }

  /** A program in a module or a source file has no class path, unless it is given one. */
  private String classPath() {
    String path = System.getProperty("java.class.path", "");
    return path.isEmpty() && kind == Kind.CLASS ? "." : path;
  }

  private static void addPath(List<String> command, String option, String path) {
    if (!path.isEmpty()) {
      command.add(option);
      command.add(String.join(File.pathSeparator, CodePath.absoluteEntries(path)));
    }
  }

  private static String absolute(String file) {
    return Path.of(file).toAbsolutePath().toString();
  }

  /**
   * The folder that it is in.
   *
   * @throws ProcessingException if it is in none
   */
  public Path folder() {
    Path code = code();
    if (code == null) {
      throw new ProcessingException("the main class " + main + " of this program is in no file");
    }
    Path parent = code.getParent();
    return Files.isDirectory(code) || parent == null ? code : parent;
  }

  private @Nullable Path code() {
    switch (kind) {
      case JAR, SOURCE:
        return Path.of(main).toAbsolutePath();
      case MODULE:
        String name = main.indexOf('/') < 0 ? main : main.substring(0, main.indexOf('/'));
        Optional<ModuleReference> module =
            ModuleLayer.boot().configuration().findModule(name).map(each -> each.reference());
        return module.isPresent() && module.get().location().isPresent()
            ? fileOf(module.get().location().get().toString())
            : null;
      default:
        return codeOfClass();
    }
  }

  private @Nullable Path codeOfClass() {
    try {
      Class<?> type =
          Class.forName(main.replace('/', '.'), false, ClassLoader.getSystemClassLoader());
      CodeSource source = type.getProtectionDomain().getCodeSource();
      URL location = source == null ? null : source.getLocation();
      return location == null ? null : fileOf(location.toURI().toString());
    } catch (ClassNotFoundException | LinkageError | URISyntaxException e) {
      throw new ProcessingException("the main class " + main + " of this program is not found", e);
    }
  }

  private static @Nullable Path fileOf(String uri) {
    if (uri.startsWith("jrt:")) {
      return Path.of(System.getProperty("java.home"));
    }
    return uri.startsWith("file:") ? Path.of(URI.create(uri)).toAbsolutePath() : null;
  }
}
