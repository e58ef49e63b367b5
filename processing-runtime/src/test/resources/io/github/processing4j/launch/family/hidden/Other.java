package family.hidden;

/** A program in the same package. */
final class Other {
  private Other() {}

  public static void main(String[] args) {
    Family.tell("other", args[0]);
  }
}
