// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types of another package: used through what is public there. */
class ImportedTypesTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  @Test
  void importedTypesKeepTheirPackageAndTheirDefaults() {
    Flyweight imported = JAVA.allocate("Imported", Arena.ofAuto());
    assertThat(imported.call("amount").getClass().getName()).isEqualTo("com.example.units.Amount");
    assertThat(imported.at("amount").call("value")).isEqualTo(1.0);
    assertThat(imported.at("amounts", 2).call("quality")).isEqualTo(1);
    assertThat(imported.call("scale")).hasToString("KILO");
    imported.at("amounts", 1).call("scale", imported.call("scale"));
    assertThat(imported.at("amounts").at("at", 1L).call("scaleRaw")).isEqualTo((byte) 3);
    imported.at("words", 1).call("real", 1.0f);
    assertThat(imported.at("words", 1).call("number")).isEqualTo(0x3F80_0000L);
    Object reuse = imported.call("amount");
    assertThat(imported.call("amounts", 0, reuse)).isSameAs(reuse);
    assertThat(imported.toString()).contains("scale=KILO").contains("Word[number=");
  }

  @Test
  void constantWithoutNumberNamesTheFieldOfTheImporter() throws ReflectiveOperationException {
    Flyweight imported = JAVA.allocate("Imported", Arena.ofAuto());
    Object unknown = imported.call("scale").getClass().getField("UNRECOGNIZED").get(null);
    assertThatThrownBy(() -> imported.call("scale", unknown))
        .hasMessage("Imported.scale: UNRECOGNIZED has no number of its own");
  }

  @Test
  void schemasMayShareAPackage(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("base.tenon.yaml"),
        """
        tenon: 1
        schema: base
        version: 1
        java: {package: shared}
        c: {prefix: ba}
        enums: {Tag: {type: i8, values: {POINT: -1}}}
        unions: {Choice: {tag: Tag, arms: {POINT: Point}}}
        structs: {Point: {fields: {x: ipv4, y: {type: u8, default: 5}}}}
        """);
    Files.writeString(
        folder.resolve("user.tenon.yaml"),
        """
        tenon: 1
        schema: user
        version: 1
        java: {package: shared}
        c: {prefix: us}
        imports: [base.tenon.yaml]
        structs:
          Holder: {fields: {tag: Tag, choice: {type: Choice, tag: tag}, points: 'Point[2]'}}
        callbacks:
          OnPoints: {params: {points: 'const Point[n]', n: u32, point: Point*}}
        """);
    GeneratedJava java =
        GeneratedJava.of(SchemaCompiler.compile(folder.resolve("user.tenon.yaml")));
    Flyweight holder = java.allocate("Holder", Arena.ofAuto());
    assertThat(holder.at("points", 1).call("y")).isEqualTo(5);
    assertThat(holder.at("choice").at("selectPoint").call("y")).isEqualTo(5);
    assertThat(holder.call("tagRaw")).isEqualTo((byte) -1);
  }

  @Test
  void everythingCanBeImported(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("base.tenon.yaml"),
        """
        tenon: 1
        schema: base
        version: 1
        java: {package: other.base}
        c: {prefix: ba}
        constants: {SIZE: {type: u8, value: 3}}
        enums: {Tag: {type: u32, values: {POINT: 1, NUMBER: 2}}}
        flags: {Marks: {type: u64, bits: {A: 63}}}
        structs:
          Point: {fields: {x: {type: u8, default: 7}, at: {type: uuid}}}
          Plain: {fields: {n: u16}}
        unions:
          Choice: {tag: Tag, arms: {POINT: Point, NUMBER: u64}}
        """);
    Files.writeString(
        folder.resolve("user.tenon.yaml"),
        """
        tenon: 1
        schema: user
        version: 1
        java: {package: other.user}
        c: {prefix: us}
        imports: [base.tenon.yaml]
        constants: {MARK: {type: Marks, value: [A]}, FIRST: {type: Tag, value: POINT}}
        unions:
          Own: {tag: Tag, arms: {POINT: 'Point[SIZE]', NUMBER: Marks}}
        structs:
          Holder:
            fields:
              tag: Tag
              choice: {type: Choice, tag: tag}
              second: Tag
              own: {type: Own, tag: second}
              points: 'Point[<=SIZE]'
              marks: Marks
              control: {type: u16, bits: {tag: {bits: 0..2, enum: Tag}}}
              plain: 'Plain[2]'
        callbacks:
          OnPoint: {params: {point: Point*, points: 'const Point[n]', n: u32, plain: const Plain*}}
        functions:
          send: {params: {point: const Point*, tag: Tag, points: 'Point[n]', n: u32, on: OnPoint}, returns: Plain}
        exports:
          receive: {params: {point: Point*, plain: Plain, marks: Marks}, returns: Tag, on_error: POINT}
        """);
    GeneratedJava java =
        GeneratedJava.of(SchemaCompiler.compile(folder.resolve("user.tenon.yaml")));
    assertThat(java.constant("UserConstants", "MARK")).isEqualTo(Long.MIN_VALUE);
    assertThat(java.constant("UserConstants", "FIRST")).hasToString("POINT");
    Flyweight holder = java.allocate("Holder", Arena.ofAuto());
    assertThat(holder.at("choice").at("selectPoint").call("x")).isEqualTo(7);
    assertThatThrownBy(() -> holder.at("choice").call("number"))
        .hasMessage("Holder.choice: the arm is POINT, not NUMBER");
    holder.at("own").call("selectPoint");
    assertThat(holder.at("own").at("point", 2).call("x")).isEqualTo(7);
    assertThat(holder.at("addPoints").call("x")).isEqualTo(7);
    holder.call("marks", Long.MIN_VALUE);
    holder.call("controlTagRaw", 2);
    assertThat(holder.call("controlTag")).hasToString("NUMBER");
    Object value = holder.call("toValue");
    Flyweight copy = java.allocate("Holder", Arena.ofAuto());
    copy.call("set", value);
    assertThat(copy.call("toValue")).isEqualTo(value);
    assertThat(copy.toString()).contains("choice=Choice[point=Point[x=7, ").contains("marks=A");
  }
}
