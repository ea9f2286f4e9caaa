// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ForeignName;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads flags. */
final class FlagsReader {

  private final Reading reading;
  private final TypeReader types;
  private final ReservedReader reserved;
  private final ExternReader externs;

  FlagsReader(Reading reading, TypeReader types, ReservedReader reserved) {
    this.reading = reading;
    this.types = types;
    this.reserved = reserved;
    this.externs = new ExternReader(reading);
  }

  Optional<FlagsType> read(Entry entry) {
    return reading.declaration(entry, Construct.FLAGS).map(properties -> read(entry, properties));
  }

  private FlagsType read(Entry entry, Properties properties) {
    ScalarType storage = types.storage(properties);
    Optional<ForeignName> foreign = externs.whole(properties);
    List<FlagBit> bits = new ArrayList<>();
    for (Entry bit : properties.entries("bits")) {
      bit(bit, foreign).ifPresentOrElse(bits::add, properties::markIncomplete);
    }
    List<FlagMask> masks = new ArrayList<>();
    properties.scalar("none").ifPresent(name -> masks.add(none(name)));
    List<Entry> entries = properties.entries("masks");
    Known known = Known.of(bits, entries, properties);
    for (Entry mask : entries) {
      mask(mask, known, foreign).ifPresentOrElse(masks::add, properties::markIncomplete);
    }
    return reading.located(
        new FlagsType(
            reading.names(entry, properties).in(foreign),
            storage,
            bits,
            masks,
            reserved.numbersAndNames(properties, "reserved"),
            properties.text("doc"),
            entry.key().span()),
        properties);
  }

  /**
   * Flags that a mask can contain.
   *
   * @param masks names that are none of bits, for the help
   * @param complete whether all bits could be read
   */
  private record Known(Map<String, FlagBit> bits, Set<String> masks, boolean complete) {

    static Known of(List<FlagBit> bits, List<Entry> masks, Properties properties) {
      Map<String, FlagBit> byName = new HashMap<>();
      bits.forEach(bit -> byName.put(bit.name(), bit));
      return new Known(
          byName,
          masks.stream().map(Entry::name).collect(Collectors.toSet()),
          properties.isComplete());
    }
  }

  private static FlagMask none(Scalar name) {
    return new FlagMask(Names.of(name.text()), BigInteger.ZERO, "No flag.", name.span());
  }

  private Optional<FlagBit> bit(Entry entry, Optional<ForeignName> around) {
    Optional<Properties> found = reading.declaration(entry, Construct.FLAG);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    Optional<ForeignName> foreign = externs.part(properties, around);
    OptionalInt number = properties.saturatedInt("bit");
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(
            reading.located(
                new FlagBit(
                    reading.names(entry, properties).in(foreign),
                    number.getAsInt(),
                    properties.text("doc"),
                    entry.key().span()),
                properties));
  }

  private Optional<FlagMask> mask(Entry entry, Known known, Optional<ForeignName> around) {
    Optional<Properties> found = reading.declaration(entry, Construct.MASK);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    Optional<ForeignName> foreign = externs.further(properties, around);
    BigInteger mask = BigInteger.ZERO;
    Optional<Sequence> items = properties.sequence("bits");
    for (Node item : items.map(Sequence::items).orElse(List.of())) {
      Optional<BigInteger> bit = bitOf(item, known);
      mask = mask.or(bit.orElse(BigInteger.ZERO));
      if (bit.isEmpty()) {
        properties.markIncomplete();
      }
    }
    if (items.isPresent() && items.get().items().isEmpty()) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.EMPTY_DECLARATION,
                  entry.key().span(),
                  "mask '%s' has no flags".formatted(Diagnostic.shortened(entry.name())))
              .withHelp("name the empty set of flags with 'none: " + entry.name() + "'"));
      properties.markIncomplete();
    }
    return properties.isComplete()
        ? Optional.of(
            reading.located(
                new FlagMask(
                    reading.names(entry, properties).in(foreign),
                    mask,
                    properties.text("doc"),
                    entry.key().span()),
                properties))
        : Optional.empty();
  }

  private Optional<BigInteger> bitOf(Node item, Known known) {
    if (!(item instanceof Scalar scalar)) {
      reading.wrongKind(item, "a flag of a mask", "a name");
      return Optional.empty();
    }
    FlagBit bit = known.bits().get(scalar.text());
    if (bit == null) {
      unknown(scalar, known);
      return Optional.empty();
    }
    return Optional.of(bit.mask());
  }

  private void unknown(Scalar scalar, Known known) {
    boolean mask = known.masks().contains(scalar.text());
    if (known.complete() || mask) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_VALUE,
                  scalar.span(),
                  mask
                      ? "'%s' is a mask, not a flag".formatted(scalar.text())
                      : "unknown flag '%s'".formatted(Diagnostic.shortened(scalar.text())))
              .withHelp(
                  mask
                      ? Optional.of("list its flags instead")
                      : reading.didYouMean(scalar.text(), known.bits().keySet())));
    }
  }
}
