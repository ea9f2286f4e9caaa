// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Source of the support classes, in fragments. In {@code Support.java.txt} a line {@code //- name
 * other other | import import} begins a fragment: its name, the fragments that it calls, and what
 * it imports.
 */
final class SupportSource {

  private static final String FILE = "Support.java.txt";
  private static final String MARK = "//- ";

  private static final Map<String, Fragment> FRAGMENTS = read();

  private SupportSource() {}

  /**
   * A piece of source.
   *
   * @param calls names of other fragments
   * @param imports qualified names of classes
   * @param text whole lines
   */
  record Fragment(String name, List<String> calls, List<String> imports, String text) {

    /** Whether it declares constants only, which stand together. */
    boolean isConstant() {
      return name.equals(name.toUpperCase(Locale.ROOT));
    }
  }

  static Set<String> names() {
    return FRAGMENTS.keySet();
  }

  /** Adds a fragment and all that it calls. */
  static void require(String name, Set<String> chosen) {
    Fragment fragment = FRAGMENTS.get(name);
    if (fragment == null) {
      throw new IllegalArgumentException(FILE + " has no fragment '" + name + "'");
    }
    if (chosen.add(name)) {
      fragment.calls().forEach(called -> require(called, chosen));
    }
  }

  /**
   * Returns the file of a support class without its first line.
   *
   * @param chosen names of fragments
   * @param users sentence that says what the class is for
   */
  static String print(String javaPackage, String className, String users, Set<String> chosen) {
    List<Fragment> fragments =
        FRAGMENTS.values().stream().filter(fragment -> chosen.contains(fragment.name())).toList();
    Set<String> imports = new TreeSet<>();
    fragments.forEach(fragment -> imports.addAll(fragment.imports()));
    StringBuilder text = new StringBuilder("package ").append(javaPackage).append(";\n\n");
    imports.forEach(name -> text.append("import ").append(name).append(";\n"));
    text.append(imports.isEmpty() ? "" : "\n");
    text.append("/** ").append(users).append(" */\n");
    text.append("final class ").append(className).append(" {\n");
    boolean constructed = false;
    for (Fragment fragment : fragments) {
      if (!constructed && !fragment.isConstant()) {
        text.append(text.charAt(text.length() - 2) == '{' ? "" : "\n");
        text.append("  private ").append(className).append("() {}\n");
        constructed = true;
      }
      text.append(constructed ? "\n" : "").append(fragment.text());
    }
    return text.append("}\n").toString();
  }

  private static Map<String, Fragment> read() {
    Map<String, Fragment> fragments = new LinkedHashMap<>();
    for (String piece : text().split("(?m)^" + MARK)) {
      if (!piece.isEmpty()) {
        Fragment fragment = fragment(piece);
        fragments.put(fragment.name(), fragment);
      }
    }
    return fragments;
  }

  private static Fragment fragment(String piece) {
    int end = piece.indexOf('\n');
    String[] head = piece.substring(0, end).split(" ?\\| ?", -1);
    List<String> names = List.of(head[0].split(" "));
    List<String> imports = head[1].isEmpty() ? List.of() : List.of(head[1].split(" "));
    return new Fragment(
        names.get(0), names.subList(1, names.size()), imports, piece.substring(end + 1));
  }

  private static String text() {
    try (InputStream in = SupportSource.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
