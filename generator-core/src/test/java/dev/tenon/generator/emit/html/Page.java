// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.contract.FrozenVersion;
import dev.tenon.generator.emit.Excerpts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A generated page, parsed: what is well-formed XML and has no void pitfalls reads the same as
 * HTML.
 */
record Page(CompiledSchema compiled, String text, Document document) {

  private static final Path SCHEMAS = Path.of("src/test/resources/schemas");

  /** The page of a schema among the test resources, such as {@code market}. */
  static Page of(String schema) {
    return of(SchemaCompiler.compile(SCHEMAS.resolve(schema + ".tenon.yaml")));
  }

  /** The page of a schema's declarations, below a header. */
  static Page ofText(String declarations) {
    return of(compile(declarations));
  }

  static CompiledSchema compile(String declarations) {
    String head =
        """
        tenon: 1
        schema: sample
        version: 3
        java: {package: sample}
        c: {prefix: smp}
        """;
    return SchemaCompiler.compile("sample.tenon.yaml", head + declarations);
  }

  static Page of(CompiledSchema compiled) {
    return of(compiled, new HtmlEmitter(Optional.empty()), List.of());
  }

  /** A page without the code of C and Java. */
  static Page withoutCode(CompiledSchema compiled, List<FrozenVersion> history) {
    return of(
        compiled,
        new HtmlEmitter(
            Optional.empty(), (schema, layouts) -> new Excerpts(), (schema, layouts) -> List.of()),
        history);
  }

  /** The page of a schema among the test resources, without the code of C and Java. */
  static Page withoutCode(String schema) {
    return withoutCode(SchemaCompiler.compile(SCHEMAS.resolve(schema + ".tenon.yaml")), List.of());
  }

  private static Page of(
      CompiledSchema compiled, HtmlEmitter emitter, List<FrozenVersion> history) {
    String text = emitter.emit(compiled.schema(), compiled.layouts(), history).get(0).content();
    return new Page(compiled, text, parse(text));
  }

  private static Document parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(e);
    }
  }

  List<Element> all(String tag) {
    return below(document.getDocumentElement(), element -> element.getTagName().equals(tag));
  }

  List<Element> all(Predicate<Element> wanted) {
    return below(document.getDocumentElement(), wanted);
  }

  /** The element of an anchor. */
  Element at(String id) {
    List<Element> found = all(element -> element.getAttribute("id").equals(id));
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " elements have the id " + id);
    }
    return found.get(0);
  }

  static List<Element> below(Element root, Predicate<Element> wanted) {
    List<Element> found = new ArrayList<>();
    NodeList all = root.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (wanted.test(element)) {
        found.add(element);
      }
    }
    return found;
  }

  static boolean hasClass(Element element, String name) {
    return List.of(element.getAttribute("class").split(" ")).contains(name);
  }

  /** What a reader sees of an element, with single blanks. */
  static String textOf(Node node) {
    return node.getTextContent().strip().replaceAll("\\s+", " ");
  }
}
