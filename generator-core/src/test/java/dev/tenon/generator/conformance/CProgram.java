// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.List;
import java.util.Locale;

/**
 * A C program that uses generated headers as a C programmer does, by the members of structs. It
 * prints the layout that its compiler sees, writes a file, or checks one.
 */
final class CProgram {

  private final StringBuilder code = new StringBuilder();

  private CProgram() {}

  static String of(List<Slot> slots) {
    CProgram program = new CProgram();
    program.head(slots);
    slots.forEach(program::prototypes);
    slots.forEach(program::struct);
    program.modes(slots);
    return program.code.toString();
  }

  private void head(List<Slot> slots) {
    slots.stream()
        .map(slot -> slot.java().compiled().schema().name())
        .distinct()
        .forEach(name -> code.append("#include <%s/%s.h>\n".formatted(name, name)));
    code.append(
        """
        #include <inttypes.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>

        """);
    code.append(Pattern.C_SOURCE);
    code.append(
        """

        static int mistakes;

        static void expect(int equal, const char *what) {
            if (!equal) {
                mistakes++;
                printf("%s differs\\n", what);
            }
        }

        #define FIELD(type, label, member)                                              \\
            printf(label " offset %zu size %zu\\n", offsetof(type, member), sizeof(((type *)0)->member))

        """);
  }

  /** A struct may be used above the place where it is declared. */
  private void prototypes(Slot slot) {
    line("static void fill_%s(%s *p);", type(slot), type(slot));
    line("static void check_%s(const %s *p);", type(slot), type(slot));
  }

  private void struct(Slot slot) {
    Schema schema = slot.java().compiled().schema();
    String type = CNames.type(schema, slot.struct());
    code.append("static void fill_%s(%s *p) {\n".formatted(type, type));
    slot.struct().fields().forEach(field -> field(schema, slot.struct(), field, true));
    code.append("}\n\nstatic void check_%s(const %s *p) {\n".formatted(type, type));
    slot.struct().fields().forEach(field -> field(schema, slot.struct(), field, false));
    code.append("}\n\nstatic void layout_%s(void) {\n".formatted(type));
    line(
        "    printf(\"%s size %%zu align %%zu\\n\", sizeof(%s), _Alignof(%s));",
        slot.label(), type, type);
    for (FieldMember member : slot.plan().fields()) {
      line(
          "    FIELD(%s, \"%s.%s\", %s);",
          type, slot.label(), member.field().name(), CNames.member(member.field()));
    }
    code.append("}\n\n");
  }

  private void field(Schema schema, StructType owner, Field field, boolean fill) {
    String label = schema.name() + " " + owner.name() + "." + field.name();
    value(schema, field.type(), "p->" + CNames.member(field), label, 0, fill);
  }

  private void value(
      Schema schema, Type type, String target, String label, int depth, boolean fill) {
    String indent = "    ".repeat(depth + 1);
    if (type instanceof ArrayType array) {
      String index = "i" + depth;
      line("%sfor (size_t %s = 0; %s < %d; %s++) {", indent, index, index, array.length(), index);
      value(schema, array.element(), target + "[" + index + "]", label, depth + 1, fill);
      line("%s}", indent);
    } else if (type instanceof StructType struct) {
      String verb = fill ? "fill" : "check";
      line("%s%s_%s(&%s);", indent, verb, CNames.type(schema, struct), target);
    } else if (type instanceof StringType string) {
      text(string, target, label, indent, fill);
    } else if (fill) {
      line("%s%s = %s;", indent, target, draw(storage(type)));
    } else {
      line("%sexpect(%s == %s, \"%s\");", indent, target, draw(storage(type)), label);
    }
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

  private static ScalarType storage(Type type) {
    if (type instanceof EnumType named) {
      return named.storage();
    }
    return type instanceof FlagsType flags ? flags.storage() : (ScalarType) type;
  }

  private static String draw(ScalarType type) {
    return switch (type) {
      case F32 -> "next_f32()";
      case F64 -> "next_f64()";
      case BOOL -> "(uint8_t)(next() & 1)";
      case CHAR -> "(char)next()";
      default -> {
        String name = type.spelling().toLowerCase(Locale.ROOT);
        yield "(%sint%s_t)next()".formatted(name.startsWith("u") ? "u" : "", name.substring(1));
      }
    };
  }

  private void modes(List<Slot> slots) {
    long size = slots.get(slots.size() - 1).end();
    code.append("static void layout(void) {\n");
    slots.forEach(slot -> line("    layout_%s();", type(slot)));
    code.append("}\n\nstatic void fill(unsigned char *bytes) {\n");
    for (Slot slot : slots) {
      line("    state = UINT64_C(0x%x);", slot.seed());
      line("    fill_%s((%s *)(void *)(bytes + %d));", type(slot), type(slot), slot.offset());
    }
    code.append("}\n\nstatic void check(const unsigned char *bytes) {\n");
    for (Slot slot : slots) {
      line("    state = UINT64_C(0x%x);", slot.seed());
      line(
          "    check_%s((const %s *)(const void *)(bytes + %d));",
          type(slot), type(slot), slot.offset());
    }
    code.append("}\n\nstatic void initial(unsigned char *bytes) {\n");
    for (Slot slot : slots) {
      Schema schema = slot.java().compiled().schema();
      String macro = CNames.constant(schema, slot.struct()) + "_INIT";
      line("    {");
      line("        static const %s value = %s;", type(slot), macro);
      line("        memcpy(bytes + %d, &value, sizeof value);", slot.offset());
      line("    }");
    }
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
                strcmp(argv[1], "fill") == 0 ? fill(bytes) : initial(bytes);
                if (fwrite(bytes, 1, size, file) != size) {
                    return 2;
                }
            }
            if (fclose(file) != 0) {
                return 2;
            }
            free(bytes);
            return mistakes == 0 ? 0 : 1;
        }
        """
            .formatted(size));
  }

  private static String type(Slot slot) {
    return CNames.type(slot.java().compiled().schema(), slot.struct());
  }

  private void line(String format, Object... arguments) {
    code.append(format.formatted(arguments)).append('\n');
  }
}
