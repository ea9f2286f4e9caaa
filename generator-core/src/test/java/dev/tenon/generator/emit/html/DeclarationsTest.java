// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.DeclarationKind;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The code that a page shows is that which is generated. */
class DeclarationsTest {

  @ParameterizedTest
  @ValueSource(strings = {"market", "everything", "callbacks", "language"})
  void everyDeclarationShowsItsCAndItsJava(String name) {
    Page page = Page.of(name);
    Schema schema = page.compiled().schema();
    Stream.<List<? extends Declaration>>of(
            schema.enums(),
            schema.flags(),
            schema.composites(),
            schema.handles(),
            schema.callbacks(),
            schema.functions(),
            schema.exports(),
            schema.regions())
        .flatMap(List::stream)
        .filter(declaration -> !isRelease(schema, declaration))
        .forEach(
            declaration -> {
              assertThat(code(page, declaration, "C"))
                  .containsPattern("\\b" + CNames.type(schema, declaration) + "\\b");
              assertThat(code(page, declaration, "Java"))
                  .containsPattern("\\b" + java(declaration) + "\\b");
            });
  }

  /** Java ends a handle by closing it. */
  private static boolean isRelease(Schema schema, Declaration declaration) {
    return schema.handles().stream()
        .anyMatch(handle -> handle.release().equals(Optional.of(declaration.name())));
  }

  private static String java(Declaration declaration) {
    boolean isMethod = List.of("function", "export").contains(DeclarationKind.of(declaration));
    return isMethod ? JavaNames.member(declaration) : JavaNames.type(declaration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"market", "everything", "callbacks", "language"})
  void everyFieldHasItsMemberAndItsAccessors(String name) {
    Page page = Page.of(name);
    Schema schema = page.compiled().schema();
    for (StructType struct : schema.structs()) {
      for (Field field : struct.fields()) {
        assertThat(code(page, struct, "C"))
            .containsPattern(" " + CNames.member(field) + "(\\[\\d+\\])*;");
        assertThat(code(page, struct, "Java")).contains(" " + JavaNames.member(field) + "(");
      }
    }
  }

  @Test
  void callWithEnumsShowsItsTwinWithNumbers() {
    Page page = Page.of("callbacks");
    Schema schema = page.compiled().schema();

    assertThat(code(page, schema.callbacks().get(4), "Java"))
        .startsWith("public interface Decide {")
        .contains("  interface Raw extends Decide {", "    int callRaw(Feed feed, ")
        .doesNotContain("default ");
    assertThat(code(page, schema.callbacks().get(0), "Java")).doesNotContain("Raw");
    assertThat(code(page, export(schema, "name_of"), "Java"))
        .contains("  String nameOf(Side side);", "    String nameOfRaw(int side);")
        .doesNotContain("outcomeOf", "default ");
    assertThat(code(page, export(schema, "price_of"), "Java")).doesNotContain("Raw");
    NativeFunction opposite =
        schema.functions().stream().filter(f -> f.name().equals("opposite")).findFirst().get();
    assertThat(code(page, opposite, "Java"))
        .contains("  Side opposite(Side side);", "  int oppositeRaw(int side);");
  }

  private static Export export(Schema schema, String name) {
    return schema.exports().stream().filter(e -> e.name().equals(name)).findFirst().get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"market", "everything", "callbacks", "language"})
  void structOfCStandsInTheHeaderLineByLine(String name) {
    Page page = Page.of(name);
    Schema schema = page.compiled().schema();
    String header =
        new CEmitter(Optional.empty())
            .emit(schema, page.compiled().layouts()).stream()
                .map(OutputFile::content)
                .collect(Collectors.joining());
    for (StructType struct : schema.structs()) {
      String type = CNames.type(schema, struct);
      String code = code(page, struct, "C");
      String end = "} " + type + ";";
      String definition = code.substring(0, code.indexOf(end) + end.length());
      assertThat(definition).startsWith("typedef struct " + type + " {\n");
      assertThat(header).contains(definition);
    }
  }

  /** A template that forgets to mark what it prints would leave it out silently. */
  @ParameterizedTest
  @MethodSource("everyKindOfDeclaration")
  void everyFunctionOfTheHeadersIsShown(Path file) {
    Page page = Page.of(SchemaCompiler.compile(file));
    Schema schema = page.compiled().schema();
    Pattern function =
        Pattern.compile("(?m)^(?!typedef|#)\\w[\\w *]*\\b(" + schema.cPrefix() + "_\\w+)\\(");
    Set<String> declared =
        new CEmitter(Optional.empty())
            .emit(schema, page.compiled().layouts()).stream()
                .filter(header -> header.path().endsWith(".h"))
                .flatMap(header -> function.matcher(header.content()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    // They belong to all exports, not to one of them.
    declared.removeAll(CIdentifiers.schema(schema).all());
    String shown =
        page.all("pre").stream()
            .filter(pre -> pre.getAttribute("aria-label").endsWith(" in C"))
            .map(Element::getTextContent)
            .collect(Collectors.joining("\n"));
    assertThat(declared).isNotEmpty().allSatisfy(name -> assertThat(shown).contains(name + "("));
  }

  static Stream<Path> everyKindOfDeclaration() {
    Path resources = Path.of("src/test/resources");
    return Stream.concat(
        Stream.of("market", "everything", "callbacks", "language", "evolving")
            .map(name -> resources.resolve("schemas").resolve(name + ".tenon.yaml")),
        Stream.of(Section.Kind.values())
            .map(kind -> resources.resolve("sections").resolve(kind.key() + ".tenon.yaml")));
  }

  /** Heads of types, signatures, records and constants of enums, wherever their lines break. */
  @ParameterizedTest
  @ValueSource(strings = {"market", "everything", "callbacks", "language", "evolving", "corners"})
  void javaStandsInTheClasses(String name) {
    Page page = Page.of(name);
    Schema schema = page.compiled().schema();
    String java =
        Stream.concat(Stream.of(schema), schema.imports().stream())
            .flatMap(declared -> new JavaEmitter().emit(declared, Layouts.of(declared)).stream())
            .map(file -> singleBlanks(file.content()))
            .collect(Collectors.joining("\n"));
    List<String> signatures =
        page.all("pre").stream()
            .filter(pre -> pre.getAttribute("aria-label").endsWith(" in Java"))
            .flatMap(pre -> Stream.of(pre.getTextContent().split("(?s)[;{}]|/\\*.*?\\*/")))
            .map(DeclarationsTest::singleBlanks)
            .filter(signature -> !signature.isEmpty() && !signature.contains(" = "))
            .flatMap(signature -> Stream.of(signature.split("(?<=\\)), (?=\\w+\\()")))
            .toList();
    assertThat(signatures)
        .hasSizeGreaterThan(10)
        .filteredOn(signature -> !java.contains(signature))
        .isEmpty();
  }

  private static String singleBlanks(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  @Test
  void nameThatIsSomethingElseInsideIsQualified() {
    Page page =
        Page.ofText(
            """
            structs: {Order: {fields: {a: u8}}}
            enums: {Kind: {type: u8, values: {ORDER: 1}}}
            unions: {Body: {tag: Kind, arms: {ORDER: Order}}}
            """);
    Schema schema = page.compiled().schema();
    assertThat(code(page, schema.unions().get(0), "Java"))
        .contains("Order order();", "record Order(sample.Order.Value value) implements Value {}");
  }

  @Test
  void whatEveryStructHasIsLeftOut() {
    Page page = Page.of("market");
    String quote = code(page, page.compiled().schema().structs().get(1), "Java");
    assertThat(quote)
        .contains("String symbol();", "Quote symbol(String value);", "record Value(String symbol")
        .doesNotContain("copyFrom", "asSegment", "Quote()", "private", "segment.get");
  }

  @Test
  void commentsAreToldApartFromCode() {
    Page page = Page.of("market");
    Element article = (Element) page.at("struct-Quote").getParentNode();
    List<Element> comments = Page.below(article, e -> e.getTagName().equals("i"));
    assertThat(comments.stream().map(Page::textOf))
        .contains("/** Per instrument. Unit: messages. */");
    assertThat(comments).allSatisfy(c -> assertThat(c.getTextContent()).startsWith("/"));
  }

  @Test
  void regionShowsItsFunctionsAndNotThoseOfOneWhoseNameIsLonger() {
    Page page =
        Page.ofText(
            """
            structs: {S: {fields: {a: u8}}}
            regions:
              Feed: {contents: {s: S}}
              FeedStatus: {contents: {t: S}}
            """);
    String feed = code(page, page.compiled().schema().regions().get(0), "C");
    assertThat(feed).contains("smp_feed_create(", "smp_feed_get_s(").doesNotContain("feed_status");
    String status = code(page, page.compiled().schema().regions().get(1), "C");
    assertThat(status).contains("smp_feed_status_get_t(");
  }

  private static String code(Page page, Declaration declaration, String language) {
    Element article = (Element) page.at(Links.id(declaration)).getParentNode();
    return Page.below(article, e -> e.getTagName().equals("pre")).stream()
        .filter(pre -> pre.getAttribute("aria-label").endsWith(" in " + language))
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }
}
