// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.FragileSource;
import java.util.Optional;

/** Help for changes that break something. */
final class Advice {

  private final Contract now;
  private final int version;
  private final boolean frozen;
  private final boolean raised;

  /**
   * @param before what is broken
   * @param now what the schema says
   */
  Advice(Contract before, Contract now) {
    this.now = now;
    this.raised = before.version() >= now.version();
    this.frozen = raised && before.isFrozen();
    this.version = raised ? before.version() + 1 : now.version();
  }

  Optional<String> on(Change change) {
    Fact fact = change.subject();
    Fact old = change.before().orElse(fact);
    return Optional.ofNullable(
        switch (change.code()) {
          case VERSION_LOWERED -> "set 'version' to %d or more".formatted(version - 1);
          case SCHEMA_RENAMED ->
              "keep the name '%s'; a schema with another name is another contract"
                  .formatted(old.key());
          case DATA_REMOVED, CALL_REMOVED, NAME_REMOVED ->
              "restore it; mark it with 'deprecated: <reason>' to discourage its use";
          case DATA_RENAMED, CALL_RENAMED, NAME_RENAMED -> renamed(old, fact);
          case DATA_ADDED, CALL_ADDED, NAME_ADDED -> added(fact);
          case DATA_SINCE_CHANGED, CALL_SINCE_CHANGED, NAME_SINCE_CHANGED ->
              old.since() == 1 ? "remove 'since'" : "restore 'since: %d'".formatted(old.since());
          case FIELD_TYPE_CHANGED -> typed(old);
          case FIELD_MOVED ->
              ("keep the order of older fields; %sappend new fields with 'since: %d', or place"
                      + " them in reserved bytes with 'in_reserved: true'")
                  .formatted(raise(), version);
          case BYTE_ORDER_CHANGED,
              ATOMIC_CHANGED,
              BITS_CHANGED,
              ABSENT_DEFAULT_CHANGED,
              UNIT_CHANGED,
              TERMINATION_CHANGED ->
              anew("append a new field");
          case TAG_CHANGED -> anew("declare a new union for a new field");
          case RESIZED -> resized(old);
          case MESSAGE_ID_CHANGED -> anew("declare a new message with an id of its own");
          case STORAGE_CHANGED -> anew("declare a new type for a new field");
          case NUMBER_CHANGED -> anew("add a new " + fact.kind().label());
          case NUMBER_REUSED -> "use one that was never used";
          case DATA_REORDERED ->
              "restore their order; new ones can be placed anywhere between them";
          case SECTION_CHANGED ->
              ("a published section cannot change; %sappend a new section with 'since: %d', or add"
                      + " new messages in that version")
                  .formatted(raise(), version);
          case SECTION_ADDED ->
              "%sappend it behind all other sections, with 'since: %d'".formatted(raise(), version);
          case LAYOUT_HISTORY_DIFFERS ->
              "the layout itself is equal, so the lock was written by a generator with another"
                  + " layout text; programs built with it cannot share memory with new programs";
          case C_PREFIX_CHANGED -> "keep the prefix '%s'".formatted(value(old, Property.C));
          case PARAMETERS_CHANGED,
              RETURN_CHANGED,
              THREADS_CHANGED,
              BATCHING_CHANGED,
              RELEASE_CHANGED,
              ON_ERROR_CHANGED,
              ERRNO_CHANGED,
              LISTENING_CHANGED ->
              anew("declare a new one");
          case CONSTANT_CHANGED, MEANING_CHANGED -> anew("declare a new " + fact.kind().label());
          case JAVA_PACKAGE_CHANGED -> "keep the package '%s'".formatted(value(old, Property.JAVA));
          case JAVA_NAME_CHANGED -> named(old, Property.JAVA);
          case C_NAME_CHANGED, SYMBOL_CHANGED -> named(old, Property.C);
          case LIMITS_NARROWED -> "restore the limits: a value that was valid stays valid";
          case SINGLE_BIT_CHANGED ->
              old.get(Property.SINGLE).isPresent()
                  ? "write a single bit number, without '..'"
                  : "write it as a range: %s".formatted(value(old, Property.RANGE));
          case ORIGIN_CHANGED -> "declare it in its original schema";
          case EXTERN_CHANGED -> anew("declare a new struct");
          default -> change.code().fragile().map(FragileSource::advice).orElse(null);
        });
  }

  /** Nothing is added to a version that is frozen. */
  private String raise() {
    return frozen
        ? "as version %d is frozen, raise 'version' to %d and ".formatted(version - 1, version)
        : raised ? "raise 'version' to %d and ".formatted(version) : "";
  }

  private String anew(String what) {
    return "restore it; %s%s with 'since: %d'".formatted(raise(), what, version);
  }

  private String renamed(Fact old, Fact fact) {
    String keep = "keep the name '%s'".formatted(old.name());
    return fact.kind() == FactKind.VALUE
        ? "%s; %sadd '%s: {alias_of: %s, since: %d}'"
            .formatted(keep, raise(), fact.name(), old.name(), version)
        : keep;
  }

  private String added(Fact fact) {
    if (isImported(fact)) {
      return "an imported type cannot change for its importers; %suse a new type in a field"
              .formatted(raise())
          + " with 'since: %d'".formatted(version);
    }
    if (fact.kind() == FactKind.FIELD && isForeign(fact)) {
      return "a foreign struct has no later members; %sdescribe it again as another struct"
              .formatted(raise())
          + " with 'since: %d'".formatted(version);
    }
    String since = "give it 'since: %d'".formatted(version);
    if (fact.kind() == FactKind.MASK && fact.get(Property.MASK).equals(Optional.of("0x0"))) {
      since = "write it among 'masks': {bits: [], since: %d}".formatted(version);
    } else if (fact.kind() == FactKind.FIELD) {
      since = "append it with 'since: %d'".formatted(version);
    }
    return raise() + since;
  }

  private boolean isForeign(Fact field) {
    return now.findOwner(field.owner())
        .filter(owner -> owner.get(Property.EXTERN).isPresent())
        .isPresent();
  }

  private boolean isImported(Fact fact) {
    for (Optional<Fact> owner = Optional.of(fact);
        owner.isPresent();
        owner = now.findOwner(owner.get().owner())) {
      if (owner.get().get(Property.FROM).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private String typed(Fact old) {
    String keep = "'%s: %s'".formatted(old.name(), value(old, Property.TYPE));
    return "keep %s; %s%s with 'since: %d'"
        .formatted(
            keep,
            raise(),
            old.kind() == FactKind.ARM ? "add an arm for a new value" : "append a new field",
            version);
  }

  private String resized(Fact old) {
    return old.kind() == FactKind.UNION
        ? "a union keeps its size: new arms have to fit into %s bytes, aligned to %s"
            .formatted(value(old, Property.SIZE), value(old, Property.ALIGN))
        : "keep the published size and alignment: %s bytes, aligned to %s"
            .formatted(value(old, Property.SIZE), value(old, Property.ALIGN));
  }

  private static String named(Fact old, Property property) {
    return old.get(property)
        .map(name -> "keep '%s: %s'".formatted(property.label(), name))
        .orElse("remove '%s'".formatted(property.label()));
  }

  private static String value(Fact fact, Property property) {
    return fact.get(property).orElse("");
  }
}
