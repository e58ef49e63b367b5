module family {
  requires io.github.processing4j;
  requires java.management;
}
