// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * C declarations, cut from the generated headers: what a page shows is what a compiler sees.
 *
 * <p>Headers set declarations apart by blank lines, and a comment stands right before what it is
 * about. What a header of a user's own template does not have is left out.
 */
final class CDeclarations {

  private static final Pattern COMMENT = Pattern.compile("\\A\\s*/\\*.*?\\*/\\n", Pattern.DOTALL);
  private static final Pattern INLINE =
      Pattern.compile("^static inline (.*?) \\{$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern PROTOTYPE =
      Pattern.compile("\\A[A-Za-z_][^(){}#;]*?\\b(\\w+)\\(.*\\);\\z", Pattern.DOTALL);

  private final Schema schema;
  private final List<String> blocks;

  CDeclarations(Schema schema, List<OutputFile> files) {
    this.schema = schema;
    this.blocks =
        files.stream()
            .filter(file -> file.path().endsWith(".h"))
            .flatMap(file -> Pattern.compile("\\n\\s*\\n").splitAsStream(file.content()))
            .map(String::strip)
            .toList();
  }

  /** A struct or union, and the functions that take one. */
  String composite(Composite composite) {
    String type = CNames.type(schema, composite);
    List<String> parts = new ArrayList<>();
    definition(type).ifPresent(parts::add);
    Pattern takesOne = Pattern.compile("\\((const )?" + type + " \\*");
    String functions =
        blocks.stream()
            .flatMap(block -> INLINE.matcher(block).results())
            .map(function -> function.group(1) + ";")
            .filter(head -> takesOne.matcher(head).find())
            .map(CDeclarations::withoutInline)
            .collect(Collectors.joining("\n"));
    parts.add(functions);
    return String.join("\n\n", parts);
  }

  private Optional<String> definition(String type) {
    Pattern pattern =
        Pattern.compile(
            "^typedef (?:struct|union) (?:%1$s \\{\\n.*?^\\} %1$s;|\\w+ %1$s;$)".formatted(type),
            Pattern.MULTILINE | Pattern.DOTALL);
    return blocks.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(Matcher::group);
  }

  /** Lines after the first stood below the first parameter, which has moved. */
  private static String withoutInline(String head) {
    return head.replaceAll("\\n {14}", "\n");
  }

  /** The type of an enum or of flags, and its values. */
  String values(Declaration type) {
    Pattern pattern =
        Pattern.compile(
            "^typedef \\w+ " + CNames.type(schema, type) + ";\\n.*",
            Pattern.MULTILINE | Pattern.DOTALL);
    return blocks.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(Matcher::group)
        .orElse("");
  }

  /** All constants. */
  String constants() {
    return blocks.stream()
        .filter(block -> schema.constants().stream().anyMatch(c -> defines(block, c)))
        .collect(Collectors.joining("\n\n"));
  }

  private boolean defines(String block, Constant constant) {
    return block.contains("#define " + CNames.constant(schema, constant) + " ");
  }

  /** A function or an export. */
  String function(Invocable invocable) {
    String name = CNames.type(schema, invocable);
    return blocks.stream()
        .filter(block -> declared(block).filter(name::equals).isPresent())
        .collect(Collectors.joining("\n\n"));
  }

  /** A callback, and the functions of its registry and of its batches. */
  String callback(Callback callback) {
    String type = CNames.type(schema, callback);
    List<String> functions =
        List.of(
            type + "_register",
            type + "_unregister",
            type + "_emit",
            type + "_batch_add",
            type + "_batch_flush",
            type + "_batch_tick");
    List<String> parts = new ArrayList<>();
    definition(type).ifPresent(parts::add);
    blocks.stream()
        .filter(block -> declared(block).filter(functions::contains).isPresent())
        .map(CDeclarations::withoutComment)
        .forEach(parts::add);
    return String.join("\n\n", parts);
  }

  /** A handle. */
  String handle(Declaration handle) {
    String type = CNames.type(schema, handle);
    return blocks.stream()
        .map(CDeclarations::withoutComment)
        .filter(("typedef struct " + type + " " + type + ";")::equals)
        .collect(Collectors.joining("\n\n"));
  }

  /** The functions of a region, and what receives its messages. */
  String region(Region region) {
    String type = CNames.type(schema, region);
    return blocks.stream()
        .filter(block -> isAbout(block, type))
        .filter(
            block ->
                schema.regions().stream()
                    .map(other -> CNames.type(schema, other))
                    .noneMatch(other -> other.startsWith(type + "_") && isAbout(block, other)))
        .map(CDeclarations::withoutComment)
        .collect(Collectors.joining("\n\n"));
  }

  private static boolean isAbout(String block, String region) {
    String code = withoutComment(block);
    return code.startsWith("typedef struct " + region + "_")
        || code.startsWith("typedef struct " + region + " ")
        || declared(block).filter(name -> name.startsWith(region + "_")).isPresent();
  }

  /** The name of the function that a block declares. */
  private static Optional<String> declared(String block) {
    Matcher prototype = PROTOTYPE.matcher(withoutComment(block));
    return prototype.find() ? Optional.of(prototype.group(1)) : Optional.empty();
  }

  private static String withoutComment(String block) {
    return COMMENT.matcher(block).replaceFirst("");
  }
}
