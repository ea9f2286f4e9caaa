// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

/** The library of events.tenon.yaml, loaded once. */
final class LoadedEvents {

  static final Events EVENTS = Events.load(CBuild.library("events"));

  private LoadedEvents() {}
}
