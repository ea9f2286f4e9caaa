// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.ClassName;

/** Classes of {@code tenon-runtime} that region classes call. Data types call none of them. */
public final class RuntimeApi {

  public static final ClassName CORRUPT_REGION_EXCEPTION = name("CorruptRegionException");
  public static final ClassName QUEUE = name("Queue");
  public static final ClassName QUEUE_CONSUMER = name("QueueConsumer");
  public static final ClassName QUEUE_FULL_EXCEPTION = name("QueueFullException");
  public static final ClassName QUEUE_PRODUCER = name("QueueProducer");
  public static final ClassName RECORD_HANDLER = name("RecordHandler");
  public static final ClassName REGION = name("Region");
  public static final ClassName REGION_ADDRESS = name("RegionAddress");
  public static final ClassName REGION_DESCRIPTOR = name("RegionDescriptor");
  public static final ClassName REGION_OPTIONS = name("RegionOptions");
  public static final ClassName SECTION_SIZE = name("SectionSize");

  private RuntimeApi() {}

  private static ClassName name(String simpleName) {
    return ClassName.get("dev.tenon.runtime", simpleName);
  }
}
