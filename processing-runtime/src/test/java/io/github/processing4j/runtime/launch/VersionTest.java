package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The version that the library takes itself for. */
class VersionTest {

  @Test
  void itIsThatOfTheBuild() throws Exception {
    Path classes =
        Path.of(Version.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    // target/classes of the module.
    Path pom = classes.getParent().getParent().resolve("pom.xml");
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();
    Element parent = (Element) project.getElementsByTagName("parent").item(0);
    assertEquals(
        parent.getElementsByTagName("version").item(0).getTextContent().trim(), Version.TEXT);
    assertEquals(Version.TEXT, Payload.VERSION);
  }
}
