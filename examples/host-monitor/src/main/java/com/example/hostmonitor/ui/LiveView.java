// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import com.example.hostmonitor.model.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/** A screen that is redrawn in place, on an ANSI terminal (ECMA-48 and xterm's screens). */
public final class LiveView implements View {
  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final int FRAMES_BETWEEN_SIZES = 5;

  private static final String ESCAPE = "\033[";
  private static final String OTHER_SCREEN = ESCAPE + "?1049h" + ESCAPE + "?25l";
  private static final String FIRST_SCREEN = ESCAPE + "?25h" + ESCAPE + "?1049l";
  private static final String HOME = ESCAPE + "H";
  private static final String END_OF_LINE = ESCAPE + "K";
  private static final String END_OF_SCREEN = ESCAPE + "J";

  private final PrintStream out;
  private final String title;
  private final Terminal terminal;
  private final Dashboard dashboard;
  private TerminalSize size;
  private int frames;
  private volatile String note = "";

  /**
   * Takes the terminal over.
   *
   * @param out the terminal
   * @param title what stands at the top
   * @param keys gets every key, on another thread
   * @throws IOException if there is no terminal
   */
  public LiveView(PrintStream out, String title, IntConsumer keys) throws IOException {
    this.out = out;
    this.title = title;
    boolean colored = System.getenv("NO_COLOR") == null; // see no-color.org
    this.dashboard = new Dashboard(Glyphs.of(out.charset()), colored);
    this.terminal = Terminal.open();
    this.size = terminal.size();
    terminal.listen(keys);
    out.print(OTHER_SCREEN);
    out.flush();
  }

  @Override
  public Duration period() {
    return PERIOD;
  }

  @Override
  public void show(Snapshot snapshot) {
    if (++frames % FRAMES_BETWEEN_SIZES == 0) {
      size = terminal.size();
    }
    List<String> lines = dashboard.draw(snapshot, title, note, size);
    // One write for the whole frame, and nothing is cleared before it is drawn over: no flicker.
    out.print(HOME + String.join(END_OF_LINE + "\r\n", lines) + END_OF_LINE + END_OF_SCREEN);
    out.flush();
  }

  @Override
  public void note(String text) {
    note = text;
  }

  @Override
  public void close() {
    out.print(FIRST_SCREEN);
    out.flush();
    terminal.close();
    if (!note.isEmpty()) {
      out.println(note);
    }
  }
}
