// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.SectionPlan;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects the facts of a schema as it was at one version. */
final class ContractFacts {

  private final Schema schema;
  private final Layouts layouts;
  private final LayoutHistories histories;
  private final CanonicalLines lines;
  private final FactList facts;

  ContractFacts(LayoutHistories histories, int version) {
    this.schema = histories.schema();
    this.layouts = histories.layouts();
    this.histories = histories;
    this.lines = new CanonicalLines(schema, layouts, version);
    this.facts = new FactList(schema);
    header(version);
    TypeFacts types = new TypeFacts(facts, histories, lines, version);
    schema.constants().stream().filter(lines::isThere).forEach(this::constant);
    Stream.<List<? extends Type>>of(
            schema.enums(), schema.flags(), schema.unions(), schema.structs())
        .flatMap(List::stream)
        .filter(type -> lines.isThere((Declaration) type))
        .forEach(
            type -> {
              lines.reach(type);
              types.add(type);
            });
    schema.handles().stream().filter(lines::isThere).forEach(this::handle);
    schema.callbacks().stream().filter(lines::isThere).forEach(this::callback);
    schema.functions().stream().filter(lines::isThere).forEach(this::function);
    schema.exports().stream().filter(lines::isThere).forEach(this::export);
    schema.regions().stream().filter(lines::isThere).forEach(region -> region(region, version));
    lines.reached().stream()
        .filter(type -> schema.isImported((Declaration) type))
        .forEach(types::add);
    facts.reserve("", schema.reservedIds());
  }

  Contract contract() {
    return facts.contract();
  }

  private void header(int version) {
    facts
        .add(FactKind.SCHEMA, schema.name(), schema.span())
        .with(Property.VERSION, version)
        .with(Property.JAVA, schema.javaPackage())
        .with(Property.C, schema.cPrefix())
        .with(Property.LAYOUT, histories.hashOfAll(version))
        .with(Property.ABI, CanonicalAbi.of(schema, layouts).hashHex());
    for (Schema imported : schema.imports()) {
      facts
          .add(FactKind.IMPORT, imported.name(), imported.span())
          .with(Property.VERSION, imported.version())
          .with(Property.JAVA, imported.javaPackage())
          .with(Property.C, imported.cPrefix());
    }
  }

  private void constant(Constant constant) {
    lines.reach(constant.type());
    facts
        .addSince(FactKind.CONSTANT, "", constant, false)
        .with(
            Property.TYPE,
            constant.type() instanceof StringType ? "string" : constant.type().spelling())
        .with(Property.VALUE, LiteralText.of(constant.value(), constant.type()))
        .with(Property.UNIT, TypeFacts.unit(constant.unit()));
  }

  private void handle(HandleType handle) {
    facts.addSince(FactKind.HANDLE, "", handle, false).with(Property.RELEASE, handle.release());
  }

  private void callback(Callback callback) {
    signature(FactKind.CALLBACK, callback)
        .with(Property.ON_ERROR, onError(callback, callback.onError()))
        .with(Property.THREADS, callback.threads().name().toLowerCase(Locale.ROOT))
        .with(Property.LISTENERS, callback.listeners())
        .with(Property.BATCH, callback.batch().map(batch -> Integer.toString(batch.events())));
    parameters(
        callback,
        callback.batch().map(Callback.Batch::parameters).orElse(callback.signature().parameters()));
  }

  private void function(NativeFunction function) {
    signature(FactKind.FUNCTION, function)
        .with(Property.ERRNO, function.errno())
        .with(Property.CRITICAL, function.critical())
        .with(Property.BLOCKING, function.blocking());
    parameters(function, function.signature().parameters());
  }

  private void export(Export export) {
    signature(FactKind.EXPORT, export).with(Property.ON_ERROR, onError(export, export.onError()));
    parameters(export, export.signature().parameters());
  }

  private FactList.Entry signature(FactKind kind, Invocable invocable) {
    Optional<ParameterType> returns = invocable.signature().returns();
    returns.ifPresent(type -> CanonicalAbi.reach(type, lines));
    return facts
        .addSince(kind, "", invocable, false)
        .with(Property.RETURNS, returns.map(ParameterType::spelling));
  }

  private void parameters(Invocable invocable, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      CanonicalAbi.reach(parameter.type(), lines);
      Span span = parameter.span();
      facts
          .add(FactKind.PARAMETER, invocable.name() + "." + parameter.name(), span)
          .with(Property.TYPE, parameter.type().spelling())
          .with(Property.UNIT, TypeFacts.unit(parameter.unit()));
    }
  }

  private static Optional<String> onError(Invocable invocable, Optional<Literal> value) {
    return value.map(
        literal ->
            invocable.signature().returns().orElseThrow() instanceof ByValue returned
                ? LiteralText.of(literal, returned.type())
                : LiteralText.of(literal, new StringType(1, true)));
  }

  private void region(Region region, int version) {
    facts
        .addSince(FactKind.REGION, "", region, false)
        .with(Property.HASH, histories.hashOf(region, version));
    for (Section section : region.contents()) {
      if (!lines.isThere(region, section)) {
        continue;
      }
      SectionPlan plan = lines.plan(section);
      plan.types().forEach(lines::reach);
      FactList.Entry entry =
          facts
              .addSince(FactKind.SECTION, region.name(), section, false)
              .with(Property.named(plan.kind().key()), plan.words(" "));
      plan.facts().stream()
          .filter(SectionPlan.Fact::isOwn)
          .forEach(fact -> entry.with(Property.named(fact.key()), fact.value().toString()));
    }
  }
}
