// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.ClassName;
import dev.tenon.generator.naming.JavaTypeNames;

/**
 * Classes of {@code java.lang.foreign}, by name: the generator runs on a Java that does not have
 * them yet.
 */
public final class ForeignApi {

  public static final ClassName ARENA = name("Arena");
  public static final ClassName FUNCTION_DESCRIPTOR = name("FunctionDescriptor");
  public static final ClassName LINKER = name("Linker");
  public static final ClassName MEMORY_LAYOUT = name("MemoryLayout");
  public static final ClassName MEMORY_SEGMENT = JavaTypeNames.MEMORY_SEGMENT;
  public static final ClassName SEGMENT_ALLOCATOR = name("SegmentAllocator");
  public static final ClassName STRUCT_LAYOUT = name("StructLayout");
  public static final ClassName UNION_LAYOUT = name("UnionLayout");
  public static final ClassName VALUE_LAYOUT = name("ValueLayout");

  private ForeignApi() {}

  private static ClassName name(String simpleName) {
    return ClassName.get("java.lang.foreign", simpleName);
  }
}
