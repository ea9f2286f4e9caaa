// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EventSection;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.MutexSection;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemaphoreSection;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.WorkSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The lists of classes that generated Java has for each construct, and of the methods that are
 * there whatever a construct holds. Emitters print them, collision rules iterate them.
 */
public final class JavaIdentifiers {

  /** Names in generated classes whatever the schema says; no user's name can meet one of them. */
  public static final Set<String> FIXED =
      Words.set(
          """
          ALIGNMENT Array BYTES ElementSetter LAYOUT MESSAGE_ID Native Raw Struct Value Views
          allocate allocateArray arrayOf at attach call callRaw copyFrom create equals
          initialize iterator length of openOrCreate set slice valueOf values wrap
          """);

  /**
   * Fields and methods of generated classes that users do not see. A field lies beside no field of
   * a user's name, a method has other parameters than an accessor has.
   */
  public static final Set<String> INTERNAL =
      Words.set(
          """
          ATOMIC_BYTE ATOMIC_INT ATOMIC_LONG ATOMIC_SHORT BIG_DOUBLE BIG_FLOAT BIG_INT BIG_LONG
          BIG_SHORT BINDING CALL DEFAULTS DESCRIPTOR FAILED FUNCTION LONG_DIGITS NAME
          NANOS_PER_SECOND RUNTIME_API SYMBOLS TEXT ZEROES aim base bit bits charBits check
          checkArray count defaults dispatch each element end field finished handler index ipv4
          ipv6 library limited limitedDouble limitedFloat limitedUnsigned list mantissa nanos
          octets open outOfRange part partial place readText requireVersion rest room segment
          show stride struct stubs tooLarge tooWide u16Bits u32Bits u8Bits utf8Size uuid version whole
          writeBytes writeDefaults writeText writeYounger zero with
          """);

  /** Methods that every object has and that no class may declare otherwise. */
  public static final List<String> OBJECT =
      List.of(
          "getClass()",
          "hashCode()",
          "clone()",
          "finalize()",
          "notify()",
          "notifyAll()",
          "wait()",
          "wait(long)",
          "toString()");

  /** Variables of a struct that its value record uses, which no component may hide. */
  public static final List<String> VALUE = List.of("DEFAULTS");

  private JavaIdentifiers() {}

  /** Methods that a struct, or a union without a tag, has whatever its fields are. */
  public static List<String> struct() {
    List<String> methods = new ArrayList<>(OBJECT);
    methods.addAll(List.of("asSegment()", "backing()", "backingOffset()", "toValue()"));
    return methods;
  }

  /** Methods that a union with a tag has whatever its arms are. */
  public static List<String> tagged(EnumType tag) {
    String type = JavaNames.type(tag);
    List<String> methods = new ArrayList<>(OBJECT);
    methods.addAll(
        List.of("asSegment()", "toValue()", "tag()", "tagRaw()", "require(" + type + ")"));
    methods.addAll(List.of("select(int, " + type + ")", "select(long, " + type + ")"));
    return methods;
  }

  /** Constants of a struct that hold where a field lies. */
  public static List<String> offsets(Field field) {
    return field.type() instanceof ListType
        ? List.of(JavaNames.offset(field), JavaNames.countOffset(field))
        : List.of(JavaNames.offset(field));
  }

  /** Classes that belong to the schema as a whole. */
  public static List<String> schema(Schema schema) {
    List<String> names =
        new ArrayList<>(List.of(JavaNames.constantsType(schema), JavaNames.supportType(schema)));
    boolean library =
        !(schema.handles().isEmpty()
            && schema.callbacks().isEmpty()
            && schema.functions().isEmpty());
    if (library) {
      names.add(JavaNames.facadeType(schema));
    }
    if (library || !schema.exports().isEmpty()) {
      names.add(JavaNames.abiType(schema));
    }
    if (!schema.exports().isEmpty()) {
      names.add(JavaNames.exportsType(schema));
      names.add(JavaNames.exportsBinderType(schema));
    }
    return names;
  }

  /** Constants that belong to the schema as a whole. */
  public static List<String> constants() {
    return List.of("SCHEMA_VERSION", "LAYOUT_HASH");
  }

  /** The classes of a declaration that have files of their own. */
  public static List<String> classes(Declaration type) {
    if (type instanceof Constant || type instanceof NativeFunction || type instanceof Export) {
      return List.of();
    }
    return type instanceof Callback
        ? List.of(JavaNames.type(type), JavaNames.stubType(type))
        : List.of(JavaNames.type(type));
  }

  /** Methods of a region class for a section, besides its accessor. */
  public static Identifiers section(Section section) {
    Identifiers names = new Identifiers();
    if (section.isAppended()) {
      names.with("has", JavaNames.has(section));
    }
    if (section instanceof StructSection struct && !struct.awaited().isEmpty()) {
      names.with("waits", JavaNames.waits(struct));
    }
    return names;
  }

  /** Methods of the class of waits for a struct in a region, for one of its fields. */
  public static Identifiers waits(Field field) {
    String name = JavaNames.capitalized(field);
    return new Identifiers().with("await", "await" + name).with("set", "set" + name);
  }

  /** The classes that a region class has in it for a section. */
  public static Identifiers classesOf(Section section) {
    return section.match(
        new Section.Cases<>() {
          @Override
          public Identifiers struct(StructSection struct) {
            return struct.awaited().isEmpty() ? new Identifiers() : classes(struct, "Waits");
          }

          @Override
          public Identifiers queue(QueueSection queue) {
            return classes(queue, "Queue", "Handler", "Producer", "Consumer");
          }

          @Override
          public Identifiers latest(LatestSection latest) {
            return classes(latest, "Latest", "Writer", "Reader");
          }

          @Override
          public Identifiers broadcast(BroadcastSection broadcast) {
            return classes(broadcast, "Broadcast", "Handler", "Producer", "Consumer");
          }

          @Override
          public Identifiers work(WorkSection work) {
            return classes(work, "Work", "Handler", "Producer", "Worker");
          }

          @Override
          public Identifiers event(EventSection event) {
            return new Identifiers();
          }

          @Override
          public Identifiers mutex(MutexSection mutex) {
            return new Identifiers();
          }

          @Override
          public Identifiers semaphore(SemaphoreSection semaphore) {
            return new Identifiers();
          }
        });
  }

  private static Identifiers classes(Section section, String... roles) {
    Identifiers names = new Identifiers();
    for (String role : roles) {
      names.with(role, JavaNames.capitalized(section) + role);
    }
    return names;
  }

  /** Methods of the ends of a queue for a message. */
  public static Identifiers message(StructType message) {
    String type = JavaNames.ofType(message);
    return new Identifiers()
        .with("on", "on" + type)
        .with("claim", "claim" + type)
        .with("tryClaim", "tryClaim" + type)
        .with("start", "start" + type);
  }

  /** The class that the class of all exports has in it for one. */
  public static Identifiers export(Export export) {
    return new Identifiers().with("Views", JavaNames.capitalized(export) + "Views");
  }
}
