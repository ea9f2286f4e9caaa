// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import com.example.levelmeter.contract.ClipAction;
import com.example.levelmeter.contract.Ending;
import com.example.levelmeter.contract.LevelMeter;
import com.example.levelmeter.contract.OnBlockEvent;
import dev.tenon.runtime.callback.Registration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hears all meters. Every meter calls from its own thread, so this is called from several at once;
 * those of one meter come one after the other.
 */
final class Listeners implements AutoCloseable {
  /** A meter that clips so often is stopped. */
  static final int PATIENCE = 3;

  /** By the meter's number. The first call can come before its opener knows the number. */
  private final Map<Long, Reading> readings = new ConcurrentHashMap<>();

  private final Registration blocks;
  private final Registration clips;
  private final Registration ends;

  Listeners(LevelMeter library) {
    blocks = library.onBlock(this::onBlock);
    clips = library.onClip(this::onClip);
    ends = library.onEnd(this::onEnd);
  }

  /** Readings of a meter so far. */
  Reading of(long meter) {
    return readings.computeIfAbsent(meter, number -> new Reading());
  }

  private void onBlock(OnBlockEvent.Array events) {
    Reading reading = of(events.at(0).meter());
    reading.called();
    for (OnBlockEvent event : events) {
      reading.add(event);
    }
  }

  private ClipAction onClip(long meter, long position, double peak) {
    return of(meter).clipped() < PATIENCE ? ClipAction.CARRY_ON : ClipAction.STOP;
  }

  private void onEnd(long meter, Ending ending) {
    of(meter).ended(ending);
  }

  /** After this nothing is called any more: calls in flight are waited for. */
  @Override
  public void close() {
    ends.close();
    clips.close();
    blocks.close();
  }
}
