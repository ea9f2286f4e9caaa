// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import dev.tenon.generator.emit.java.call.CallSignature.CallParameter;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The documentation of something that is called: the author's words, then what Tenon adds. */
final class CallJavadoc {

  private static final int TAG_INDENT = 4;

  private final List<String> paragraphs = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final Optional<String> deprecated;

  /** Starts with the author's words, or with some when there are none. */
  CallJavadoc(Declaration declaration, String otherwise) {
    paragraphs.add(
        JavadocText.sentences(
            declaration.doc().isBlank() ? otherwise : JavadocText.of(declaration.doc()),
            FieldJavadoc.since(declaration)));
    deprecated = declaration.deprecated().map(JavadocText::of);
  }

  /** Starts with one sentence. */
  CallJavadoc(String sentence) {
    paragraphs.add(JavadocText.sentences(sentence));
    deprecated = Optional.empty();
  }

  CallJavadoc paragraph(String text) {
    if (!text.isEmpty()) {
      paragraphs.add(JavadocText.sentences("<p>" + text));
    }
    return this;
  }

  CallJavadoc parameters(CallSignature signature, ParameterFacts facts) {
    for (CallParameter parameter : signature.javaParameters()) {
      String text = sentences(said(parameter.parameter()), facts.of(signature, parameter));
      if (!text.isEmpty()) {
        tags.add(tag("@param " + parameter.name() + " " + text));
      }
    }
    return this;
  }

  /** The author's text as it is, unless a sentence about the unit follows. */
  private static String said(Parameter parameter) {
    String doc = JavadocText.of(parameter.doc());
    return parameter.unit().isEmpty()
        ? doc
        : JavadocText.sentences(doc, FieldJavadoc.unit(parameter.unit()));
  }

  CallJavadoc returns(Optional<String> text) {
    text.filter(t -> !t.isEmpty()).ifPresent(t -> tags.add(tag("@return " + t)));
    return this;
  }

  /** A tag's text is no sentence, unless the author wrote some. */
  private static String sentences(String doc, String facts) {
    if (doc.isEmpty() || facts.isEmpty()) {
      return doc + facts;
    }
    String first = doc.matches("(?s).*[.!?:;]") ? doc : doc + ".";
    return first + " " + Character.toUpperCase(facts.charAt(0)) + facts.substring(1) + ".";
  }

  /** Lines after the first are indented; an inline tag stays in one line. */
  private static String tag(String text) {
    return JavadocText.wrap(text.split("\\s+(?![^{]*})"), TAG_INDENT);
  }

  @Override
  public String toString() {
    String text = String.join("\n\n", paragraphs);
    List<String> all = new ArrayList<>(tags);
    deprecated.ifPresent(why -> all.add(tag("@deprecated " + JavadocText.sentences(why))));
    return all.isEmpty() ? text : text + "\n\n" + String.join("\n", all) + "\n";
  }
}
