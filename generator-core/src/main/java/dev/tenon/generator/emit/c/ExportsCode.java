// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.emit.RequiredRuntime;
import dev.tenon.generator.emit.c.ExportsView.ExportView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the view of the code of exports. */
final class ExportsCode {

  private static final int CALL_INDENT = 4;
  private static final int BLOCK_INDENT = 8;

  private final Schema schema;
  private final Layouts layouts;
  private final Origin origin;
  private final CTypes types;
  private final OnError onError;

  private ExportsCode(Schema schema, Layouts layouts, Origin origin) {
    this.schema = schema;
    this.origin = origin;
    this.layouts = layouts;
    this.types = new CTypes(schema);
    this.onError = new OnError(schema, new CInitializers(schema, layouts));
  }

  static ExportsView of(Schema schema, Layouts layouts, Origin origin) {
    return new ExportsCode(schema, layouts, origin).view();
  }

  private ExportsView view() {
    List<ExportView> exports = new ArrayList<>();
    schema.exports().forEach(export -> exports.add(export(export, exports.size())));
    String bind = CIdentifiers.schema(schema).get("exports_bind");
    return new ExportsView(
        origin.line(),
        schema.name(),
        schema.name().toUpperCase(Locale.ROOT),
        RequiredRuntime.API,
        CallbacksCode.isNeeded(schema),
        schema.exports().stream().anyMatch(ExportsCode::failsSpecially),
        CFunctions.head(
            "tenon_status",
            CIdentifiers.schema(schema).get("java_start"),
            "const tenon_java_options *options"),
        CFunctions.head("tenon_status", CIdentifiers.schema(schema).get("java_stop")),
        CFunctions.exported(
            "tenon_status", bind, List.of("void (*const functions[])(void)", "uint32_t count")),
        bind,
        CFunctions.call(
            BLOCK_INDENT,
            "status = tenon_java_bind",
            List.of(
                CLiterals.text(binderClass()),
                CIdentifiers.schema(schema).get("abi"),
                "functions",
                HeaderNames.own(schema, "EXPORTS"))),
        exports,
        AbiView.of(schema, layouts));
  }

  /** The class of Java that binds the exports, as the JVM spells it. */
  private String binderClass() {
    return schema.javaPackage().replace('.', '/') + "/" + JavaNames.exportsBinderType(schema);
  }

  private static boolean failsSpecially(Export export) {
    return export.onError().orElse(null) instanceof Literal.FloatLiteral number
        && !Double.isFinite(number.value());
  }

  private ExportView export(Export export, int index) {
    Identifiers names = CIdentifiers.export(schema, export);
    String name = names.get("name");
    Optional<ParameterType> returns = export.signature().returns();
    String result = returns.map(types::result).orElse("void");
    List<String> parameters = types.parameters(export);
    List<String> arguments =
        export.signature().parameters().stream()
            .map(parameter -> CNames.parameter(export, parameter))
            .toList();
    String failure = returns.map(type -> onError.value(type, export.onError())).orElse("");
    DocComment comment = new DocComment(0).said(export);
    return new ExportView(
        SignatureDocs.parameters(comment, export)
            .result(
                returns.map(type -> result(type, onError.shown(type, export.onError()))).orElse(""))
            .deprecated(export)
            .lines(),
        names.byRole(),
        index,
        CFunctions.head(0, result, name, parameters),
        CFunctions.head(0, "typedef " + result, names.get("function"), parameters),
        CFunctions.call(
            returns.isPresent() ? CALL_INDENT : BLOCK_INDENT,
            returns.isPresent() ? "answer = java" : "java",
            arguments),
        returns.map(type -> types.parameter(type, "answer")).orElse(""),
        failure,
        isStruct(returns) ? result : "");
  }

  private static boolean isStruct(Optional<ParameterType> returns) {
    return returns.orElse(null) instanceof ByValue value && value.type() instanceof StructType;
  }

  private static String result(ParameterType type, String failure) {
    return SignatureDocs.answer(type, failure, "when Java throws or is not bound");
  }
}
