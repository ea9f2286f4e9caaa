// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.ClassName;

/** Classes of {@code tenon-runtime} that generated regions and calls use. Data types use none. */
public final class RuntimeApi {

  public static final ClassName MESSAGE_HANDLER = name("MessageHandler");
  public static final ClassName BROADCAST = name("Broadcast");
  public static final ClassName BROADCAST_CONSUMER = name("BroadcastConsumer");
  public static final ClassName EVENT = name("Event");
  public static final ClassName EVENT_FLAGS = name("EventFlags");
  public static final ClassName LATEST = name("Latest");
  public static final ClassName LATEST_READER = name("LatestReader");
  public static final ClassName LATEST_WRITER = name("LatestWriter");
  public static final ClassName MUTEX = name("Mutex");
  public static final ClassName QUEUE = name("Queue");
  public static final ClassName QUEUE_CONSUMER = name("QueueConsumer");
  public static final ClassName QUEUE_FULL_EXCEPTION = name("QueueFullException");
  public static final ClassName QUEUE_PRODUCER = name("QueueProducer");
  public static final ClassName REGION = name("Region");
  public static final ClassName REGION_ADDRESS = name("RegionAddress");
  public static final ClassName REGION_DESCRIPTOR = name("RegionDescriptor");
  public static final ClassName REGION_OPTIONS = name("RegionOptions");
  public static final ClassName RUNTIME_VERSION = name("RuntimeVersion");
  public static final ClassName SECTION_ABSENT_EXCEPTION = name("SectionAbsentException");
  public static final ClassName SECTION_SIZE = name("SectionSize");
  public static final ClassName SEMAPHORE = name("Semaphore");
  public static final ClassName TYPED_CONSUMER = name("TypedConsumer");
  public static final ClassName TYPED_PRODUCER = name("TypedProducer");
  public static final ClassName RECORD_PRODUCER = name("RecordProducer");
  public static final ClassName TYPED_BROADCAST = name("TypedBroadcast");
  public static final ClassName TYPED_BROADCAST_CONSUMER = name("TypedBroadcastConsumer");
  public static final ClassName TYPED_BROADCAST_PRODUCER = name("TypedBroadcastProducer");
  public static final ClassName TYPED_WORK = name("TypedWork");
  public static final ClassName TYPED_WORK_PRODUCER = name("TypedWorkProducer");
  public static final ClassName TYPED_WORKER = name("TypedWorker");
  public static final ClassName WORK = name("Work");
  public static final ClassName WORK_PRODUCER = name("WorkProducer");
  public static final ClassName WORKER = name("Worker");
  public static final ClassName TYPED_LATEST = name("TypedLatest");
  public static final ClassName TYPED_LATEST_READER = name("TypedLatestReader");
  public static final ClassName TYPED_LATEST_WRITER = name("TypedLatestWriter");
  public static final ClassName TYPED_QUEUE = name("TypedQueue");
  public static final ClassName TYPED_REGION = name("TypedRegion");
  public static final ClassName TYPED_WAITS = name("TypedWaits");
  public static final ClassName WAITABLE_STRUCT = name("WaitableStruct");

  private RuntimeApi() {}

  private static ClassName name(String simpleName) {
    return ClassName.get("dev.tenon.runtime", simpleName);
  }
}
