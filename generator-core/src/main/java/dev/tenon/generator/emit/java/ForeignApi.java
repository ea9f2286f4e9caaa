// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;

/**
 * Classes of {@code java.lang.foreign}, by name: the generator runs on a Java that does not have
 * them yet.
 */
final class ForeignApi {

  static final ClassName ARENA = name("Arena");
  static final ClassName FUNCTION_DESCRIPTOR = name("FunctionDescriptor");
  static final ClassName LINKER = name("Linker");
  static final ClassName MEMORY_LAYOUT = name("MemoryLayout");
  static final ClassName MEMORY_SEGMENT = name("MemorySegment");
  static final ClassName SEGMENT_ALLOCATOR = name("SegmentAllocator");
  static final ClassName STRUCT_LAYOUT = name("StructLayout");
  static final ClassName UNION_LAYOUT = name("UnionLayout");
  static final ClassName VALUE_LAYOUT = name("ValueLayout");

  private ForeignApi() {}

  private static ClassName name(String simpleName) {
    return ClassName.get("java.lang.foreign", simpleName);
  }
}
