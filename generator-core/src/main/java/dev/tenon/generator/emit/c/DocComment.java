// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.schema.Declaration;
import java.util.ArrayList;
import java.util.List;

/** Builds a documentation comment: paragraphs, then parameters and the result. */
final class DocComment {

  private final int indent;
  private final List<String> lines = new ArrayList<>();
  private boolean commands;

  /**
   * @param indent columns before the comment
   */
  DocComment(int indent) {
    this.indent = indent;
  }

  /** Adds a paragraph, unless it is empty. */
  DocComment text(String paragraph) {
    List<String> added = CComments.lines(paragraph, indent);
    if (!added.isEmpty() && !lines.isEmpty()) {
      lines.add("");
    }
    lines.addAll(added);
    return this;
  }

  /** Describes a parameter, unless there is nothing to say. */
  DocComment parameter(String name, String text) {
    return command("@param " + name, text);
  }

  /** Describes the result, unless there is nothing to say. */
  DocComment result(String text) {
    return command("@return", text);
  }

  /** Says why something should no longer be used, unless it may be. */
  DocComment deprecated(Declaration declaration) {
    return command("@deprecated", declaration.deprecated().orElse(""));
  }

  /** Adds what the author says of a declaration, and since when there is one. */
  DocComment said(Declaration declaration, String... sentences) {
    List<String> more = new ArrayList<>(List.of(sentences));
    if (declaration.since() > 1) {
      more.add("Since version " + declaration.since() + ".");
    }
    return text(CComments.join(declaration.doc(), more.toArray(String[]::new)));
  }

  /** The lines for a declaration that has neither parameters nor a result. */
  static List<String> of(Declaration declaration, int indent, String... sentences) {
    return new DocComment(indent).said(declaration, sentences).deprecated(declaration).lines();
  }

  private DocComment command(String command, String text) {
    if (text.isBlank()) {
      return this;
    }
    if (!commands && !lines.isEmpty()) {
      lines.add("");
    }
    commands = true;
    lines.addAll(CComments.command(command, text, indent));
    return this;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
