// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.call.CallSignature.CallParameter;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of a Java method that calls C: what C gets is made first, and let go of after the call,
 * whichever way it ends.
 */
final class DowncallBody {

  private final CallSignature signature;
  private final NameAllocator names = new NameAllocator();
  private final String frame;
  private final Map<String, String> memories = new HashMap<>();

  /**
   * A body.
   *
   * @param taken names that mean something else in the method
   */
  DowncallBody(CallSignature signature, List<String> taken) {
    this.signature = signature;
    taken.forEach(names::newName);
    signature.parameters().forEach(p -> names.newName(p.name(), p));
    this.frame = names.newName("frame");
  }

  /** The variable that holds the frame. */
  String frame() {
    return frame;
  }

  /**
   * Target of a call.
   *
   * @param name in the schema
   * @param handle the method handle
   * @param leading arguments before those of the signature: the address first
   * @param callsBack whether Java may be called meanwhile, and what it threw is to be thrown here
   */
  record Target(CodeBlock name, String handle, List<CodeBlock> leading, boolean callsBack) {}

  /** The body, in which the frame is there if anything needs it. */
  CodeBlock code(Target target) {
    boolean needsFrame =
        target.callsBack()
            || target.leading().stream().anyMatch(this::usesFrame)
            || signature.parameters().stream().anyMatch(p -> p.marshaller().needsFrame());
    CodeBlock.Builder code = CodeBlock.builder();
    if (needsFrame) {
      code.beginControlFlow("try ($1T $2L = $1T.open())", CallbackApi.CALL_FRAME, frame);
    } else {
      code.beginControlFlow("try");
    }
    memory(code);
    call(code, target);
    String thrown = names.newName("e");
    return code.nextControlFlow("catch ($T $L)", Throwable.class, thrown)
        .addStatement("throw $T.thrown($L)", CallbackApi.DOWNCALLS, thrown)
        .endControlFlow()
        .build();
  }

  private boolean usesFrame(CodeBlock argument) {
    return argument.toString().startsWith(frame + ".");
  }

  /** Variables for memory that objects show, and the counts of arrays. */
  private void memory(CodeBlock.Builder code) {
    for (CallParameter parameter : signature.javaParameters()) {
      if (parameter.marshaller().hasMemory()) {
        String memory = names.newName(parameter.name() + "Memory");
        memories.put(parameter.name(), memory);
        code.addStatement(
            "$T $L =$W$L",
            ForeignApi.MEMORY_SEGMENT,
            memory,
            parameter.marshaller().memory(parameter.name()));
      }
    }
    signature.parameters().stream().filter(CallParameter::isCount).forEach(p -> count(code, p));
  }

  private void count(CodeBlock.Builder code, CallParameter count) {
    List<CallParameter> arrays = signature.arraysOf(count);
    CallParameter first = arrays.get(0);
    code.addStatement(
        "long $L =$W$T.elements($S, $L, $L, $L)",
        names.get(count),
        CallbackApi.ARGUMENTS,
        first.name(),
        memory(first),
        ((ArrayMarshaller) first.marshaller()).elementSize(),
        most(count.countType()));
    for (CallParameter other : arrays.subList(1, arrays.size())) {
      code.addStatement(
          "$T.sameElements($S, $L, $L, $S, $L)",
          CallbackApi.ARGUMENTS,
          other.name(),
          memory(other),
          ((ArrayMarshaller) other.marshaller()).elementSize(),
          first.name(),
          names.get(count));
    }
  }

  /** The largest count. No memory has more elements than a long can count. */
  private static CodeBlock most(ScalarType type) {
    return type.max().bitLength() < Long.SIZE
        ? CodeBlock.of("$L", literal(type.max()))
        : CodeBlock.of("$T.MAX_VALUE", Long.class);
  }

  private static String literal(BigInteger number) {
    return Place.literal(number.longValueExact());
  }

  private void call(CodeBlock.Builder code, Target target) {
    List<CodeBlock> arguments = new ArrayList<>(target.leading());
    signature.parameters().forEach(p -> arguments.add(argument(p)));
    CodeBlock call =
        CodeBlock.of("$L.invokeExact($Z$L)", target.handle(), CodeBlock.join(arguments, ",$W"));
    if (signature.result().isEmpty()) {
      code.addStatement(call);
      rethrow(code, target);
      return;
    }
    String result = names.newName("result");
    TypeName type = signature.carriedResult();
    code.addStatement("$1T $2L = ($1T) $3L", type, result, call);
    Marshaller marshaller = signature.result().get();
    CodeBlock value = marshaller.fromResult(result);
    if (target.callsBack() && marshaller instanceof HandleMarshaller) {
      // Nobody but the frame can close it when a callback threw.
      value = CodeBlock.of("$L.rethrow($Z$L)", frame, value);
    } else {
      rethrow(code, target);
    }
    code.addStatement("return $L", marshaller.checked(target.name(), value));
  }

  private void rethrow(CodeBlock.Builder code, Target target) {
    if (target.callsBack()) {
      code.addStatement("$L.rethrow()", frame);
    }
  }

  private CodeBlock argument(CallParameter parameter) {
    if (parameter.isCount()) {
      String count = names.get(parameter);
      return parameter.countType().bytes() == Long.BYTES
          ? CodeBlock.of("$L", count)
          : CodeBlock.of("(int) $L", count);
    }
    return parameter
        .marshaller()
        .toArgument(new Marshaller.Outgoing(parameter.name(), memory(parameter), frame));
  }

  private String memory(CallParameter parameter) {
    return memories.getOrDefault(parameter.name(), parameter.name());
  }
}
