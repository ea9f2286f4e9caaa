// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A class whose static initializer has failed stays unusable as long as the JVM lives. So none of
 * the runtime's does anything that can fail for a reason that passes.
 */
@Timeout(900)
class StaticInitializersTest {
  private static final Path CLASSES = Path.of("target", "classes");

  /**
   * All that static initializers call of the JDK, whatever they reach within the runtime. None of
   * it opens a file, starts a thread or asks the system. Linking needs native access, which stays
   * as it is, and memory.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "java.lang.AssertionError.<init>",
          "java.lang.Boolean.getBoolean",
          "java.lang.Class.getModule",
          "java.lang.Class.getName",
          "java.lang.Enum.<init>",
          "java.lang.IllegalArgumentException.<init>",
          "java.lang.IllegalCallerException.<init>",
          "java.lang.Integer.getInteger",
          "java.lang.Integer.intValue",
          "java.lang.Math.clamp",
          "java.lang.Module.getName",
          "java.lang.Module.isNamed",
          "java.lang.Object.<init>",
          "java.lang.Record.<init>",
          "java.lang.RuntimeException.<init>",
          "java.lang.String.equals",
          "java.lang.String.startsWith",
          "java.lang.String.valueOf",
          "java.lang.System.getProperty",
          "java.lang.System.nanoTime",
          "java.lang.Thread$Builder$OfPlatform.daemon",
          "java.lang.Thread$Builder$OfPlatform.factory",
          "java.lang.Thread$Builder$OfPlatform.name",
          "java.lang.Thread.ofPlatform",
          "java.lang.ThreadLocal.withInitial",
          "java.lang.foreign.Arena.global",
          // Finds the functions of the C library in memory when no file can be opened.
          "java.lang.foreign.Linker.defaultLookup",
          "java.lang.foreign.SymbolLookup.find",
          "java.lang.foreign.SymbolLookup.libraryLookup",
          "java.util.Optional.or",
          "java.util.Optional.orElseThrow",
          "java.lang.UnsupportedOperationException.<init>",
          "java.lang.foreign.Linker.downcallHandle",
          "java.lang.foreign.Linker.nativeLinker",
          "java.lang.foreign.Linker.upcallStub",
          "java.lang.invoke.MethodHandles$Lookup.defineHiddenClass",
          "java.lang.invoke.MethodHandles$Lookup.findStatic",
          "java.lang.invoke.MethodHandles$Lookup.lookupClass",
          "java.lang.invoke.MethodHandles.lookup",
          "java.lang.invoke.MethodType.methodType",
          "java.nio.ByteOrder.nativeOrder",
          "java.nio.file.Path.of",
          "java.time.Duration.ofDays",
          "java.util.concurrent.Executors.newCachedThreadPool",
          "java.util.concurrent.TimeUnit.toNanos",
          "java.util.concurrent.atomic.AtomicLong.<init>",
          "java.util.function.Supplier.get",
          "java.util.List.of",
          "java.util.Set.of",
          "java.util.regex.Pattern.compile");

  /** Types of the JDK that are values, or make some: all of their methods are harmless. */
  private static final Set<String> VALUES =
      Set.of(
          "java.lang.classfile.ClassBuilder",
          "java.lang.classfile.ClassFile",
          "java.lang.classfile.CodeBuilder",
          "java.lang.constant.ClassDesc",
          "java.lang.constant.MethodTypeDesc",
          "java.lang.foreign.AddressLayout",
          "java.lang.foreign.FunctionDescriptor",
          "java.lang.foreign.Linker$Option",
          "java.lang.foreign.MemoryLayout",
          "java.lang.foreign.MemoryLayout$PathElement",
          "java.lang.foreign.MemorySegment",
          "java.lang.foreign.SequenceLayout",
          "java.lang.foreign.StructLayout",
          "java.lang.foreign.ValueLayout$OfInt",
          "java.lang.foreign.ValueLayout$OfLong",
          "java.lang.foreign.ValueLayout$OfShort");

  @Test
  void callNothingThatCanFailForAReasonThatPasses() throws IOException {
    Map<String, Set<String>> calls = callsByClass();

    assertThat(calls).containsKey("dev.tenon.runtime.platform.linux.LinuxFutex");
    assertThat(calls)
        .allSatisfy(
            (type, called) ->
                assertThat(called).as(type).allMatch(StaticInitializersTest::isHarmless));
  }

  @Test
  void noClassIsLostWhenItsFirstUseFindsNoDescriptor() {
    try (ChildJvm child =
        ChildJvm.startInShell("ulimit -n 256;", ChildMains.FirstUseWithoutDescriptors.class)) {
      assertThat(child.line()).isEqualTo("0 classes are lost, and regions work");
    }
  }

  private static boolean isHarmless(String method) {
    String type = method.substring(0, method.lastIndexOf('.'));
    // Enums of the runtime inherit methods; arrays are copied.
    return HARMLESS.contains(method)
        || VALUES.contains(type)
        || type.startsWith("[")
        || type.startsWith("dev.tenon.") && method.endsWith(".ordinal");
  }

  /** Methods of the JDK that are called by each class with a static initializer. */
  private static Map<String, Set<String>> callsByClass() throws IOException {
    Map<String, ClassModel> classes = classes();
    Map<String, Set<String>> calls = new TreeMap<>();
    for (ClassModel type : classes.values()) {
      if (method(type, ConstantDescs.CLASS_INIT_NAME, "()V") != null) {
        calls.put(name(type), reached(name(type), classes));
      }
    }
    return calls;
  }

  private static Set<String> reached(String initialised, Map<String, ClassModel> classes) {
    Set<String> outside = new TreeSet<>();
    Set<List<String>> seen = new HashSet<>();
    Deque<List<String>> next =
        new ArrayDeque<>(List.of(List.of(initialised, ConstantDescs.CLASS_INIT_NAME, "()V")));
    while (!next.isEmpty()) {
      List<String> reference = next.pop();
      ClassModel type = classes.get(reference.get(0));
      MethodModel method = type == null ? null : method(type, reference.get(1), reference.get(2));
      if (method == null || method.code().isEmpty()) {
        outside.add(reference.get(0) + "." + reference.get(1));
      } else if (seen.add(reference)) {
        method
            .code()
            .get()
            .forEach(
                element -> {
                  if (element instanceof InvokeInstruction call) {
                    next.push(
                        List.of(
                            call.owner().asInternalName().replace('/', '.'),
                            call.name().stringValue(),
                            call.type().stringValue()));
                  } else if (element instanceof InvokeDynamicInstruction lambda) {
                    // Taken for called, which it will be soon or late.
                    bodies(lambda).forEach(next::push);
                  }
                });
      }
    }
    return outside;
  }

  private static List<List<String>> bodies(InvokeDynamicInstruction lambda) {
    return lambda.bootstrapArgs().stream()
        .filter(DirectMethodHandleDesc.class::isInstance)
        .map(DirectMethodHandleDesc.class::cast)
        .map(body -> List.of(name(body.owner()), body.methodName(), body.lookupDescriptor()))
        .toList();
  }

  private static String name(ClassDesc type) {
    return type.packageName() + "." + type.displayName().replace('.', '$');
  }

  private static MethodModel method(ClassModel type, String name, String descriptor) {
    return type.methods().stream()
        .filter(
            method ->
                method.methodName().equalsString(name)
                    && method.methodType().equalsString(descriptor))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, ClassModel> classes() throws IOException {
    Map<String, ClassModel> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        ClassModel type = ClassFile.of().parse(file);
        classes.put(name(type), type);
      }
    }
    return classes;
  }

  private static String name(ClassModel type) {
    return type.thisClass().asInternalName().replace('/', '.');
  }
}
