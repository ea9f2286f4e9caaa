// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit;

import freemarker.core.Environment;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Excerpts of what templates print, by the name of the declaration that each belongs to.
 *
 * <p>A template marks them while it prints: {@code <@excerpt of=struct.type>} … {@code </@excerpt>}
 * prints its contents unchanged and keeps a copy. Only the template knows where a declaration
 * begins and ends, and it may be a user's own.
 */
public final class Excerpts {

  /** Name of the directive. */
  static final String DIRECTIVE = "excerpt";

  /**
   * A piece of text.
   *
   * @param head whether it is the head of a function, whose body is left out
   */
  public record Excerpt(String text, boolean head) {}

  private final Map<String, List<Excerpt>> byName = new LinkedHashMap<>();

  /** Returns the excerpts of a declaration in the order in which they were printed. */
  public List<Excerpt> of(String name) {
    return List.copyOf(byName.getOrDefault(name, List.of()));
  }

  /** The directive of templates: {@code of} names the declaration, {@code head} is optional. */
  void print(
      Environment environment,
      Map<?, ?> parameters,
      TemplateModel[] loopVariables,
      TemplateDirectiveBody body)
      throws TemplateException, IOException {
    if (!(parameters.get("of") instanceof TemplateScalarModel name)) {
      throw new TemplateModelException("excerpt needs a text 'of', the name of a declaration");
    }
    boolean head =
        parameters.get("head") instanceof TemplateBooleanModel value && value.getAsBoolean();
    if (body != null) {
      StringWriter text = new StringWriter();
      body.render(text);
      environment.getOut().write(text.toString());
      byName
          .computeIfAbsent(name.getAsString(), of -> new ArrayList<>())
          .add(new Excerpt(text.toString(), head));
    }
  }
}
