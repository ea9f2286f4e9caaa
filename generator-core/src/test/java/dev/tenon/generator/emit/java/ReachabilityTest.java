// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.output.OutputFile.Kind;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The metadata for native-image says of every call what the compiled classes do. */
class ReachabilityTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("callbacks.tenon.yaml");
  private static final JsonNode METADATA = metadata();

  private static JsonNode metadata() {
    List<OutputFile> resources =
        JAVA.files().stream().filter(file -> file.kind() == Kind.RESOURCE).toList();
    assertThat(resources)
        .extracting(OutputFile::path)
        .containsExactly(
            "META-INF/native-image/com.example.callbacks/callbacks/reachability-metadata.json");
    try {
      return new ObjectMapper().readTree(resources.get(0).content());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** All compiled classes that call or are called, nested ones included. */
  private static List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    for (OutputFile file : JAVA.files()) {
      String name = file.path().replaceAll(".*/|\\.java$", "");
      if (file.kind() == Kind.JAVA) {
        classes.add(JAVA.type(name));
        classes.addAll(List.of(JAVA.type(name).getDeclaredClasses()));
      }
    }
    return classes;
  }

  @Test
  void everyMethodThatCCallsIsThere() {
    Set<String> expected = new TreeSet<>();
    for (Class<?> type : classes()) {
      for (Method method : type.getDeclaredMethods()) {
        boolean trampoline =
            Modifier.isStatic(method.getModifiers())
                && Modifier.isPrivate(method.getModifiers())
                && !method.isSynthetic()
                && !method.getName().equals("stubs")
                && type.getSimpleName().matches(".*(Stub|Binder)");
        if (trampoline) {
          MethodType java =
              MethodType.methodType(method.getReturnType(), method.getParameterTypes());
          expected.add(type.getName() + "." + method.getName() + java);
        }
      }
    }
    Set<String> described = new TreeSet<>();
    for (JsonNode upcall : list(METADATA.at("/foreign/directUpcalls"))) {
      MethodType java = methodType(upcall, List.of());
      described.add(upcall.get("class").asText() + "." + upcall.get("method").asText() + java);
    }
    assertThat(described).isEqualTo(expected).hasSize(12 + 9);
    assertThat(list(METADATA.get("reflection"))).hasSize(described.size());
  }

  @Test
  void everyCallOfCIsThere() throws IllegalAccessException {
    Set<String> expected = new TreeSet<>();
    for (Class<?> type : classes()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == MethodHandle.class) {
          field.setAccessible(true);
          expected.add(((MethodHandle) field.get(null)).type().toString());
        }
      }
    }
    Set<String> described = new TreeSet<>();
    for (JsonNode downcall : list(METADATA.at("/foreign/downcalls"))) {
      List<Class<?>> leading = new ArrayList<>(List.of(MemorySegment.class));
      if (downcall.get("returnType").asText().startsWith("struct")) {
        leading.add(SegmentAllocator.class);
      }
      if (downcall.at("/options/captureCallState").asBoolean()) {
        leading.add(MemorySegment.class);
      }
      described.add(methodType(downcall, leading).toString());
    }
    assertThat(described).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void structsAreDescribedByTheirLayouts() {
    Set<String> described =
        METADATA.findValues("parameterTypes").stream()
            .flatMap(types -> list(types).stream())
            .map(JsonNode::asText)
            .filter(type -> type.startsWith("struct"))
            .collect(Collectors.toCollection(TreeSet::new));
    METADATA.findValues("returnType").stream()
        .map(JsonNode::asText)
        .filter(type -> type.startsWith("struct"))
        .forEach(described::add);
    assertThat(described)
        .containsExactlyInAnyOrder(
            layout((StructLayout) JAVA.constant("Level", "LAYOUT")),
            layout((StructLayout) JAVA.constant("Statistics", "LAYOUT")));
  }

  @Test
  void optionsOfCriticalCallsAreThere() {
    assertThat(METADATA.at("/foreign/downcalls").findValues("critical"))
        .hasSize(2)
        .allSatisfy(
            critical -> assertThat(critical.get("allowHeapAccess").asBoolean(true)).isFalse());
  }

  private static MethodType methodType(JsonNode call, List<Class<?>> leading) {
    List<Class<?>> parameters = new ArrayList<>(leading);
    list(call.get("parameterTypes")).forEach(type -> parameters.add(carrier(type.asText())));
    return MethodType.methodType(carrier(call.get("returnType").asText()), parameters);
  }

  private static Class<?> carrier(String type) {
    return switch (type) {
      case "void" -> void.class;
      case "jint" -> int.class;
      case "jlong" -> long.class;
      case "jfloat" -> float.class;
      case "jdouble" -> double.class;
      default -> {
        assertThat(type).matches("void\\*|struct\\(.*\\)");
        yield MemorySegment.class;
      }
    };
  }

  private static String layout(MemoryLayout layout) {
    return switch (layout) {
      case StructLayout struct ->
          struct.memberLayouts().stream()
              .map(ReachabilityTest::layout)
              .collect(Collectors.joining(", ", "struct(", ")"));
      case SequenceLayout sequence ->
          "sequence(" + sequence.elementCount() + ", " + layout(sequence.elementLayout()) + ")";
      case PaddingLayout padding -> "padding(" + padding.byteSize() + ")";
      case ValueLayout value -> "j" + value.carrier().getName();
      default -> throw new AssertionError(layout);
    };
  }
}
