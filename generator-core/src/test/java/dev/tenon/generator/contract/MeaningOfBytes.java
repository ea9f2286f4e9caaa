// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.EventSection;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.MutexSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemaphoreSection;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.WorkSection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each byte of a region means to a program of one version, found out without any canonical
 * text: where every named thing lies, from the beginning of its section or message on.
 */
final class MeaningOfBytes {

  private final Schema schema;
  private final Layouts layouts;
  private final int version;
  private final Map<String, String> places = new TreeMap<>();

  private MeaningOfBytes(CompiledSchema compiled, int version) {
    this.schema = compiled.schema();
    this.layouts = compiled.layouts();
    this.version = version;
  }

  static Map<String, String> of(CompiledSchema compiled, String regionName, int version) {
    MeaningOfBytes meaning = new MeaningOfBytes(compiled, version);
    compiled.schema().regions().stream()
        .filter(region -> region.name().equals(regionName))
        .forEach(meaning::region);
    return meaning.places;
  }

  private boolean isThere(Declaration owner, Declaration part) {
    return schema.owner(owner) != schema || part.since() <= version;
  }

  private void region(Region region) {
    int index = 0;
    for (Section section : region.contents()) {
      String path = index++ + " " + section.name();
      if (isThere(region, section)) {
        section.match(new SectionMeaning(path));
      }
    }
  }

  /** Says of each kind of section what its bytes mean. */
  private final class SectionMeaning implements Section.Cases<Void> {

    private final String path;

    SectionMeaning(String path) {
      this.path = path;
    }

    @Override
    public Void struct(StructSection struct) {
      places.put(path, "struct of " + layouts.plan(struct.type()).at(version).size());
      composite(path, struct.type(), 0);
      return null;
    }

    @Override
    public Void latest(LatestSection latest) {
      places.put(path, "latest of " + layouts.plan(latest.type()).at(version).size());
      composite(path, latest.type(), 0);
      return null;
    }

    @Override
    public Void queue(QueueSection queue) {
      places.put(
          path,
          "%d times %d aligned to %d%s"
              .formatted(
                  queue.producers(),
                  queue.capacity(),
                  layouts.plan(queue).recordAlignment(),
                  queue.stamped() ? " with stamps" : ""));
      return messages(queue);
    }

    @Override
    public Void broadcast(BroadcastSection broadcast) {
      places.put(path, "broadcast of " + broadcast.capacity());
      return messages(broadcast);
    }

    @Override
    public Void work(WorkSection work) {
      places.put(
          path,
          "%d aligned to %d for %d"
              .formatted(work.capacity(), layouts.plan(work).recordAlignment(), work.workers()));
      return messages(work);
    }

    @Override
    public Void event(EventSection event) {
      places.put(path, "event " + event.manual() + " " + event.bits().isPresent());
      event.bits().ifPresent(flags -> type(path, flags, 0));
      return null;
    }

    @Override
    public Void mutex(MutexSection mutex) {
      places.put(path, "mutex " + mutex.recursive() + " " + mutex.fair());
      return null;
    }

    @Override
    public Void semaphore(SemaphoreSection semaphore) {
      places.put(path, "semaphore of " + semaphore.permits());
      return null;
    }

    private Void messages(MessageSection section) {
      for (StructType message : section.messages()) {
        if (isThere(message, message)) {
          String one = path + " " + message.name();
          places.put(one, "message " + message.messageId().orElseThrow());
          composite(one, message, 0);
        }
      }
      return null;
    }
  }

  private void composite(String path, Composite composite, long at) {
    StructLayoutPlan plan = layouts.plan(composite);
    for (FieldMember member : plan.fields()) {
      Field field = member.field();
      if (isThere(composite, field)) {
        String one = path + "." + field.name();
        String count =
            field.type() instanceof ListType
                ? " counted at " + (at + plan.count(field).offset())
                : "";
        places.put(
            one,
            "%d bytes at %d%s %s %s %s %s"
                .formatted(
                    member.size(),
                    at + member.offset(),
                    count,
                    field.bigEndian(),
                    field.atomic(),
                    field.tag(),
                    field.type().spelling()));
        for (BitRange range : field.bits()) {
          if (isThere(composite, range)) {
            places.put(one + "." + range.name(), range.low() + " to " + range.high());
            range.enumeration().ifPresent(type -> type(one + "." + range.name(), type, at));
          }
        }
        type(one, field.type().innermost(), at + member.offset());
      }
    }
  }

  private void type(String path, Type type, long at) {
    if (type instanceof Composite composite) {
      composite(path, composite, at);
    } else if (type instanceof EnumType named) {
      places.put(path + " stored", named.storage().spelling());
      for (EnumValue value : named.declaration().values()) {
        if (isThere(named, value)) {
          places.put(path + "=" + value.name(), value.number().toString());
        }
      }
    } else if (type instanceof FlagsType flags) {
      places.put(path + " stored", flags.storage().spelling());
      for (FlagBit bit : flags.bits()) {
        if (isThere(flags, bit)) {
          places.put(path + "=" + bit.name(), Integer.toString(bit.bit()));
        }
      }
    }
  }
}
