// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.emit.c.CompositeView.MemberView;
import dev.tenon.generator.emit.c.TypesView.ConstantView;
import dev.tenon.generator.emit.c.TypesView.EnumView;
import dev.tenon.generator.emit.c.TypesView.FlagsView;
import dev.tenon.generator.emit.c.TypesView.HelpersView;
import dev.tenon.generator.emit.c.TypesView.RepeatView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.EnumAlias;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.ExternType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the view of the header of types. */
final class TypesHeader {

  private final Schema schema;
  private final Layouts layouts;
  private final Origin origin;
  private final CInitializers initializers;
  private final ForeignValues foreign;

  private TypesHeader(Schema schema, Layouts layouts, Origin origin) {
    this.schema = schema;
    this.origin = origin;
    this.layouts = layouts;
    this.initializers = new CInitializers(schema, layouts);
    this.foreign = new ForeignValues(schema, initializers);
  }

  static TypesView of(Schema schema, Layouts layouts, Origin origin) {
    return new TypesHeader(schema, layouts, origin).view();
  }

  private TypesView view() {
    CompositeViews views = new CompositeViews(schema, layouts, initializers);
    List<CompositeView> composites = views.all();
    return new TypesView(
        origin.line(),
        schema.name(),
        schema.name().toUpperCase(Locale.ROOT),
        schema.name().toLowerCase(Locale.ROOT),
        CComments.lines(schema.doc(), 0),
        schema.imports().stream().map(Schema::name).toList(),
        Stream.concat(
                schema.structs().stream()
                    .flatMap(struct -> struct.extern().stream())
                    .map(ExternType::header),
                foreign.headers())
            .distinct()
            .toList(),
        helpers(composites),
        CNames.schemaConstant(schema, "LAYOUT_HASH"),
        origin.layout().shortHash(),
        CNames.schemaConstant(schema, "SCHEMA_VERSION"),
        schema.version(),
        foreign.proofs(),
        schema.constants().stream()
            .filter(constant -> !foreign.isDeclared(constant, CNames.constant(schema, constant)))
            .map(this::constant)
            .toList(),
        schema.enums().stream().map(this::enumeration).toList(),
        schema.flags().stream().map(this::flags).toList(),
        initializers.repeats().stream().map(this::repeat).toList(),
        initializers.zeros(),
        composites,
        new EvolutionFunctions(schema, layouts).of(views.ordered()));
  }

  private HelpersView helpers(List<CompositeView> composites) {
    boolean bits = composites.stream().anyMatch(c -> !c.bits().isEmpty());
    List<Field> bigEndian = accessed().filter(Field::bigEndian).toList();
    return new HelpersView(
        hasSpecialNumbers(),
        bits
            || !bigEndian.isEmpty()
            || hasDoubleNan()
            || schema.composites().stream().anyMatch(layouts.evolution()::isEvolving),
        composites.stream().anyMatch(c -> !c.lists().isEmpty() || !c.arms().isEmpty()),
        !bigEndian.isEmpty(),
        bigEndian.stream()
            .anyMatch(f -> ScalarType.holding(f.valueType()).kind() == ScalarType.Kind.FLOAT),
        bits,
        composites.stream().anyMatch(c -> !c.lists().isEmpty()),
        composites.stream().anyMatch(c -> !c.arms().isEmpty()),
        composites.stream().anyMatch(c -> !c.validations().isEmpty()),
        composites.stream().anyMatch(c -> !c.atomics().isEmpty()),
        accessed().anyMatch(field -> field.valueType() instanceof StringType),
        composites.stream().flatMap(c -> c.members().stream()).anyMatch(MemberView::sizeProved),
        CFunctions.head(
            "static inline size_t",
            HeaderNames.function(schema, "text_length"),
            "const char *text",
            "size_t limit"),
        CFunctions.head(
            "static inline int",
            HeaderNames.function(schema, "store_text"),
            "char *room",
            "size_t capacity",
            "size_t longest",
            "const char *text"));
  }

  /**
   * Returns the fields that functions of this header access: its own, and arms of imported unions.
   */
  private Stream<Field> accessed() {
    Stream<Field> arms =
        schema.structs().stream()
            .flatMap(struct -> struct.fields().stream())
            .flatMap(field -> CMembers.tagged(field).stream())
            .flatMap(union -> union.arms().stream());
    return Stream.concat(schema.composites().stream().flatMap(c -> c.fields().stream()), arms);
  }

  private boolean hasDoubleNan() {
    return schema.constants().stream()
            .anyMatch(constant -> CInitializers.isDoubleNan(constant.type(), constant.value()))
        || schema.structs().stream()
            .flatMap(struct -> struct.fields().stream())
            .filter(field -> field.defaultValue().isPresent())
            .anyMatch(field -> CInitializers.isDoubleNan(field.type(), field.defaultValue().get()));
  }

  private boolean hasSpecialNumbers() {
    Stream<Literal> constants = schema.constants().stream().map(Constant::value);
    Stream<Literal> fields =
        schema.structs().stream()
            .flatMap(struct -> struct.fields().stream())
            .flatMap(
                field ->
                    Stream.of(field.defaultValue(), field.limits().min(), field.limits().max()))
            .flatMap(Optional::stream);
    return Stream.concat(constants, fields)
        .anyMatch(
            value ->
                value instanceof Literal.FloatLiteral number && !Double.isFinite(number.value()));
  }

  private ConstantView constant(Constant constant) {
    String value = initializers.value(constant.type(), constant.value());
    return new ConstantView(
        DocComment.of(constant, 0, CComments.unit(constant.unit())),
        CNames.constant(schema, constant),
        inBrackets(value));
  }

  private static String inBrackets(String value) {
    return value.contains(" | ") ? "(" + value + ")" : value;
  }

  private EnumView enumeration(EnumType type) {
    boolean macros =
        type.values().stream()
            .map(EnumValue::number)
            .anyMatch(
                number ->
                    number.compareTo(ScalarType.I32.max()) > 0
                        || number.compareTo(ScalarType.I32.min()) < 0);
    int indent = macros ? 0 : 4;
    List<ConstantView> values = new ArrayList<>();
    for (EnumValue value : type.values()) {
      String name = CNames.value(schema, type, value);
      if (!foreign.isDeclared(value, name)) {
        values.add(
            new ConstantView(
                DocComment.of(value, indent),
                name,
                macros
                    ? CLiterals.integer(type.storage(), value.number())
                    : CLiterals.plain(value.number())));
      }
    }
    for (EnumAlias alias : type.aliases()) {
      String name = CNames.value(schema, type, alias);
      if (!foreign.isDeclared(alias, name)) {
        values.add(
            new ConstantView(
                DocComment.of(alias, indent), name, CNames.value(schema, type, alias.target())));
      }
    }
    String name = CNames.type(schema, type);
    return new EnumView(
        DocComment.of(type, 0),
        name,
        CTypes.scalar(type.storage()),
        CIdentifiers.enumeration(schema, type).get("value"),
        macros,
        values);
  }

  private FlagsView flags(FlagsType type) {
    List<ConstantView> masks = new ArrayList<>();
    for (FlagBit bit : type.bits()) {
      String name = CNames.value(schema, type, bit);
      if (!foreign.isDeclared(bit, name)) {
        masks.add(
            new ConstantView(
                DocComment.of(bit, 0), name, CLiterals.hex(type.storage(), bit.mask())));
      }
    }
    for (FlagMask mask : type.masks()) {
      String name = CNames.value(schema, type, mask);
      if (!foreign.isDeclared(mask, name)) {
        masks.add(
            new ConstantView(
                DocComment.of(mask, 0),
                name,
                mask.mask().signum() == 0
                    ? CLiterals.hex(type.storage(), mask.mask())
                    : inBrackets(initializers.mask(type, mask.mask()))));
      }
    }
    return new FlagsView(
        DocComment.of(type, 0), CNames.type(schema, type), CTypes.scalar(type.storage()), masks);
  }

  private RepeatView repeat(long count) {
    return new RepeatView(
        initializers.repeatMacro(count), count == 2 ? "" : initializers.repeatMacro(count / 2));
  }
}
