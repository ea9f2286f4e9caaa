// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.WorkStatistics;
import dev.tenon.runtime.look.BroadcastView;
import dev.tenon.runtime.look.BrokenView;
import dev.tenon.runtime.look.EventView;
import dev.tenon.runtime.look.LaneView;
import dev.tenon.runtime.look.LatestView;
import dev.tenon.runtime.look.Life;
import dev.tenon.runtime.look.MutexView;
import dev.tenon.runtime.look.OwnerView;
import dev.tenon.runtime.look.ParticipantView;
import dev.tenon.runtime.look.QueueView;
import dev.tenon.runtime.look.RegionView;
import dev.tenon.runtime.look.RoleView;
import dev.tenon.runtime.look.SectionView;
import dev.tenon.runtime.look.SemaphoreView;
import dev.tenon.runtime.look.StructView;
import dev.tenon.runtime.look.UnknownView;
import dev.tenon.runtime.look.WorkView;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Regions as JSON for scripts: ASCII, LF on every system. Keys and words are only ever added;
 * {@code docs/region-tool.md} lists them.
 */
final class RegionJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  private RegionJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes an array with an object for each finding, and leaves the writer open. */
  static void list(List<Finding> findings, Writer out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      RegionJson regions = new RegionJson(json);
      json.writeStartArray();
      for (Finding finding : findings) {
        json.writeStartObject();
        regions.finding(finding);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.write('\n');
  }

  /** Writes an object with all that is known of a region, and leaves the writer open. */
  static void show(Finding finding, Writer out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      RegionJson region = new RegionJson(json);
      json.writeStartObject();
      region.finding(finding);
      region.details(finding.view().orElseThrow());
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static JsonGenerator generator(Writer out) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return FACTORY
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .setPrettyPrinter(
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter));
  }

  private void finding(Finding finding) throws IOException {
    Optional<RegionView> view = finding.view();
    json.writeStringField("name", finding.name());
    json.writeStringField("state", finding.state().word());
    json.writeStringField("problem", finding.problem().isEmpty() ? null : finding.problem());
    if (view.isPresent()) {
      head(view.get());
    }
  }

  private void head(RegionView view) throws IOException {
    json.writeStringField("schema", view.schema());
    json.writeStringField("region", view.region());
    json.writeNumberField("version", view.contractVersion());
    json.writeNumberField("size", view.totalSize());
    json.writeBooleanField("persistent", view.persistent());
    json.writeBooleanField("abandoned", view.isAbandoned());
    json.writeArrayFieldStart("participants");
    for (ParticipantView one : view.participants()) {
      json.writeStartObject();
      json.writeNumberField("slot", one.slot());
      json.writeNumberField("generation", one.generation());
      json.writeNumberField("process_id", one.processId());
      json.writeStringField("life", word(one.life()));
      json.writeStringField("label", one.label());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void details(RegionView view) throws IOException {
    json.writeStringField("doc", view.doc());
    json.writeStringField("tool", view.tool());
    json.writeStringField("layout_hash", view.layoutHash());
    json.writeStringField("created", view.created().toString());
    json.writeNumberField("creator_process_id", view.creator());
    json.writeArrayFieldStart("sections");
    for (SectionView section : view.sections()) {
      json.writeStartObject();
      json.writeStringField("name", section.name());
      json.writeStringField("doc", section.doc());
      section(section);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void section(SectionView section) throws IOException {
    switch (section) {
      case StructView struct -> {
        json.writeStringField("kind", "struct");
        json.writeNumberField("size", struct.size());
        json.writeNumberField("alignment", struct.alignment());
        json.writeNumberField("waiting", struct.waiting());
      }
      case QueueView queue -> queue(queue);
      case LatestView latest -> latest(latest);
      case BroadcastView broadcast -> broadcast(broadcast);
      case WorkView work -> work(work);
      case EventView event -> event(event);
      case MutexView mutex -> mutex(mutex);
      case SemaphoreView semaphore -> semaphore(semaphore);
      case UnknownView unknown -> {
        json.writeStringField("kind", "unknown");
        json.writeNumberField("number", unknown.kind());
      }
      case BrokenView broken -> {
        json.writeStringField("kind", "damaged");
        json.writeStringField("problem", broken.problem());
      }
    }
  }

  private void queue(QueueView queue) throws IOException {
    json.writeStringField("kind", "queue");
    QueueStatistics numbers = queue.statistics();
    json.writeNumberField("capacity", numbers.capacity());
    json.writeNumberField("alignment", queue.alignment());
    json.writeNumberField("used_bytes", numbers.usedBytes());
    json.writeNumberField("lag_bytes", numbers.lagBytes());
    json.writeNumberField("lag_messages", numbers.lagMessages());
    if (queue.stamped()) {
      json.writeNumberField("lag_ns", numbers.lagTime().toNanos());
    }
    if (queue.lanes().size() == 1) {
      json.writeFieldName("producer");
      lane(queue.lanes().get(0));
    } else {
      json.writeArrayFieldStart("lanes");
      for (LaneView lane : queue.lanes()) {
        lane(lane);
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("consumer");
    role(queue.consumer());
    unsigned("messages", numbers.consumed());
    unsigned("waits", numbers.consumerWaits());
    unsigned("wakes", numbers.consumerWakes());
    json.writeEndObject();
  }

  private void lane(LaneView lane) throws IOException {
    QueueStatistics numbers = lane.statistics();
    json.writeStartObject();
    role(lane.producer());
    unsigned("messages", numbers.published());
    unsigned("waits", numbers.producerWaits());
    unsigned("wakes", numbers.producerWakes());
    unsigned("refused", numbers.refusedClaims());
    json.writeEndObject();
  }

  private void latest(LatestView latest) throws IOException {
    json.writeStringField("kind", "latest");
    json.writeNumberField("value_bytes", latest.valueBytes());
    json.writeNumberField("waiting", latest.waiting());
    json.writeObjectFieldStart("writer");
    role(latest.writer());
    unsigned("values", latest.published());
    unsigned("wakes", latest.wakes());
    json.writeEndObject();
  }

  private void broadcast(BroadcastView broadcast) throws IOException {
    json.writeStringField("kind", "broadcast");
    json.writeNumberField("capacity", broadcast.capacity());
    json.writeNumberField("waiting", broadcast.waiting());
    json.writeObjectFieldStart("producer");
    role(broadcast.producer());
    unsigned("messages", broadcast.messages());
    unsigned("wakes", broadcast.wakes());
    json.writeEndObject();
  }

  private void work(WorkView work) throws IOException {
    json.writeStringField("kind", "work");
    WorkStatistics numbers = work.statistics();
    json.writeNumberField("capacity", numbers.capacity());
    json.writeNumberField("alignment", work.alignment());
    json.writeNumberField("used_bytes", numbers.usedBytes());
    json.writeNumberField("pending", numbers.pending());
    unsigned("finished", numbers.finished());
    unsigned("returned", numbers.returned());
    unsigned("set_aside", numbers.setAside());
    json.writeNumberField("waiting", work.waiting());
    json.writeObjectFieldStart("producer");
    role(work.producer());
    unsigned("messages", numbers.published());
    unsigned("waits", numbers.producerWaits());
    unsigned("wakes", numbers.producerWakes());
    unsigned("refused", numbers.refusedClaims());
    json.writeEndObject();
    json.writeNumberField("worker_slots", work.workerSlots());
    json.writeArrayFieldStart("workers");
    for (WorkView.WorkerView worker : work.workers()) {
      json.writeStartObject();
      json.writeNumberField("slot", worker.slot());
      role(worker.role());
      unsigned("finished", worker.finished());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void event(EventView event) throws IOException {
    json.writeStringField("kind", "event");
    json.writeBooleanField("manual", event.manual());
    json.writeBooleanField("named_bits", event.namedBits());
    json.writeNumberField("set", event.set());
    json.writeNumberField("waiting", event.waiting());
  }

  private void mutex(MutexView mutex) throws IOException {
    json.writeStringField("kind", "mutex");
    json.writeBooleanField("recursive", mutex.recursive());
    json.writeBooleanField("fair", mutex.fair());
    unsigned("taken", mutex.taken());
    unsigned("deaths", mutex.deaths());
    json.writeNumberField("tickets", mutex.tickets());
    json.writeNumberField("waiting", mutex.waiting());
    if (mutex.owner().isPresent()) {
      json.writeObjectFieldStart("owner");
      owner(mutex.owner().get());
      json.writeEndObject();
    } else {
      json.writeNullField("owner");
    }
  }

  private void semaphore(SemaphoreView semaphore) throws IOException {
    json.writeStringField("kind", "semaphore");
    json.writeNumberField("permits", semaphore.permits());
    json.writeNumberField("available", semaphore.available());
    unsigned("recovered", semaphore.recovered());
    json.writeNumberField("waiting", semaphore.waiting());
    json.writeArrayFieldStart("holders");
    for (SemaphoreView.HolderView holder : semaphore.holders()) {
      json.writeStartObject();
      owner(holder.owner());
      json.writeNumberField("permits", holder.permits());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void owner(OwnerView owner) throws IOException {
    json.writeNumberField("slot", owner.slot());
    json.writeNumberField("generation", owner.generation());
    process(owner.processId(), owner.life(), owner.label());
    json.writeBooleanField("gone", owner.isGone());
  }

  private void role(RoleView role) throws IOException {
    json.writeStringField("state", word(role.state()));
    process(role.processId(), role.life(), role.label());
    json.writeNumberField("epoch", role.epoch());
    json.writeBooleanField("can_wake", role.canWake());
    json.writeBooleanField("needs_barrier", role.needsBarrier());
    json.writeBooleanField("spins", role.spins());
  }

  private void process(long processId, Life life, String label) throws IOException {
    if (processId == 0) {
      json.writeNullField("process_id");
      json.writeNullField("life");
    } else {
      json.writeNumberField("process_id", processId);
      json.writeStringField("life", word(life));
    }
    json.writeStringField("label", label);
  }

  private void unsigned(String key, long number) throws IOException {
    json.writeFieldName(key);
    json.writeNumber(Quantity.unsigned(number));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
