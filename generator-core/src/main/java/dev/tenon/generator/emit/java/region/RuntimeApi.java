// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region;

import com.palantir.javapoet.ClassName;

/** Classes of {@code tenon-runtime} that region classes call. Data types call none of them. */
final class RuntimeApi {

  static final ClassName CORRUPT_REGION_EXCEPTION = name("CorruptRegionException");
  static final ClassName QUEUE = name("Queue");
  static final ClassName QUEUE_CONSUMER = name("QueueConsumer");
  static final ClassName QUEUE_FULL_EXCEPTION = name("QueueFullException");
  static final ClassName QUEUE_PRODUCER = name("QueueProducer");
  static final ClassName RECORD_HANDLER = name("RecordHandler");
  static final ClassName REGION = name("Region");
  static final ClassName REGION_ADDRESS = name("RegionAddress");
  static final ClassName REGION_DESCRIPTOR = name("RegionDescriptor");
  static final ClassName REGION_OPTIONS = name("RegionOptions");
  static final ClassName SECTION_SIZE = name("SectionSize");

  private RuntimeApi() {}

  private static ClassName name(String simpleName) {
    return ClassName.get("dev.tenon.runtime", simpleName);
  }
}
