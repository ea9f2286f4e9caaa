// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Text can be read on its ground: WCAG 2.2, success criterion 1.4.3, level AA. */
class StyleTest {

  private static final double ENOUGH = 4.5;

  // What the style sheet gives the types in tiles.
  private static final double TYPE_OPACITY = 0.8;

  private static final Pattern SCHEME = Pattern.compile(":root \\{(.*?)\\}", Pattern.DOTALL);
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");

  @Test
  void contrastIsEnoughInLightAndDark() {
    String style = Page.withoutCode("market").all("style").get(0).getTextContent();
    assertThat(style).contains(".tile .type { opacity: .8;");
    Matcher schemes = SCHEME.matcher(style);
    int found = 0;
    while (schemes.find()) {
      if (!schemes.group(1).contains("--ink:")) {
        continue; // Paper takes the colours of light but for the ground.
      }
      found++;
      Map<String, int[]> colours = colours(schemes.group(1));
      int[] page = colours.get("page");
      check("ink", colours.get("ink"), page);
      check("muted", colours.get("muted"), page);
      check("muted on a panel", colours.get("muted"), colours.get("panel"));
      check("link", colours.get("link"), page);
      check("cache", colours.get("cache"), page);
      check("warning", colours.get("warn-ink"), colours.get("warn"));
      check("target", colours.get("ink"), colours.get("mark"));
      check("link in a target", colours.get("link"), colours.get("mark"));
      for (TileKind kind : TileKind.values()) {
        int[] ground = colours.get(kind.css());
        int[] ink = colours.get(kind.css() + "-ink");
        check(kind.css(), ink, ground);
        if (!kind.css().equals("padding") && kind != TileKind.RESERVED) {
          check("type in " + kind.css(), mixed(ink, ground), ground);
        }
      }
    }
    assertThat(found).isEqualTo(2);
  }

  private static Map<String, int[]> colours(String scheme) {
    Map<String, int[]> colours = new HashMap<>();
    Matcher matcher = COLOUR.matcher(scheme);
    while (matcher.find()) {
      int rgb = Integer.parseInt(matcher.group(2).substring(1), 16);
      colours.put(matcher.group(1), new int[] {rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF});
    }
    return colours;
  }

  private static int[] mixed(int[] ink, int[] ground) {
    int[] mixed = new int[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = (int) Math.round(ink[i] * TYPE_OPACITY + ground[i] * (1 - TYPE_OPACITY));
    }
    return mixed;
  }

  private static void check(String what, int[] ink, int[] ground) {
    double lighter = Math.max(luminance(ink), luminance(ground));
    double darker = Math.min(luminance(ink), luminance(ground));
    assertThat((lighter + 0.05) / (darker + 0.05)).as(what).isGreaterThanOrEqualTo(ENOUGH);
  }

  /** Relative luminance as WCAG 2.2 defines it. */
  private static double luminance(int[] rgb) {
    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
