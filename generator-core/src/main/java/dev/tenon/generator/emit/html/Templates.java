// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.TemplateFolder;
import freemarker.core.HTMLOutputFormat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The templates of the page: ours, and in place of single ones those of a user's directory. */
final class Templates {

  private static final String PAGE = "html/page.html.ftl";

  private static final Set<String> NAMES =
      Set.of(
          PAGE,
          "html/calls.html.ftl",
          "html/macros.html.ftl",
          "html/map.html.ftl",
          "html/regions.html.ftl",
          "html/style.css.ftl",
          "html/types.html.ftl");

  private final TemplateFolder folder;

  /**
   * @param overrides a directory with files such as {@code html/style.css.ftl}
   */
  Templates(Optional<Path> overrides) {
    folder = new TemplateFolder("html", NAMES, HTMLOutputFormat.INSTANCE, overrides);
  }

  String render(PageView page) {
    return folder.render(PAGE, page);
  }
}
