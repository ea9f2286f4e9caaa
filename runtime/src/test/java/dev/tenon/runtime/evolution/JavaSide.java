// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.SectionAbsentException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The generated Java of a version, in this process. */
final class JavaSide implements Side {

  /** Messages of a broadcast that a late consumer asks for. */
  private static final long ALL = 100;

  private final int version;
  private Mirror plant;

  JavaSide(int version) {
    this.version = version;
  }

  @Override
  public void create(String name) {
    plant = open("create", name);
  }

  @Override
  public void attach(String name) {
    plant = open("attach", name);
  }

  @Override
  public void openOrCreate(String name) {
    plant = open("openOrCreate", name);
  }

  @Override
  public int regionVersion() {
    return (int) plant.get("region").call("contractVersion");
  }

  private Mirror open(String how, String name) {
    return new Mirror(Mirror.call(Mirror.type(version, "Plant"), null, how, name));
  }

  @Override
  public void write() {
    new JavaWriter(version, plant).write();
  }

  @Override
  public List<String> read() {
    List<String> said = new ArrayList<>();
    device("device", plant.get("device"), said);
    part("part", plant.get("part"), said);
    log("log", plant.get("log"), said);
    receive(said);
    sections(said);
    return said;
  }

  /** Reads sections that later versions appended to the region. */
  private void sections(List<String> said) {
    if (version >= 2 && isThere("Status", 2, said)) {
      Mirror status = plant.get("status");
      said.add("status.beat=" + status.call("beat"));
      if (version >= 3) {
        said.add("status.uptime=" + status.call("uptime"));
      }
    }
    if (version >= 2 && isThere("Replies", 2, said)) {
      receive("replies", "RepliesHandler", said);
    }
    if (version >= 3 && isThere("Limits", 3, said)) {
      part("limits", plant.get("limits"), said);
    }
  }

  /** Asks for a section, and requires that the accessor says the same. */
  private boolean isThere(String section, int since, List<String> said) {
    String accessor = section.toLowerCase(Locale.ROOT);
    if ((boolean) plant.call("has" + section)) {
      return true;
    }
    assertThatThrownBy(() -> plant.call(accessor))
        .isExactlyInstanceOf(SectionAbsentException.class)
        .hasMessageStartingWith(
            "Plant." + accessor + " came with version " + since + " of the contract, and ")
        .hasMessageEndingWith(" is of version " + regionVersion());
    said.add(accessor + "=absent");
    return false;
  }

  private void receive(List<String> said) {
    receive("events", "EventsHandler", said);
    Object forNews = handler("NewsHandler", saying(said));
    poll(plant.get("news").get("consumer", forNews, ALL));
    poll(plant.get("jobs").get("worker", handler("JobsHandler", saying(said))));
    Mirror reader = plant.get("newest").get("reader");
    if ((boolean) reader.call("read")) {
      device("newest", reader.get("value"), said);
    }
  }

  private void receive(String queue, String handler, List<String> said) {
    poll(consumer(queue, handler, saying(said)));
  }

  private static void poll(Mirror consumer) {
    try {
      consumer.call("poll", Integer.MAX_VALUE);
    } finally {
      consumer.call("close");
    }
  }

  /** Says what each message has. */
  private InvocationHandler saying(List<String> said) {
    return (proxy, method, arguments) -> {
      switch (method.getName()) {
        case "onDevice" -> device("Device", new Mirror(arguments[0]), said);
        case "onLog" -> log("Log", new Mirror(arguments[0]), said);
        case "onBatch" -> batch(new Mirror(arguments[0]), said);
        case "onEvent" -> event(new Mirror(arguments[0]), said);
        case "onNewcomer" -> newcomer(new Mirror(arguments[0]), said);
        default -> said.add("unknown=" + arguments[0]);
      }
      return null;
    };
  }

  @Override
  public long unhandled() {
    List<String> first = List.of("onDevice", "onLog", "onBatch", "onEvent");
    Mirror consumer =
        consumer(
            "events",
            "EventsHandler",
            (proxy, method, arguments) ->
                first.contains(method.getName())
                    ? null
                    : InvocationHandler.invokeDefault(proxy, method, arguments));
    assertThat(consumer.call("unhandled")).isEqualTo(0L);
    assertThat((int) consumer.call("poll", Integer.MAX_VALUE)).isPositive();
    consumer.call("close");
    return (long) consumer.call("unhandled");
  }

  private Mirror consumer(String queue, String type, InvocationHandler receiver) {
    return plant.get(queue).get("consumer", handler(type, receiver));
  }

  private Object handler(String type, InvocationHandler receiver) {
    Class<?> handler = Mirror.type(version, "Plant$" + type);
    return Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, receiver);
  }

  private void part(String where, Mirror part, List<String> said) {
    said.add(where + ".weight=" + String.format(Locale.ROOT, "%.1f", (double) part.call("weight")));
    said.add(where + ".state=" + part.call("stateRaw"));
    if (version >= 2) {
      said.add(where + ".marks=" + part.call("marks"));
    }
    if (version >= 3) {
      said.add(where + ".color=" + part.call("color"));
    }
  }

  private void device(String where, Mirror device, List<String> said) {
    said.add(where + ".serial=" + device.call("serial"));
    if (version >= 2) {
      said.add(where + ".mode=" + device.call("mode"));
    }
    part(where + ".part", device.get("part"), said);
    said.add(where + ".name=" + device.call("name"));
    said.add(where + ".state=" + device.call("stateRaw"));
    said.add(where + ".marks=" + device.call("marks"));
    said.add(where + ".flag=" + device.call("flag"));
    if (version >= 2) {
      said.add(where + ".late=" + device.call("late"));
      said.add(where + ".total=" + Long.toUnsignedString((long) device.call("total")));
      said.add(where + ".count=" + device.call("count"));
      said.add(where + ".big=" + device.call("big"));
      said.add(where + ".time=" + device.call("timeRaw"));
    }
    if (version >= 3) {
      said.add(where + ".label=" + device.call("label"));
      Mirror origin = device.get("origin");
      said.add(where + ".origin=" + origin.call("x") + "," + origin.call("y"));
      List<String> samples = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        samples.add(device.call("samples", i / 3, i % 3).toString());
      }
      said.add(where + ".samples=" + String.join(",", samples));
      StringBuilder history = new StringBuilder();
      for (int i = 0; i < (int) device.call("historyCount"); i++) {
        history.append(device.call("history", i)).append(',');
      }
      said.add(where + ".history=" + history);
    }
  }

  private void log(String where, Mirror log, List<String> said) {
    said.add(where + ".level=" + log.call("level"));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < (int) log.call("linesCount"); i++) {
      lines.append(log.call("lines", i)).append(',');
    }
    said.add(where + ".lines=" + lines);
    if (version >= 3) {
      said.add(where + ".checksum=" + log.call("checksum"));
    }
  }

  private void batch(Mirror batch, List<String> said) {
    said.add("Batch.number=" + batch.call("number"));
    for (Object part : (Iterable<?>) batch.call("parts")) {
      part("Batch.parts", new Mirror(part), said);
    }
  }

  private void event(Mirror event, List<String> said) {
    int kind = (int) event.call("kindRaw");
    said.add("Event.kind=" + kind);
    Mirror body = event.get("body");
    if (kind == 1) {
      part("Event.part", body.get("part"), said);
    } else if (kind == 2) {
      said.add("Event.number=" + body.call("number"));
    } else if (version >= 3) {
      said.add("Event.word=" + body.call("word"));
    }
    said.add("Event.last=" + event.call("last"));
  }

  private void newcomer(Mirror newcomer, List<String> said) {
    said.add("Newcomer.value=" + newcomer.call("value"));
    if (version >= 3) {
      said.add("Newcomer.more=" + newcomer.call("more"));
    }
  }

  @Override
  public void close() {
    if (plant != null) {
      plant.call("close");
    }
  }
}
