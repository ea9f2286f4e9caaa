// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads flags. */
final class FlagsReader {

  private final Reading reading;
  private final TypeReader types;
  private final ReservedReader reserved;

  FlagsReader(Reading reading, TypeReader types, ReservedReader reserved) {
    this.reading = reading;
    this.types = types;
    this.reserved = reserved;
  }

  Optional<FlagsType> read(Entry entry) {
    return reading
        .declaration(entry, "flags", null, List.of("type", "bits", "masks", "none", "reserved"))
        .map(properties -> read(entry, properties));
  }

  private FlagsType read(Entry entry, Properties properties) {
    ScalarType storage = types.storage(properties);
    List<FlagBit> bits = new ArrayList<>();
    properties.require("bits");
    for (Entry bit : properties.entries("bits")) {
      bit(bit).ifPresentOrElse(bits::add, properties::markIncomplete);
    }
    List<FlagMask> masks = new ArrayList<>();
    properties.scalar("none").ifPresent(name -> masks.add(none(name)));
    for (Entry mask : properties.entries("masks")) {
      mask(mask, bits, properties).ifPresentOrElse(masks::add, properties::markIncomplete);
    }
    return reading.located(
        new FlagsType(
            reading.names(entry, properties),
            storage,
            bits,
            masks,
            reserved.read(properties, "reserved"),
            properties.text("doc"),
            entry.key().span()),
        properties);
  }

  private static FlagMask none(Scalar name) {
    return new FlagMask(Names.of(name.text()), BigInteger.ZERO, "No flag.", name.span());
  }

  private Optional<FlagBit> bit(Entry entry) {
    Optional<Properties> found = reading.declaration(entry, "flag", "bit", List.of("bit"));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    properties.require("bit");
    OptionalInt number = properties.saturatedInt("bit");
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(
            reading.located(
                new FlagBit(
                    reading.names(entry, properties),
                    number.getAsInt(),
                    properties.text("doc"),
                    entry.key().span()),
                properties));
  }

  private Optional<FlagMask> mask(Entry entry, List<FlagBit> bits, Properties owner) {
    Optional<Properties> found =
        entry.value() instanceof Sequence
            ? Optional.of(
                Properties.ofShortForm(
                    reading,
                    "mask '" + Numbers.shortened(entry.name()) + "'",
                    entry.key().span(),
                    "bits",
                    entry.value()))
            : reading.declaration(entry, "mask", null, List.of("bits"));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    properties.require("bits");
    BigInteger mask = BigInteger.ZERO;
    for (Node item : properties.sequence("bits").map(Sequence::items).orElse(List.of())) {
      Optional<BigInteger> bit = bitOf(item, bits, owner);
      mask = mask.or(bit.orElse(BigInteger.ZERO));
      if (bit.isEmpty()) {
        properties.markIncomplete();
      }
    }
    return properties.isComplete()
        ? Optional.of(
            reading.located(
                new FlagMask(
                    reading.names(entry, properties),
                    mask,
                    properties.text("doc"),
                    entry.key().span()),
                properties))
        : Optional.empty();
  }

  private Optional<BigInteger> bitOf(Node item, List<FlagBit> bits, Properties owner) {
    if (!(item instanceof Scalar scalar)) {
      reading.wrongKind(item, "a flag of a mask", "a name");
      return Optional.empty();
    }
    Optional<FlagBit> bit = bits.stream().filter(b -> b.name().equals(scalar.text())).findFirst();
    if (bit.isEmpty() && owner.isComplete()) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_VALUE,
                  scalar.span(),
                  "unknown flag '%s'".formatted(Numbers.shortened(scalar.text())))
              .withHelp(
                  reading.didYouMean(scalar.text(), bits.stream().map(FlagBit::name).toList())));
    }
    // A bit that is out of range is a mistake of its own.
    return bit.map(b -> b.bit() >= 0 && b.bit() < Long.SIZE ? b.mask() : BigInteger.ZERO);
  }
}
