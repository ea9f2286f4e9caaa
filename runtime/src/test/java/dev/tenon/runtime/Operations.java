// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every public operation on an open region, once, and what it needs. */
final class Operations {
  /** Needs of an operation. */
  enum Need {
    /** Nothing: it tells what this process knows. */
    NOTHING,
    /** A region that is open. */
    OPEN,
    /** That, and the region's memory. */
    MEMORY,
    /** The memory, if the region is open: it gives up what is held. */
    MEMORY_TO_LEAVE,
    /** The region that has the name, whatever this process has open. */
    NAME
  }

  /** One operation. */
  record Operation(String name, Need need, Consumer<Opened> call) {}

  private static final List<Class<?>> TYPES =
      List.of(
          Region.class,
          WaitableStruct.class,
          Queue.class,
          RecordProducer.class,
          QueueProducer.class,
          RecordConsumer.class,
          QueueConsumer.class,
          Latest.class,
          LatestWriter.class,
          LatestReader.class,
          Broadcast.class,
          BroadcastConsumer.class,
          Work.class,
          WorkProducer.class,
          Worker.class,
          Event.class,
          EventFlags.class,
          Mutex.class,
          Mutex.Held.class,
          Semaphore.class,
          Semaphore.Permit.class,
          TypedRegion.class,
          TypedWaits.class,
          TypedQueue.class,
          TypedSender.class,
          TypedProducer.class,
          TypedReceiver.class,
          TypedConsumer.class,
          TypedBroadcast.class,
          TypedBroadcastProducer.class,
          TypedBroadcastConsumer.class,
          TypedWork.class,
          TypedWorkProducer.class,
          TypedWorker.class,
          TypedLatest.class,
          TypedLatestWriter.class,
          TypedLatestReader.class);

  private static final Duration SHORT = Duration.ofMillis(1);
  private static final RecordHandler IGNORE = (id, version, data, offset, size) -> {};

  private final List<Operation> all = new ArrayList<>();

  private Operations() {
    ofRegions();
    ofStructs();
    ofQueues();
    ofEnds();
    ofLatest();
    ofBroadcasts();
    ofWork();
    ofTypes();
    ofStreams();
  }

  static List<Operation> all() {
    return List.copyOf(new Operations().all);
  }

  /** Names of all methods that there are. */
  static Set<String> declared() {
    return TYPES.stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(Operations::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName()
        + "."
        + method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  private void add(String name, Need need, Consumer<Opened> call) {
    all.add(new Operation(name, need, call));
  }

  private void ofRegions() {
    RegionDescriptor feed = Samples.feed();
    RegionOptions options = RegionOptions.defaults();
    add(
        "Region.create(RegionAddress,RegionDescriptor)",
        Need.NAME,
        it -> Region.create(it.address, feed).close());
    add(
        "Region.create(RegionAddress,RegionDescriptor,RegionOptions)",
        Need.NAME,
        it -> Region.create(it.address, feed, options).close());
    add(
        "Region.attach(RegionAddress,RegionDescriptor)",
        Need.NAME,
        it -> Region.attach(it.address, feed).close());
    add(
        "Region.attach(RegionAddress,RegionDescriptor,RegionOptions)",
        Need.NAME,
        it -> Region.attach(it.address, feed, options).close());
    add(
        "Region.openOrCreate(RegionAddress,RegionDescriptor,RegionOptions)",
        Need.NAME,
        it -> Region.openOrCreate(it.address, feed, options).close());
    add("Region.remove(RegionAddress)", Need.NOTHING, it -> Region.remove(it.address));
    add(
        "Region.section(int,Class)",
        Need.OPEN,
        it -> it.region.section(Samples.QUOTES, Queue.class));
    add("Region.struct(int)", Need.OPEN, it -> it.region.struct(Samples.STATUS));
    add("Region.waitableStruct(int)", Need.OPEN, it -> it.region.waitableStruct(Samples.STATUS));
    add("Region.hasSection(int)", Need.NOTHING, it -> it.region.hasSection(Samples.QUOTES));
    add("Region.queue(int)", Need.OPEN, it -> it.region.queue(Samples.QUOTES));
    add("Region.latest(int)", Need.OPEN, it -> it.region.latest(Samples.POSITION));
    add("Region.broadcast(int)", Need.OPEN, it -> it.region.broadcast(Samples.NEWS));
    add("Region.work(int)", Need.OPEN, it -> it.region.work(Samples.JOBS));
    add("Region.eventFlags(int)", Need.OPEN, it -> it.region.eventFlags(Samples.ALARMS));
    add("Region.event(int)", Need.OPEN, it -> it.region.event(Samples.BELL));
    add("Region.mutex(int)", Need.OPEN, it -> it.region.mutex(Samples.SETUP));
    add("Region.semaphore(int)", Need.OPEN, it -> it.region.semaphore(Samples.SLOTS));
    add("Region.address()", Need.NOTHING, it -> it.region.address());
    add("Region.label(String)", Need.MEMORY, it -> it.region.label("label"));
    add("Region.contractVersion()", Need.NOTHING, it -> it.region.contractVersion());
    add("Region.isPersistent()", Need.NOTHING, it -> it.region.isPersistent());
    add("Region.isOpen()", Need.NOTHING, it -> it.region.isOpen());
    add("Region.requireWhole()", Need.MEMORY, it -> it.region.requireWhole());
    add("Region.close()", Need.MEMORY_TO_LEAVE, it -> it.region.close());
  }

  private void ofStructs() {
    add("WaitableStruct.memory()", Need.NOTHING, it -> it.status.memory());
    add("WaitableStruct.changed()", Need.MEMORY, it -> it.status.changed());
    add(
        "WaitableStruct.await(BooleanSupplier,Duration)",
        Need.MEMORY,
        it -> it.status.await(() -> false, SHORT));
    add("TypedWaits.changed()", Need.MEMORY, it -> it.typedWaits.changed());
    add(
        "TypedWaits.await(BooleanSupplier,Duration)",
        Need.MEMORY,
        it -> it.typedWaits.await(() -> false, SHORT));
  }

  private void ofQueues() {
    add("Queue.producer()", Need.MEMORY, it -> it.orders.producer());
    add("Queue.consumer()", Need.MEMORY, it -> it.orders.consumer());
    add(
        "Queue.consumer(Acknowledgement)",
        Need.MEMORY,
        it -> it.orders.consumer(Acknowledgement.EACH_MESSAGE));
    add("Queue.capacity()", Need.NOTHING, it -> it.orders.capacity());
    add("Queue.lanes()", Need.NOTHING, it -> it.orders.lanes());
    add("Queue.producerState(int)", Need.MEMORY, it -> it.orders.producerState(0));
    add("Queue.statistics()", Need.MEMORY, it -> it.orders.statistics());
    add("Queue.producerState()", Need.MEMORY, it -> it.orders.producerState());
    add("Queue.consumerState()", Need.MEMORY, it -> it.orders.consumerState());
  }

  private void ofEnds() {
    add("RecordProducer.data()", Need.NOTHING, it -> it.producer.data());
    add("RecordProducer.largestMessage()", Need.NOTHING, it -> it.producer.largestMessage());
    add("RecordProducer.tryClaim(int,int,long)", Need.MEMORY, it -> it.producer.tryClaim(1, 1, 8));
    add(
        "QueueProducer.claim(int,int,long,Duration)",
        Need.MEMORY,
        it -> it.producer.claim(1, 1, 8, SHORT));
    add(
        "QueueProducer.tryClaimMany(int,int,long,int)",
        Need.MEMORY,
        it -> it.producer.tryClaimMany(1, 1, 8, 2));
    add("QueueProducer.claimed()", Need.NOTHING, it -> it.producer.claimed());
    add("QueueProducer.stride(long)", Need.NOTHING, it -> it.producer.stride(8));
    add("RecordProducer.trim(long)", Need.MEMORY, it -> it.producer.trim(4));
    add("RecordProducer.publish()", Need.MEMORY, it -> it.producer.publish());
    add("RecordProducer.cancel()", Need.NOTHING, it -> it.producer.cancel());
    add("RecordProducer.requireWhole()", Need.MEMORY, it -> it.producer.requireWhole());
    add("RecordProducer.close()", Need.MEMORY_TO_LEAVE, it -> it.producer.close());
    add("RecordConsumer.poll(RecordHandler,int)", Need.MEMORY, it -> it.consumer.poll(IGNORE, 1));
    add(
        "RecordConsumer.take(RecordHandler,int,Duration)",
        Need.MEMORY,
        it -> it.consumer.take(IGNORE, 1, SHORT));
    add("QueueConsumer.age()", Need.NOTHING, it -> it.consumer.age());
    add("QueueConsumer.peek(RecordHandler)", Need.MEMORY, it -> it.consumer.peek(IGNORE));
    add("QueueConsumer.skipToNewest()", Need.MEMORY, it -> it.consumer.skipToNewest());
    add("RecordConsumer.close()", Need.MEMORY_TO_LEAVE, it -> it.consumer.close());
  }

  private void ofLatest() {
    add("Latest.writer()", Need.MEMORY, it -> it.otherLatest().writer());
    add("Latest.reader()", Need.MEMORY, it -> it.latest.reader());
    add("Latest.reader(Duration)", Need.MEMORY, it -> it.latest.reader(SHORT));
    add("Latest.published()", Need.MEMORY, it -> it.latest.published());
    add("Latest.writerState()", Need.MEMORY, it -> it.latest.writerState());
    add(
        "LatestWriter.publish(int,MemorySegment,long)",
        Need.MEMORY,
        it -> it.writer.publish(1, it.value, Samples.POSITION_BYTES));
    add("LatestWriter.close()", Need.MEMORY_TO_LEAVE, it -> it.writer.close());
    add(
        "LatestReader.read(MemorySegment,long,long)",
        Need.MEMORY,
        it -> it.reader.read(it.value, 0, Samples.POSITION_BYTES));
    add(
        "LatestReader.poll(MemorySegment,long,long)",
        Need.MEMORY,
        it -> it.reader.poll(it.value, 0, Samples.POSITION_BYTES));
    add(
        "LatestReader.take(MemorySegment,long,long,Duration)",
        Need.MEMORY,
        it -> it.reader.take(it.value, 0, Samples.POSITION_BYTES, SHORT));
    add("LatestReader.contractVersion()", Need.NOTHING, it -> it.reader.contractVersion());
    add("LatestReader.number()", Need.NOTHING, it -> it.reader.number());
    add("LatestReader.silence()", Need.NOTHING, it -> it.reader.silence());
    add("LatestReader.missedDeadlines()", Need.NOTHING, it -> it.reader.missedDeadlines());
    add("TypedLatest.writer()", Need.MEMORY, it -> it.otherTypedLatest().writer());
    add("TypedLatest.reader()", Need.MEMORY, it -> it.typedLatest.reader());
    add("TypedLatest.deadline()", Need.NOTHING, it -> it.typedLatest.deadline());
    add("TypedLatest.latest()", Need.NOTHING, it -> it.typedLatest.latest());
    add("TypedLatestWriter.publish()", Need.MEMORY, it -> it.typedWriter.publish());
    add("TypedLatestWriter.close()", Need.MEMORY_TO_LEAVE, it -> it.typedWriter.close());
    add("TypedLatestReader.read()", Need.MEMORY, it -> it.typedReader.read());
    add("TypedLatestReader.poll()", Need.MEMORY, it -> it.typedReader.poll());
    add("TypedLatestReader.take(Duration)", Need.MEMORY, it -> it.typedReader.take(SHORT));
    add("TypedLatestReader.number()", Need.NOTHING, it -> it.typedReader.number());
    add("TypedLatestReader.silence()", Need.NOTHING, it -> it.typedReader.silence());
    add(
        "TypedLatestReader.missedDeadlines()",
        Need.NOTHING,
        it -> it.typedReader.missedDeadlines());
  }

  private void ofBroadcasts() {
    add("Broadcast.producer()", Need.MEMORY, it -> it.otherBroadcast().producer());
    add("Broadcast.consumer()", Need.MEMORY, it -> it.broadcast.consumer());
    add("Broadcast.consumer(long)", Need.MEMORY, it -> it.broadcast.consumer(1));
    add("Broadcast.capacity()", Need.NOTHING, it -> it.broadcast.capacity());
    add("Broadcast.published()", Need.MEMORY, it -> it.broadcast.published());
    add("Broadcast.producerState()", Need.MEMORY, it -> it.broadcast.producerState());
    add("BroadcastConsumer.missed()", Need.NOTHING, it -> it.listener.missed());
    add("BroadcastConsumer.skipToNewest()", Need.MEMORY, it -> it.listener.skipToNewest());
  }

  private void ofWork() {
    add("Work.producer()", Need.MEMORY, it -> it.otherWork().producer());
    add("Work.worker()", Need.MEMORY, it -> it.work.worker());
    add("Work.capacity()", Need.NOTHING, it -> it.work.capacity());
    add("Work.tasks()", Need.NOTHING, it -> it.work.tasks());
    add("Work.workers()", Need.NOTHING, it -> it.work.workers());
    add("Work.statistics()", Need.MEMORY, it -> it.work.statistics());
    add("Work.producerState()", Need.MEMORY, it -> it.work.producerState());
    add(
        "WorkProducer.claim(int,int,long,Duration)",
        Need.MEMORY,
        it -> it.workProducer.claim(1, 1, 8, SHORT));
    add("Worker.poll(RecordHandler,int)", Need.MEMORY, it -> it.worker.poll(IGNORE, 1));
    add(
        "Worker.take(RecordHandler,int,Duration)",
        Need.MEMORY,
        it -> it.worker.take(IGNORE, 1, SHORT));
    add("Worker.close()", Need.MEMORY_TO_LEAVE, it -> it.worker.close());
    add("Event.signal()", Need.MEMORY, it -> it.bell.signal());
    add("Event.signalAll()", Need.MEMORY, it -> it.bell.signalAll());
    add("Event.reset()", Need.MEMORY, it -> it.bell.reset());
    add("Event.isSet()", Need.MEMORY, it -> it.bell.isSet());
    add("Event.await(Duration)", Need.MEMORY, it -> it.bell.await(SHORT));
    add("EventFlags.signal(long)", Need.MEMORY, it -> it.alarms.signal(1));
    add("EventFlags.signalAll(long)", Need.MEMORY, it -> it.alarms.signalAll(1));
    add("EventFlags.reset(long)", Need.MEMORY, it -> it.alarms.reset(1));
    add("EventFlags.bits()", Need.MEMORY, it -> it.alarms.bits());
    add("EventFlags.awaitAny(long,Duration)", Need.MEMORY, it -> it.alarms.awaitAny(1, SHORT));
    add("EventFlags.awaitAll(long,Duration)", Need.MEMORY, it -> it.alarms.awaitAll(1, SHORT));
    add("Mutex.lock(Duration)", Need.MEMORY, it -> it.region.mutex(Samples.DOOR).lock(SHORT));
    add("Mutex.isHeldByCurrentThread()", Need.NOTHING, it -> it.setup.isHeldByCurrentThread());
    add("Held.ownerDied()", Need.NOTHING, it -> it.held.ownerDied());
    add("Held.close()", Need.MEMORY_TO_LEAVE, it -> it.held.close());
    add("Semaphore.acquire(Duration)", Need.MEMORY, it -> it.slots.acquire(SHORT));
    add("Semaphore.available()", Need.MEMORY, it -> it.slots.available());
    add("Semaphore.permits()", Need.NOTHING, it -> it.slots.permits());
    add("Permit.number()", Need.NOTHING, it -> it.permit.number());
    add("Permit.close()", Need.MEMORY_TO_LEAVE, it -> it.permit.close());
  }

  private void ofTypes() {
    add(
        "TypedRegion.remove(String)",
        Need.NOTHING,
        it -> TypedRegion.remove(it.address.match(name -> name, Path::toString)));
    add("TypedRegion.region()", Need.NOTHING, it -> it.typed.region());
    add("TypedRegion.label(String)", Need.MEMORY, it -> it.typed.label("label"));
    add("TypedRegion.close()", Need.MEMORY_TO_LEAVE, it -> it.typed.close());
    add("TypedQueue.producer()", Need.MEMORY, it -> it.typedOrders.producer());
    add("TypedQueue.consumer(MessageHandler)", Need.MEMORY, it -> it.consumeOrders());
    add(
        "TypedQueue.consumer(MessageHandler,Acknowledgement)",
        Need.MEMORY,
        it -> it.consumeOrders(Acknowledgement.EACH_MESSAGE));
    add("TypedQueue.queue()", Need.NOTHING, it -> it.typedOrders.queue());
    add("TypedSender.publish()", Need.MEMORY, it -> it.typedProducer.publish());
    add("TypedSender.cancel()", Need.NOTHING, it -> it.typedProducer.cancel());
    add("TypedSender.close()", Need.MEMORY_TO_LEAVE, it -> it.typedProducer.close());
    add("TypedConsumer.peek()", Need.MEMORY, it -> it.typedConsumer.peek());
    add("TypedConsumer.skipToNewest()", Need.MEMORY, it -> it.typedConsumer.skipToNewest());
    add("TypedReceiver.poll(int)", Need.MEMORY, it -> it.typedConsumer.poll(1));
    add("TypedReceiver.take(Duration)", Need.MEMORY, it -> it.typedConsumer.take(SHORT));
    add("TypedReceiver.take(int,Duration)", Need.MEMORY, it -> it.typedConsumer.take(1, SHORT));
    add("TypedConsumer.age()", Need.NOTHING, it -> it.typedConsumer.age());
    add("TypedReceiver.unhandled()", Need.NOTHING, it -> it.typedConsumer.unhandled());
    add("TypedReceiver.close()", Need.MEMORY_TO_LEAVE, it -> it.typedConsumer.close());
  }

  private void ofStreams() {
    add("TypedBroadcast.producer()", Need.MEMORY, it -> it.otherTypedBroadcast().producer());
    add("TypedBroadcast.consumer(MessageHandler)", Need.MEMORY, it -> it.listen());
    add("TypedBroadcast.consumer(MessageHandler,long)", Need.MEMORY, it -> it.listen(1));
    add("TypedBroadcast.broadcast()", Need.NOTHING, it -> it.typedBroadcast.broadcast());
    add("TypedBroadcastConsumer.missed()", Need.NOTHING, it -> it.typedListener.missed());
    add(
        "TypedBroadcastConsumer.skipToNewest()",
        Need.MEMORY,
        it -> it.typedListener.skipToNewest());
    add("TypedWork.producer()", Need.MEMORY, it -> it.otherTypedWork().producer());
    add("TypedWork.worker(MessageHandler)", Need.MEMORY, it -> it.startWorking());
    add("TypedWork.work()", Need.NOTHING, it -> it.typedWork.work());
  }

  /** A region with everything taken from it: claims in flight, messages to read, free roles. */
  static final class Opened {
    final RegionAddress address = Samples.freshAddress();
    final Region region = Region.create(address, Samples.feed(1 << 12, 8));
    final TypedRegion typed = new TypedRegion(region) {};
    final WaitableStruct status = region.waitableStruct(Samples.STATUS);
    final TypedWaits typedWaits = new TypedWaits(status) {};
    final QueueProducer producer = region.queue(Samples.QUOTES).producer();
    final QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    final TypedEnds typedProducer = new TypedEnds(producer);
    final TypedConsumer typedConsumer = new Sink(consumer);
    final Queue orders = region.queue(Samples.ORDERS);
    final TypedQueue<TypedEnds, Sink, MessageHandler> typedOrders =
        new TypedQueue<>(orders, TypedEnds::new, (ends, handler) -> new Sink(ends)) {};

    final Latest latest = region.latest(Samples.POSITION);
    final LatestWriter writer = latest.writer();
    final LatestReader reader = latest.reader();
    final MemorySegment value = Arena.ofAuto().allocate(Samples.POSITION_BYTES, 8);
    final TypedLatest<Writer, Reader> typedLatest = typed(latest);
    final Writer typedWriter = new Writer(writer);
    final Reader typedReader = typedLatest.reader();

    final Broadcast broadcast = region.broadcast(Samples.NEWS);
    final RecordProducer speaker = broadcast.producer();
    final BroadcastConsumer listener = broadcast.consumer();
    final Work work = region.work(Samples.JOBS);
    final WorkProducer workProducer = work.producer();
    final Worker worker = work.worker();
    final Event bell = region.event(Samples.BELL);
    final EventFlags alarms = region.eventFlags(Samples.ALARMS);
    final Mutex setup = region.mutex(Samples.SETUP);
    final Mutex.Held held = setup.lock(SHORT);
    final Semaphore slots = region.semaphore(Samples.SLOTS);
    final Semaphore.Permit permit = slots.acquire(SHORT);

    Opened() {
      speaker.tryClaim(1, 1, 8);
      speaker.publish();
      writer.publish(1, value, Samples.POSITION_BYTES);
      publish(7);
      producer.tryClaim(1, 1, 8);
      typedProducer.claimUnfinished();
    }

    private static TypedLatest<Writer, Reader> typed(Latest latest) {
      return new TypedLatest<>(latest, SHORT, Writer::new, Reader::new) {};
    }

    /** The latest value, whose writer's role is free. */
    Latest otherLatest() {
      writer.close();
      return latest;
    }

    /** The broadcast, whose producer's role is free. */
    Broadcast otherBroadcast() {
      speaker.close();
      return broadcast;
    }

    TypedLatest<Writer, Reader> otherTypedLatest() {
      writer.close();
      return typedLatest;
    }

    /** The work, whose producer's role is free. */
    Work otherWork() {
      workProducer.close();
      return work;
    }

    private void publish(long value) {
      long offset = producer.tryClaim(1, 1, 8);
      producer.data().set(ValueLayout.JAVA_LONG, offset, value);
      producer.publish();
    }

    final TypedBroadcast<Speaker, Listener, MessageHandler> typedBroadcast =
        new TypedBroadcast<>(broadcast, Speaker::new, (ends, handler) -> new Listener(ends)) {};
    final Listener typedListener = new Listener(listener);
    final TypedWork<Foreman, Craftsman, MessageHandler> typedWork =
        new TypedWork<>(work, Foreman::new, (ends, handler) -> new Craftsman(ends)) {};

    /** The broadcast, whose producer's role is free. */
    TypedBroadcast<Speaker, Listener, MessageHandler> otherTypedBroadcast() {
      speaker.close();
      return typedBroadcast;
    }

    TypedWork<Foreman, Craftsman, MessageHandler> otherTypedWork() {
      workProducer.close();
      return typedWork;
    }

    void listen() {
      typedBroadcast.consumer(new MessageHandler() {});
    }

    void listen(long last) {
      typedBroadcast.consumer(new MessageHandler() {}, last);
    }

    void startWorking() {
      typedWork.worker(new MessageHandler() {});
    }

    void consumeOrders() {
      typedOrders.consumer(new MessageHandler() {});
    }

    void consumeOrders(Acknowledgement acknowledgement) {
      typedOrders.consumer(new MessageHandler() {}, acknowledgement);
    }

    /** Cuts the file, whatever its name is now. */
    void truncate(long size) {
      cut(Samples.path(address), size);
    }
  }

  /** Cuts a file short. */
  static void cut(Path file, long size) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sending end whose message is measured when it is published. */
  static final class TypedEnds extends TypedProducer {
    TypedEnds(QueueProducer producer) {
      super(producer, "Feed.quotes", 1);
    }

    void claimUnfinished() {
      finishLater(1, tryClaim(1, 8));
    }

    @Override
    protected long finished(int messageId, long offset) {
      return Math.min(8, data().get(ValueLayout.JAVA_LONG, offset) & 7);
    }
  }

  /** A writer of values without fields. */
  static final class Writer extends TypedLatestWriter {
    Writer(LatestWriter writer) {
      super(writer, 1, Samples.POSITION_BYTES, Long.BYTES);
    }
  }

  /** A reader that shows nothing. */
  static final class Reader extends TypedLatestReader {
    Reader(LatestReader reader) {
      super(reader, 1, Samples.POSITION_BYTES, Long.BYTES);
    }

    @Override
    protected void show(MemorySegment memory, long offset, int version) {
      // Only read.
    }
  }

  /** A producer of a broadcast without messages. */
  static final class Speaker extends TypedBroadcastProducer {
    Speaker(RecordProducer producer) {
      super(producer, "Feed.news", 1);
    }
  }

  /** A consumer of a broadcast that reads nothing. */
  static final class Listener extends TypedBroadcastConsumer {
    Listener(BroadcastConsumer consumer) {
      super(consumer, "Feed.news");
    }

    @Override
    protected void dispatch(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      // Only received.
    }
  }

  /** A producer of work without tasks. */
  static final class Foreman extends TypedWorkProducer {
    Foreman(WorkProducer producer) {
      super(producer, "Feed.jobs", 1);
    }
  }

  /** A worker that does nothing. */
  static final class Craftsman extends TypedWorker {
    Craftsman(Worker worker) {
      super(worker, "Feed.jobs");
    }

    @Override
    protected void dispatch(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      // Only received.
    }
  }

  /** A receiving end that reads each message. */
  static final class Sink extends TypedConsumer {
    long sum;

    Sink(QueueConsumer consumer) {
      super(consumer, "Feed.quotes");
    }

    @Override
    protected void dispatch(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      sum += data.get(ValueLayout.JAVA_LONG, offset);
    }
  }
}
