// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.check.calls.ByValueRule;
import dev.tenon.generator.check.calls.CallbackRule;
import dev.tenon.generator.check.calls.CriticalRule;
import dev.tenon.generator.check.calls.ForeignFunctionRule;
import dev.tenon.generator.check.calls.ParameterCountRule;
import dev.tenon.generator.check.calls.ReleaseRule;
import dev.tenon.generator.check.contract.GrowthRule;
import dev.tenon.generator.check.contract.ImportRule;
import dev.tenon.generator.check.contract.LifeRule;
import dev.tenon.generator.check.contract.MessageIdRule;
import dev.tenon.generator.check.contract.ReservedRule;
import dev.tenon.generator.check.contract.SchemaHeaderRule;
import dev.tenon.generator.check.contract.UnusedImportRule;
import dev.tenon.generator.check.layout.AlignmentRule;
import dev.tenon.generator.check.layout.AtomicRule;
import dev.tenon.generator.check.layout.BitsRule;
import dev.tenon.generator.check.layout.ByteOrderRule;
import dev.tenon.generator.check.layout.EmptyDeclarationRule;
import dev.tenon.generator.check.layout.EnumRule;
import dev.tenon.generator.check.layout.ExternRule;
import dev.tenon.generator.check.layout.FalseSharingRule;
import dev.tenon.generator.check.layout.FlagsRule;
import dev.tenon.generator.check.layout.ForeignLayoutRule;
import dev.tenon.generator.check.layout.InitialTagRule;
import dev.tenon.generator.check.layout.JavaLimitsRule;
import dev.tenon.generator.check.layout.LimitsRule;
import dev.tenon.generator.check.layout.PaddingRule;
import dev.tenon.generator.check.layout.StoredEnumRule;
import dev.tenon.generator.check.layout.StructSizeRule;
import dev.tenon.generator.check.layout.UnionRule;
import dev.tenon.generator.check.layout.ValueRecordRule;
import dev.tenon.generator.check.names.CCollisionRule;
import dev.tenon.generator.check.names.DuplicateNameRule;
import dev.tenon.generator.check.names.GivenNameRule;
import dev.tenon.generator.check.names.JavaCollisionRule;
import dev.tenon.generator.check.names.NameRule;
import dev.tenon.generator.check.names.ReadableNameRule;
import dev.tenon.generator.check.regions.LatestRule;
import dev.tenon.generator.check.regions.MessageSectionRule;
import dev.tenon.generator.check.regions.RegionRule;
import dev.tenon.generator.check.regions.SectionGrowthRule;
import dev.tenon.generator.check.regions.SyncSectionRule;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.reader.SchemaDocument;
import java.util.List;

/** All rules of the schema language. */
public final class Rules {

  private static final Rules STANDARD =
      new Rules(
          List.of(
              new SchemaHeaderRule(),
              new NameRule(),
              new DuplicateNameRule(),
              new ImportRule(),
              new LifeRule(),
              new ReservedRule(),
              new EmptyDeclarationRule(),
              new EnumRule(),
              new FlagsRule(),
              new MessageIdRule(),
              new AtomicRule(),
              new ByteOrderRule(),
              new BitsRule(),
              new StoredEnumRule(),
              new LimitsRule(),
              new UnionRule(),
              new ExternRule(),
              new ForeignLayoutRule(),
              new AlignmentRule(),
              new StructSizeRule(),
              new JavaLimitsRule(),
              new GrowthRule(),
              new ParameterCountRule(),
              new ForeignFunctionRule(),
              new ByValueRule(),
              new CallbackRule(),
              new CriticalRule(),
              new ReleaseRule(),
              new RegionRule(),
              new SectionGrowthRule(),
              new MessageSectionRule(),
              new LatestRule(),
              new SyncSectionRule(),
              new GivenNameRule(),
              new JavaCollisionRule(),
              new CCollisionRule()),
          List.of(
              new InitialTagRule(),
              new PaddingRule(),
              new FalseSharingRule(),
              new ValueRecordRule(),
              new ReadableNameRule(),
              new UnusedImportRule()));

  private final List<Rule> rules;
  private final List<Rule> advice;

  private Rules(List<Rule> rules, List<Rule> advice) {
    this.rules = rules;
    this.advice = advice;
  }

  public static Rules standard() {
    return STANDARD;
  }

  /**
   * Reports everything in a schema that breaks a rule. Advice is given when nothing is wrong: it
   * must neither hide errors nor be about what they will change.
   */
  public void check(SchemaDocument document, Layouts layouts, Diagnostics diagnostics) {
    Check check = new Check(document.schema(), layouts, document.places(), diagnostics);
    rules.forEach(rule -> rule.check(check));
    if (!diagnostics.hasErrors()) {
      advice.forEach(rule -> rule.check(check));
    }
  }
}
