// SPDX-License-Identifier: Apache-2.0
// The headers compile as C++, and a C++ exception may leave a message handler.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include <unistd.h>

#include <tenon/atomic.h>
#include <tenon/java.h>
#include <tenon/tenon.h>

namespace {

void check(bool condition, const char *what) {
    if (!condition) {
        std::fprintf(stderr, "%s: %s\n", what, tenon_status_detail());
        std::exit(1);
    }
}

void collectOrThrow(void *context, uint16_t messageId, uint16_t, const void *payload,
                    uint32_t size) {
    auto *received = static_cast<std::vector<std::string> *>(context);
    if (messageId == 2) {
        throw std::runtime_error("refused");
    }
    received->emplace_back(static_cast<const char *>(payload), size);
}

void send(tenon_queue *queue, uint16_t messageId, const char *text) {
    void *payload = nullptr;
    const auto size = static_cast<uint32_t>(std::strlen(text));
    check(tenon_queue_claim(queue, messageId, 1, size, &payload) == TENON_OK, "claim");
    std::memcpy(payload, text, size);
    tenon_queue_publish(queue);
}

void exceptionInHandlerConsumesItsMessage(tenon_queue *queue) {
    std::vector<std::string> received;
    send(queue, 1, "before");
    send(queue, 2, "throws");
    send(queue, 1, "after");
    bool thrown = false;
    try {
        tenon_queue_poll(queue, collectOrThrow, &received, 10);
    } catch (const std::runtime_error &) {
        thrown = true;
    }
    check(thrown, "the exception did not arrive");
    check(tenon_queue_poll(queue, collectOrThrow, &received, 10) == 1, "poll after an exception");
    check(received == std::vector<std::string>({"before", "after"}), "messages around it");
    check(tenon_queue_poll(queue, collectOrThrow, &received, 10) == 0, "nothing is left");
}

void throwAlways(void *, uint16_t, uint16_t, const void *, uint32_t) {
    throw std::runtime_error("no");
}

void countTasks(void *context, uint16_t, uint16_t, const void *, uint32_t) {
    ++*static_cast<int *>(context);
}

void exceptionInHandlerGivesItsTaskBack(tenon_work *work) {
    tenon_worker *worker = nullptr;
    void *payload = nullptr;
    check(tenon_work_join(work, &worker) == TENON_OK, "join");
    check(tenon_work_claim(work, 1, 1, 8, &payload) == TENON_OK, "claim a task");
    std::memset(payload, 0, 8);
    tenon_work_publish(work);
    bool caught = false;
    try {
        tenon_work_poll(worker, throwAlways, nullptr, 10);
    } catch (const std::runtime_error &) {
        caught = true;
    }
    check(caught, "the exception leaves the poll");
    int count = 0;
    check(tenon_work_poll(worker, countTasks, &count, 10) == 1 && count == 1, "it comes again");
    check(tenon_work_leave(worker) == TENON_OK, "leave");
}

tenon_listener listeners[4];
uint64_t order[4];
tenon_registry registry = TENON_REGISTRY(listeners, order, 4);

void add(void *context, int value) { static_cast<std::vector<int> *>(context)->push_back(value); }

void clear(void *context) { static_cast<std::vector<int> *>(context)->clear(); }

void listenersWorkInCpp() {
    using Add = void (*)(void *, int);
    std::vector<int> values;
    const tenon_callback callback = {reinterpret_cast<void (*)()>(&add), &clear, &values};
    tenon_registration registration = {};
    check(tenon_registry_add(&registry, &callback, &registration) == TENON_OK, "add");
    tenon_emission emission;
    tenon_emission_begin(&emission, &registry);
    while (const tenon_callback *listener = tenon_emission_next(&emission)) {
        reinterpret_cast<Add>(listener->call)(listener->context, 7);
    }
    check(values == std::vector<int>({7}) && emission.called == 1, "one call");
    check(tenon_registry_remove(&registry, &registration) == TENON_OK, "remove");
    check(values.empty(), "released");
}

void missingJavaIsAStatus() {
    tenon_java_options options = {};
    options.java_home = "/no/java/is/here";
    check(tenon_java_start(&options) == TENON_NOT_FOUND, "no Java");
}

}  // namespace

int main() {
    listenersWorkInCpp();
    missingJavaIsAStatus();
    static const tenon_section_descriptor sections[] = {
        {"texts", TENON_SECTION_KIND_QUEUE, 8, 1024, nullptr, 0, 1, 0},
        {"jobs", TENON_SECTION_KIND_WORK, 8, 1024, nullptr, 0, 2, 0}};
    static const char text[] = "tenon-layout 1\nschema cpp\nregion Texts\n";
    static const tenon_region_descriptor descriptor = {
        "cpp", "Texts", "tenon 0.1.0", 1, 2, sections, text, sizeof text - 1, {1, 2, 3},
        nullptr, 0, nullptr, 0};
    const std::string path = "/tmp/tenon-cpp-" + std::to_string(getpid());
    tenon_region_options options = {};
    options.backing = TENON_BACKING_FILE;
    tenon_region *region = nullptr;
    check(tenon_region_open_or_create(&descriptor, path.c_str(), &options, &region) == TENON_OK,
          "open_or_create");
    exceptionInHandlerConsumesItsMessage(tenon_region_queue(region, 0));
    exceptionInHandlerGivesItsTaskBack(tenon_region_work(region, 1));
    tenon_region_close(region);
    check(tenon_region_remove(path.c_str(), &options) == TENON_NOT_FOUND, "last one out");
    return 0;
}
