// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.output;

/**
 * One generated file, not yet written.
 *
 * @param kind which output folder it goes to
 * @param path relative to that folder, with {@code /} as separator
 * @param content text with LF line ends
 */
public record OutputFile(Kind kind, String path, String content) {

  /** Output folder that a file goes to. */
  public enum Kind {
    /** Below the Java source root. */
    JAVA,
    /** Below the C output folder. */
    C,
    /** Below a folder whose content is packed beside the compiled Java, such as META-INF files. */
    RESOURCE,
    /** Below the folder of documentation for people. */
    DOCS
  }
}
