// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.palantir.javapoet.ClassName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Metadata of the calls for GraalVM's native-image, which links none at run time: the section
 * {@code foreign} of reachability metadata, and the methods that the runtime looks up by name. In
 * the format of GraalVM 25,
 * https://www.graalvm.org/jdk25/reference-manual/native-image/native-code-interoperability/ffm-api/
 */
public final class ReachabilityEmitter {

  private final CallScope scope;
  private final Schema schema;
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  private ReachabilityEmitter(CallScope scope) throws IOException {
    this.scope = scope;
    this.schema = scope.schema();
    this.json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer());
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /** Path of the file, relative to the folder of resources. */
  public static String path(Schema schema) {
    return "META-INF/native-image/%s/%s/reachability-metadata.json"
        .formatted(schema.javaPackage(), schema.name());
  }

  /** The file. */
  public static String emit(CallScope scope, String header) {
    try {
      ReachabilityEmitter emitter = new ReachabilityEmitter(scope);
      emitter.file(header);
      return emitter.text + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(String header) throws IOException {
    try (json) {
      json.writeStartObject();
      json.writeStringField("comment", header);
      json.writeArrayFieldStart("reflection");
      for (Upcall upcall : upcalls()) {
        lookedUp(upcall);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("foreign");
      json.writeArrayFieldStart("downcalls");
      for (Downcall downcall : downcalls()) {
        downcall(downcall);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("directUpcalls");
      for (Upcall upcall : upcalls()) {
        upcall(upcall);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  /** A static method that C calls. */
  private record Upcall(ClassName type, String method, Descriptor descriptor) {}

  private Set<Upcall> upcalls() {
    Set<Upcall> upcalls = new LinkedHashSet<>();
    for (Callback callback : schema.callbacks()) {
      CallSignature signature = CallSignature.of(scope, callback.signature());
      upcalls.add(
          new Upcall(scope.types().stub(callback), "call", StubEmitter.descriptor(signature)));
    }
    for (Export export : schema.exports()) {
      upcalls.add(
          new Upcall(
              scope.types().exportsBinder(),
              JavaCalls.trampoline(export).name(),
              CallSignature.of(scope, export.signature()).upcall()));
    }
    return upcalls;
  }

  /** Calls with the same registers are one: the address is no part of them. */
  private Set<Downcall> downcalls() {
    Set<Downcall> downcalls = new LinkedHashSet<>();
    for (NativeFunction function : JavaCalls.called(schema)) {
      downcalls.add(Downcall.of(function, CallSignature.of(scope, function.signature())));
    }
    for (Callback callback : schema.callbacks()) {
      if (CallsEmitter.isReceived(schema, callback)) {
        downcalls.add(Downcall.ofCallback(CallSignature.of(scope, callback.signature())));
      }
    }
    return downcalls;
  }

  private void lookedUp(Upcall upcall) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", upcall.type().reflectionName());
    json.writeArrayFieldStart("methods");
    json.writeStartObject();
    json.writeStringField("name", upcall.method());
    json.writeArrayFieldStart("parameterTypes");
    for (Carrier carrier : upcall.descriptor().arguments()) {
      json.writeString(carrier.type().toString());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void downcall(Downcall downcall) throws IOException {
    json.writeStartObject();
    descriptor(downcall.descriptor());
    if (downcall.errno() || downcall.critical()) {
      json.writeObjectFieldStart("options");
      if (downcall.errno()) {
        json.writeBooleanField("captureCallState", true);
      }
      if (downcall.critical()) {
        json.writeObjectFieldStart("critical");
        json.writeBooleanField("allowHeapAccess", false);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void upcall(Upcall upcall) throws IOException {
    json.writeStartObject();
    json.writeStringField("class", upcall.type().reflectionName());
    json.writeStringField("method", upcall.method());
    descriptor(upcall.descriptor());
    json.writeEndObject();
  }

  private void descriptor(Descriptor descriptor) throws IOException {
    json.writeStringField("returnType", descriptor.result().map(this::layout).orElse("void"));
    json.writeArrayFieldStart("parameterTypes");
    for (Carrier carrier : descriptor.arguments()) {
      json.writeString(layout(carrier));
    }
    json.writeEndArray();
  }

  private String layout(Carrier carrier) {
    return carrier instanceof Carrier.Register register
        ? register.canonical()
        : layout(((Carrier.Bytes) carrier).struct());
  }

  private String layout(Type type) {
    if (type instanceof Composite composite) {
      return composite(composite);
    } else if (type instanceof ListType list) {
      return layout(list.room());
    } else if (type instanceof SemanticType semantic) {
      return layout(semantic.storage());
    } else if (type instanceof ArrayType array) {
      return "sequence(" + array.length() + ", " + layout(array.element()) + ")";
    } else if (type instanceof StringType string) {
      return "sequence(" + string.capacity() + ", jbyte)";
    }
    return JavaScalar.of(ScalarType.holding(type)).stored().canonical();
  }

  private String composite(Composite composite) {
    return scope.layouts().plan(composite).members().stream()
        .map(this::member)
        .collect(
            Collectors.joining(", ", composite instanceof UnionType ? "union(" : "struct(", ")"));
  }

  private String member(Member member) {
    if (member instanceof CountMember) {
      return layout(ScalarType.U32);
    }
    return member instanceof FieldMember field
        ? layout(field.field().type())
        : "padding(" + member.size() + ")";
  }
}
