/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/failure.h"

/* Each thread writes and reads only its own. */
static _Thread_local char detail_buffer[2048];
static _Thread_local const char *detail = "";

static void format_detail(const char *format, va_list arguments, const char *suffix) {
    int length = vsnprintf(detail_buffer, sizeof detail_buffer, format, arguments);
    if (length < 0) {
        length = 0;
        detail_buffer[0] = '\0';
    }
    if (suffix != NULL && (size_t)length < sizeof detail_buffer) {
        (void)snprintf(detail_buffer + length, sizeof detail_buffer - (size_t)length, ": %s",
                       suffix);
    }
    detail = detail_buffer;
}

tenon_status tenon_fail(tenon_status status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    format_detail(format, arguments, NULL);
    va_end(arguments);
    return status;
}

tenon_status tenon_fail_system(int error, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    format_detail(format, arguments, strerror(error));
    va_end(arguments);
    return TENON_SYSTEM;
}

tenon_status tenon_outcome(tenon_status status, const char *text) {
    detail = text;
    return status;
}

tenon_status tenon_status_report(tenon_status status, const char *text) {
    return tenon_outcome(status, text);
}

const char *tenon_status_detail(void) { return detail; }

const char *tenon_status_text(tenon_status status) {
    switch (status) {
        case TENON_OWNER_DIED:
            return "locked, and the owner before died";
        case TENON_OK:
            return "success";
        case TENON_TOO_LONG:
            return "the value is longer than its room";
        case TENON_FULL:
            return "the queue is full";
        case TENON_TIMED_OUT:
            return "the time-out passed";
        case TENON_PEER_LEFT:
            return "the peer left";
        case TENON_BUSY:
            return "somebody alive holds it";
        case TENON_EXISTS:
            return "the name is taken";
        case TENON_NOT_FOUND:
            return "there is nothing of this name";
        case TENON_MISMATCH:
            return "the other side was made from another schema";
        case TENON_NOT_READY:
            return "the region is not complete";
        case TENON_STALE:
            return "the region is from before the last boot";
        case TENON_FOREIGN_NAMESPACE:
            return "the region is from another process-id namespace";
        case TENON_CORRUPT:
            return "the shared memory is corrupt";
        case TENON_NO_SPACE:
            return "the file system is full";
        case TENON_UNSAFE:
            return "the file's owner, mode or type is unsafe";
        case TENON_INVALID:
            return "an argument is invalid";
        case TENON_LIMIT:
            return "every place is taken";
        case TENON_SYSTEM:
            return "the operating system refused";
        case TENON_JAVA:
            return "Java could not be started, or threw";
        case TENON_AGAIN:
            return "the value was overwritten each time that it was read";
        case TENON_TRUNCATED:
            return "the region's file was cut short";
    }
    return "unknown status";
}
