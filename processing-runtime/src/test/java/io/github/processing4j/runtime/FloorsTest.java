package io.github.processing4j.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import io.github.processing4j.spi.Engine;
import io.github.processing4j.spi.ProcessingProvider;
import io.github.processing4j.spi.RunningProcess;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The floors of the runtime: what may import what, and what a child may not load before its target. */
class FloorsTest {
  private static final String API = "io.github.processing4j";
  private static final String RUNTIME = API + ".runtime";

  private static final JavaClasses RUNTIME_CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(RUNTIME);

  private static final JavaClasses API_CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/runtime/"))
          .importPackages(API);

  /**
   * Of the two packages on floor 3, {@code process} may see what of {@code child} it needs to know
   * that it is in a child itself; not the reverse.
   */
  @Test
  void packagesImportOnlyFromFloorsBelow() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(RUNTIME + "..")
        .layer("session")
        .definedBy(RUNTIME + ".session..")
        .layer("codec")
        .definedBy(RUNTIME + ".codec..")
        .layer("link")
        .definedBy(RUNTIME + ".link..")
        .layer("memory")
        .definedBy(RUNTIME + ".memory..")
        .layer("launch")
        .definedBy(RUNTIME + ".launch..")
        .layer("standby")
        .definedBy(RUNTIME + ".standby..")
        .layer("child")
        .definedBy(RUNTIME + ".child..")
        .layer("process")
        .definedBy(RUNTIME + ".process..")
        .layer("sync")
        .definedBy(RUNTIME + ".sync..")
        .layer("shared")
        .definedBy(RUNTIME + ".shared..")
        .layer("queue")
        .definedBy(RUNTIME + ".queue..")
        .layer("subprocess")
        .definedBy(RUNTIME + ".subprocess..")
        .layer("provider")
        .definedBy(RUNTIME + ".provider..")
        .whereLayer("session")
        .mayNotAccessAnyLayer()
        .whereLayer("codec")
        .mayNotAccessAnyLayer()
        .whereLayer("link")
        .mayOnlyAccessLayers("session", "codec")
        .whereLayer("memory")
        .mayOnlyAccessLayers("session", "codec")
        .whereLayer("launch")
        .mayOnlyAccessLayers("session", "codec", "link", "memory")
        .whereLayer("standby")
        .mayOnlyAccessLayers("session", "codec", "link", "memory", "launch")
        .whereLayer("child")
        .mayOnlyAccessLayers("session", "codec", "link", "memory", "launch")
        .whereLayer("process")
        .mayOnlyAccessLayers("session", "codec", "link", "memory", "launch", "standby", "child")
        .whereLayer("sync")
        .mayOnlyAccessLayers("session", "codec", "memory")
        .whereLayer("queue")
        .mayOnlyAccessLayers("session", "codec", "memory")
        .whereLayer("shared")
        .mayOnlyAccessLayers("session", "codec", "memory", "sync")
        .whereLayer("subprocess")
        .mayOnlyAccessLayers("session", "launch")
        .whereLayer("provider")
        .mayNotBeAccessedByAnyLayer()
        .check(RUNTIME_CLASSES);
  }

  @Test
  void everyPackageHasItsFloor() {
    classes()
        .should()
        .resideInAnyPackage(
            RUNTIME + ".session",
            RUNTIME + ".codec",
            RUNTIME + ".link",
            RUNTIME + ".memory",
            RUNTIME + ".launch",
            RUNTIME + ".standby",
            RUNTIME + ".child",
            RUNTIME + ".process",
            RUNTIME + ".queue",
            RUNTIME + ".sync",
            RUNTIME + ".shared",
            RUNTIME + ".pool",
            RUNTIME + ".manager",
            RUNTIME + ".frame",
            RUNTIME + ".subprocess",
            RUNTIME + ".provider")
        .check(RUNTIME_CLASSES);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching(RUNTIME + ".(*)..").should().beFreeOfCycles().check(RUNTIME_CLASSES);
  }

  @Test
  void apiDependsOnTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify.annotations..")
                .or(resideInAPackage(API + "..").and(not(resideInAPackage(RUNTIME + "..")))))
        .check(API_CLASSES);
  }

  /** The platform's own packages stand for the modules java.base, java.desktop and jdk.net. */
  @Test
  void runtimeDependsOnLittle() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.crypto..",
                "jdk.net..",
                "org.slf4j..",
                "org.jspecify.annotations..",
                API + ".."))
        .check(RUNTIME_CLASSES);
  }

  @Test
  void onlyTheImagesOfTheCodecKnowTheDesktop() {
    noClasses()
        .that()
        .haveNameNotMatching(RUNTIME + "\\.codec\\.Image.*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.swing..", "javax.imageio..")
        .check(RUNTIME_CLASSES);
  }

  @Test
  void oneProviderServesTheApi() {
    classes()
        .that()
        .implement(ProcessingProvider.class)
        .should()
        .resideInAPackage(RUNTIME + ".provider")
        .check(RUNTIME_CLASSES);
    List<String> bound =
        ServiceLoader.load(ProcessingProvider.class).stream()
            .map(provider -> provider.type().getName())
            .toList();
    assertEquals(List.of(RUNTIME + ".provider.LocalProvider"), bound);
  }

  @Test
  void enginesAreOfTheProcessFloor() {
    classes()
        .that()
        .implement(Engine.class)
        .or()
        .implement(RunningProcess.class)
        .should()
        .resideInAPackage(RUNTIME + ".process")
        .check(RUNTIME_CLASSES);
  }

  /** The first lambda or indy concatenation of a JVM costs more than all of our own start. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "child.Child",
        "child.ChildWork",
        "child.MainThread",
        "child.ExitMark",
        "child.ParentLink",
        "launch.StatusPage",
        "launch.StderrTail",
        "launch.Payload",
        "codec.Decoder",
        "link.ChildLink"
      })
  void startOfAChildUsesNoInvokeDynamic(String name) throws IOException {
    assertFalse(ConstantPool.usesInvokeDynamic(RUNTIME + "." + name));
  }

  @Test
  void theReaderOfClassFilesSeesInvokeDynamic() throws IOException {
    assertTrue(ConstantPool.usesInvokeDynamic(FloorsTest.class.getName()));
  }
}
