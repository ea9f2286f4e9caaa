// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A C program that uses generated headers as a C programmer does, by the members of structs. It
 * prints the layout that its compiler sees, writes a file, or checks one. It has one source file
 * for a few schemas, so that no call of a compiler is a long one.
 */
final class CProgram {

  /** Name of the header that all source files include. */
  private static final String PATTERN = "pattern.h";

  /** Structs of one source file, unless a single schema has more. */
  private static final int STRUCTS_PER_FILE = 60;

  private final StringBuilder code = new StringBuilder();

  private CProgram() {}

  /** Returns the program's files by their names; those that end in {@code .c} are compiled. */
  static Map<String, String> of(List<Slot> slots) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(PATTERN, pattern());
    List<List<Slot>> parts = parts(slots);
    for (int i = 0; i < parts.size(); i++) {
      CProgram part = new CProgram();
      part.part(i, parts.get(i));
      files.put("part%d.c".formatted(i), part.code.toString());
    }
    CProgram main = new CProgram();
    main.main(parts.size(), slots.get(slots.size() - 1).end());
    files.put("main.c", main.code.toString());
    return files;
  }

  /** Structs of one schema stay together. */
  private static List<List<Slot>> parts(List<Slot> slots) {
    List<List<Slot>> parts = new ArrayList<>();
    List<Slot> part = new ArrayList<>();
    for (Slot slot : slots) {
      boolean isOtherSchema = !part.isEmpty() && part.get(part.size() - 1).java() != slot.java();
      if (isOtherSchema && part.size() >= STRUCTS_PER_FILE) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.add(slot);
    }
    parts.add(part);
    return parts;
  }

  private static String pattern() {
    return """
    #include <inttypes.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>

    """
        + Pattern.C_SOURCE
        + """

        extern int errors;

        static inline void expect(int equal, const char *what) {
            if (!equal) {
                errors++;
                printf("%s differs\\n", what);
            }
        }

        #define FIELD(type, label, member)                                              \\
            printf(label " offset %zu size %zu\\n", offsetof(type, member), sizeof(((type *)0)->member))

        """;
  }

  private void part(int index, List<Slot> slots) {
    List<Schema> schemas =
        slots.stream().map(slot -> slot.java().compiled().schema()).distinct().toList();
    schemas.forEach(schema -> line("#include <%1$s/%1$s.h>", schema.name()));
    line("#include \"%s\"%n", PATTERN);
    // A struct may be used above the place where it is declared, and in another file.
    schemas.stream()
        .flatMap(schema -> Stream.concat(Stream.of(schema), schema.imports().stream()))
        .distinct()
        .forEach(this::prototypes);
    slots.forEach(this::struct);
    modes(index, slots);
  }

  private void prototypes(Schema schema) {
    for (StructType struct : schema.structs()) {
      String type = CNames.type(schema, struct);
      line("void fill_%s(%s *p);", type, type);
      line("void check_%s(const %s *p);", type, type);
    }
  }

  private void struct(Slot slot) {
    Schema schema = slot.java().compiled().schema();
    String type = CNames.type(schema, slot.struct());
    code.append("void fill_%s(%s *p) {\n".formatted(type, type));
    fields(schema, slot.struct(), true);
    code.append("}\n\nvoid check_%s(const %s *p) {\n".formatted(type, type));
    fields(schema, slot.struct(), false);
    code.append("}\n\nstatic void layout_%s(void) {\n".formatted(type));
    line(
        "    printf(\"%s size %%zu align %%zu\\n\", sizeof(%s), _Alignof(%s));",
        slot.label(), type, type);
    for (FieldMember member : slot.plan().fields()) {
      line(
          "    FIELD(%s, \"%s.%s\", %s);",
          type, slot.label(), member.field().name(), CNames.member(member.field()));
    }
    for (CountMember count : slot.counts()) {
      line(
          "    FIELD(%s, \"%s.%s count\", %s_count);",
          type, slot.label(), count.field().name(), CNames.stem(count.field()));
    }
    code.append("}\n\n");
  }

  private void fields(Schema schema, StructType struct, boolean fill) {
    line("    (void)p;");
    for (Field field : struct.fields()) {
      if (!Pattern.isTag(struct, field)) {
        field(new Place(schema, struct, field, fill));
      }
    }
  }

  /** A field of a struct to which {@code p} points, and what is to be done with it. */
  private record Place(Schema schema, StructType owner, Field field, boolean fill) {

    String label() {
      return schema.name() + " " + owner.name() + "." + field.name();
    }

    /** A generated function: {@code mkt_quote_set_price} for the verb {@code set}. */
    String function(String verb) {
      return type() + "_" + verb + "_" + CNames.stem(field);
    }

    String type() {
      return CNames.type(schema, owner);
    }
  }

  private void field(Place place) {
    if (place.field().type() instanceof ListType list) {
      list(place, list);
    } else if (place.field().tag().isPresent()) {
      tagged(place, (UnionType) place.field().type());
    } else if (!place.field().bits().isEmpty()) {
      bits(place);
    } else {
      String target = "p->" + CNames.member(place.field());
      value(place, place.field().type(), target, "", 0);
    }
  }

  /**
   * Writes or checks one value.
   *
   * @param indices the arguments of a function that name an element: {@code , i0}
   */
  private void value(Place place, Type type, String target, String indices, int depth) {
    String indent = "    ".repeat(depth + 1);
    if (type instanceof ArrayType array) {
      String index = "i" + depth;
      line("%sfor (size_t %s = 0; %s < %d; %s++) {", indent, index, index, array.length(), index);
      value(place, array.element(), target + "[" + index + "]", indices + ", " + index, depth + 1);
      line("%s}", indent);
    } else if (type instanceof StructType struct) {
      String verb = place.fill() ? "fill" : "check";
      line("%s%s_%s(&%s);", indent, verb, CNames.type(place.schema(), struct), target);
    } else if (type instanceof UnionType union) {
      overlay(place, union, target, depth);
    } else if (type instanceof StringType string) {
      text(string, target, place.label(), indent, place.fill());
    } else if (type instanceof SemanticType semantic && !semantic.isInteger()) {
      octets(semantic, target, place, indent);
    } else if (place.field().bigEndian()) {
      String drawn = draw(type, place.field());
      line(
          place.fill() ? "%s%s(p%s, %s);" : "%sexpect(%s(p%s) == %s, \"%s\");",
          indent,
          place.function(place.fill() ? "set" : "get"),
          indices,
          drawn,
          place.label());
    } else if (place.fill()) {
      line("%s%s = %s;", indent, target, draw(type, place.field()));
    } else {
      line("%sexpect(%s == %s, \"%s\");", indent, target, draw(type, place.field()), place.label());
    }
  }

  /** One of the arms, as the pattern says. */
  private void overlay(Place place, UnionType union, String target, int depth) {
    String indent = "    ".repeat(depth + 1);
    line("%sswitch (next() %% %d) {", indent, union.arms().size());
    for (int i = 0; i < union.arms().size(); i++) {
      Field arm = union.arms().get(i);
      line("%scase %d:", indent, i);
      Place inner = new Place(place.schema(), place.owner(), arm, place.fill());
      value(inner, arm.type(), target + "." + CNames.member(arm), "", depth + 1);
      line("%s    break;", indent);
    }
    line("%sdefault: break;", indent);
    line("%s}", indent);
  }

  private void list(Place place, ListType list) {
    String target = "p->" + CNames.member(place.field());
    String counter = "p->" + CNames.stem(place.field()) + "_count";
    line("    {");
    line("        uint32_t count = (uint32_t)(next() %% %d);", list.capacity() + 1);
    if (place.fill()) {
      line("        %s = 0;", counter);
    } else {
      String count = place.type() + "_" + CNames.stem(place.field()) + "_count";
      line("        expect(%s(p) == count, \"%s count\");", count, place.label());
    }
    line("        for (size_t i1 = 0; i1 < count; i1++) {");
    if (!place.fill()) {
      value(place, list.element(), target + "[i1]", ", i1", 2);
    } else if (list.element() instanceof StructType struct) {
      String type = CNames.type(place.schema(), struct);
      line("            fill_%s(%s(p));", type, place.function("add"));
    } else if (list.element() instanceof StringType text) {
      line("            char text[%d];", text.capacity() + 1);
      line("            text[%d] = 0;", text.capacity());
      line("            next_text(text, %d, %d);", text.capacity(), text.maxBytes());
      line("            expect(%s(p, text) == 0, \"%s\");", place.function("add"), place.label());
    } else if (list.element() instanceof SemanticType semantic && !semantic.isInteger()) {
      octets(semantic, target + "[i1]", place, "            ");
      line("            %s++;", counter);
    } else {
      line(
          "            expect(%s(p, %s) == 0, \"%s\");",
          place.function("add"), draw(list.element(), place.field()), place.label());
    }
    line("        }");
    line("    }");
  }

  private void tagged(Place place, UnionType union) {
    line("    switch (next() %% %d) {", union.arms().size());
    for (int i = 0; i < union.arms().size(); i++) {
      line("    case %d: {", i);
      arm(place, union.arms().get(i));
      line("        break;");
      line("    }");
    }
    line("    default: break;");
    line("    }");
  }

  private void arm(Place place, Field arm) {
    String verb = place.fill() ? "set" : "get";
    String function = place.function(verb) + "_" + CNames.suffix(arm);
    Place inner = new Place(place.schema(), place.owner(), arm, place.fill());
    String label = place.label() + "." + arm.name();
    if (arm.type() instanceof StructType struct) {
      String what = place.fill() ? "fill" : "check";
      line("        %s_%s(%s(p));", what, CNames.type(place.schema(), struct), function);
    } else if (arm.type() instanceof ArrayType array) {
      String element = elementType(array.element(), place.schema());
      line("        %s%s *a = %s(p);", place.fill() ? "" : "const ", element, function);
      line("        for (size_t i1 = 0; i1 < %d; i1++) {", array.length());
      value(inner, array.element(), "a[i1]", "", 2);
      line("        }");
    } else if (arm.type() instanceof SemanticType semantic && !semantic.isInteger()) {
      line("        %suint8_t *a = %s(p);", place.fill() ? "" : "const ", function);
      octets(semantic, "a", inner, "        ");
    } else if (arm.type() instanceof StringType text) {
      line("        char text[%d];", text.capacity() + 1);
      line("        text[%d] = 0;", text.capacity());
      line("        next_text(text, %d, %d);", text.capacity(), text.maxBytes());
      line(
          place.fill()
              ? "        expect(%s(p, text) == 0, \"%s\");"
              : "        expect(strncmp(%s(p), text, %3$d) == 0, \"%2$s\");",
          function,
          label,
          text.capacity());
    } else if (place.fill()) {
      line("        %s(p, %s);", function, draw(arm.type(), arm));
    } else {
      line("        %s found;", elementType(arm.type(), place.schema()));
      line(
          "        expect(%s(p, &found) == 0 && found == %s, \"%s\");",
          function, draw(arm.type(), arm), label);
    }
  }

  private static String elementType(Type type, Schema schema) {
    if (type instanceof StructType struct) {
      return CNames.type(schema, struct);
    }
    ScalarType storage = ScalarType.holding(type);
    return switch (storage) {
      case F32 -> "float";
      case F64 -> "double";
      case BOOL -> "uint8_t";
      case CHAR -> "char";
      default -> integer(storage);
    };
  }

  private void bits(Place place) {
    String unit = integer((ScalarType) place.field().type());
    for (BitRange range : place.field().bits()) {
      String name = CNames.stem(range);
      String drawn = "(%s)(next() & UINT64_C(0x%s))".formatted(unit, range.max().toString(16));
      line(
          place.fill()
              ? "    (void)%s_%s(p, %s);"
              : "    expect((uint64_t)%s_%s(p) == %s, \"%s\");",
          place.function(place.fill() ? "set" : "get"),
          name,
          drawn,
          place.label());
    }
  }

  /** Bytes that are drawn as one or two words, the most significant byte first. */
  private void octets(SemanticType type, String target, Place place, String indent) {
    int size = type.kind() == SemanticType.Kind.IPV4 ? 4 : 16;
    line("%s{", indent);
    line("%s    unsigned char octets[16];", indent);
    line("%s    next_octets(octets, %d);", indent, size);
    line(
        place.fill()
            ? "%s    memcpy(%s, octets, %d);"
            : "%s    expect(memcmp(%s, octets, %d) == 0, \"%s\");",
        indent,
        target,
        size,
        place.label());
    line("%s}", indent);
  }

  private void text(StringType type, String target, String label, String indent, boolean fill) {
    if (fill) {
      line("%snext_text(%s, %d, %d);", indent, target, type.capacity(), type.maxBytes());
      return;
    }
    line("%s{", indent);
    line("%s    char text[%d];", indent, type.capacity());
    line("%s    next_text(text, %d, %d);", indent, type.capacity(), type.maxBytes());
    line(
        "%s    expect(memcmp(%s, text, %d) == 0, \"%s\");", indent, target, type.capacity(), label);
    line("%s}", indent);
  }

  private static String integer(ScalarType type) {
    String name = type.spelling().toLowerCase(Locale.ROOT);
    return "%sint%s_t".formatted(name.startsWith("u") ? "u" : "", name.substring(1));
  }

  private static String draw(Type type, Field field) {
    ScalarType storage = ScalarType.holding(type);
    if (!(type instanceof ScalarType) || field.limits().isEmpty()) {
      return draw(storage);
    } else if (storage.isInteger()) {
      return "(%s)(UINT64_C(0x%x) + next() %% %d)"
          .formatted(integer(storage), Pattern.lowest(field).longValue(), Pattern.span(field));
    }
    return "(%s)within(%s, %s, %s)"
        .formatted(
            storage == ScalarType.F32 ? "float" : "double",
            draw(storage),
            Double.toHexString(Pattern.lowestReal(field)),
            Double.toHexString(Pattern.highestReal(field)));
  }

  private static String draw(ScalarType type) {
    return switch (type) {
      case F32 -> "next_f32()";
      case F64 -> "next_f64()";
      case BOOL -> "(uint8_t)(next() & 1)";
      case CHAR -> "(char)next()";
      default -> "(%s)next()".formatted(integer(type));
    };
  }

  private void modes(int part, List<Slot> slots) {
    line("void layout_part%d(void) {", part);
    slots.forEach(slot -> line("    layout_%s();", type(slot)));
    line("}%n%nvoid fill_part%d(unsigned char *bytes) {", part);
    for (Slot slot : slots) {
      line("    state = UINT64_C(0x%x);", slot.seed());
      line("    fill_%s((%s *)(void *)(bytes + %d));", type(slot), type(slot), slot.offset());
    }
    line("}%n%nvoid check_part%d(const unsigned char *bytes) {", part);
    for (Slot slot : slots) {
      line("    state = UINT64_C(0x%x);", slot.seed());
      line(
          "    check_%s((const %s *)(const void *)(bytes + %d));",
          type(slot), type(slot), slot.offset());
    }
    line("}%n%nvoid initial_part%d(unsigned char *bytes) {", part);
    for (Slot slot : slots) {
      Schema schema = slot.java().compiled().schema();
      String macro = CNames.constant(schema, slot.struct()) + "_INIT";
      line("    {");
      line("        static const %s value = %s;", type(slot), macro);
      line("        memcpy(bytes + %d, &value, sizeof value);", slot.offset());
      line("    }");
    }
    line("}%n%nvoid upgrade_part%d(unsigned char *bytes, unsigned version) {", part);
    line("    (void)bytes;");
    line("    (void)version;");
    for (Slot slot : slots) {
      if (slot.isEvolving()) {
        line("    {");
        line("        static %s out;", type(slot));
        line("        %s_upgrade(&out, bytes + %d, version);", type(slot), slot.offset());
        line("        memcpy(bytes + %d, &out, sizeof out);", slot.offset());
        line("    }");
      }
    }
    line("}");
  }

  private void main(int parts, long size) {
    line("#include \"%s\"", PATTERN);
    line("uint64_t state;%nint errors;");
    every(parts, "void layout_part%1$d(void);");
    every(parts, "void fill_part%1$d(unsigned char *bytes);");
    every(parts, "void check_part%1$d(const unsigned char *bytes);");
    every(parts, "void initial_part%1$d(unsigned char *bytes);");
    every(parts, "void upgrade_part%1$d(unsigned char *bytes, unsigned version);");
    line("static void layout(void) {");
    every(parts, "    layout_part%1$d();");
    line("}%n%nstatic void fill(unsigned char *bytes) {");
    every(parts, "    fill_part%1$d(bytes);");
    line("}%n%nstatic void check(const unsigned char *bytes) {");
    every(parts, "    check_part%1$d(bytes);");
    line("}%n%nstatic void initial(unsigned char *bytes) {");
    every(parts, "    initial_part%1$d(bytes);");
    line("}%n%nstatic void upgrade(unsigned char *bytes, unsigned version) {%n    fill(bytes);");
    every(parts, "    upgrade_part%1$d(bytes, version);");
    code.append(
        """
        }

        int main(int argc, char **argv) {
            size_t size = %d;
            unsigned char *bytes = aligned_alloc(4096, size);
            if (argc < 2 || bytes == NULL) {
                return 2;
            }
            memset(bytes, 0, size);
            if (strcmp(argv[1], "layout") == 0) {
                layout();
                return 0;
            }
            FILE *file = fopen(argv[2], strcmp(argv[1], "check") == 0 ? "rb" : "wb");
            if (file == NULL) {
                return 2;
            }
            if (strcmp(argv[1], "check") == 0) {
                if (fread(bytes, 1, size, file) != size) {
                    return 2;
                }
                check(bytes);
            } else {
                if (strcmp(argv[1], "fill") == 0) {
                    fill(bytes);
                } else if (strcmp(argv[1], "initial") == 0) {
                    initial(bytes);
                } else {
                    upgrade(bytes, (unsigned)atoi(argv[1] + strlen("upgrade")));
                }
                if (fwrite(bytes, 1, size, file) != size) {
                    return 2;
                }
            }
            if (fclose(file) != 0) {
                return 2;
            }
            free(bytes);
            return errors == 0 ? 0 : 1;
        }
        """
            .formatted(size));
  }

  private void every(int parts, String format) {
    IntStream.range(0, parts).forEach(part -> line(format, part));
  }

  private static String type(Slot slot) {
    return CNames.type(slot.java().compiled().schema(), slot.struct());
  }

  private void line(String format, Object... arguments) {
    code.append(format.formatted(arguments)).append('\n');
  }
}
