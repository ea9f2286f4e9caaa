// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/** One section of a region. Code that differs by kind switches over the classes. */
public sealed interface SectionView
    permits StructView,
        QueueView,
        LatestView,
        BroadcastView,
        WorkView,
        EventView,
        MutexView,
        SemaphoreView,
        UnknownView,
        BrokenView {
  /** Name in the schema, without control characters. */
  String name();

  /** First sentence of its documentation, without control characters; empty for none. */
  String doc();
}
