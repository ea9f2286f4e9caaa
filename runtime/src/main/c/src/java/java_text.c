/* SPDX-License-Identifier: Apache-2.0 */
/* Java's strings and exceptions as UTF-8. */
#include <stdio.h>
#include <string.h>

#include "java/java_internal.h"

/* An exception and its causes, as far as they are told. */
#define EXCEPTIONS_TOLD 4

static bool is_high_surrogate(uint16_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }

static bool is_low_surrogate(uint16_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/* RFC 3629, section 3. Returns the length, 1 to 4. */
static size_t encode_utf8(uint32_t character, char bytes[4]) {
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (char)((0xF00U >> length & 0xFF) | character);
    return length;
}

size_t tenon_java_text(jni_environment *environment, jni_object string, char *buffer, size_t size) {
    static const char shortened[] = "...";
    int32_t count = (*environment)->get_string_length(environment, string);
    size_t length = 0;
    for (int32_t i = 0; i < count; i++) {
        uint16_t units[2] = {0};
        (*environment)->get_string_region(environment, string, i, i + 1 < count ? 2 : 1, units);
        uint32_t character = units[0];
        if (is_high_surrogate(units[0]) && is_low_surrogate(units[1])) {
            character = 0x10000 + ((uint32_t)(units[0] - 0xD800) << 10) + (units[1] - 0xDC00U);
            i++;
        } else if (character == 0 || (character >= 0xD800 && character <= 0xDFFF)) {
            character = 0xFFFD;
        }
        char bytes[4];
        size_t bytes_length = encode_utf8(character, bytes);
        if (length + bytes_length + sizeof shortened > size) {
            if (sizeof shortened <= size - length) {
                memcpy(buffer + length, shortened, sizeof shortened);
                return length + sizeof shortened - 1;
            }
            break;
        }
        memcpy(buffer + length, bytes, bytes_length);
        length += bytes_length;
    }
    if (size > 0) {
        buffer[length] = '\0';
    }
    return length;
}

/* Calls a method without parameters that returns an object; NULL also when it threw, which is
 * cleared: this is for telling of an exception. */
static jni_object ask(jni_environment *environment, jni_object object, const char *name,
                      const char *signature) {
    jni_object type = (*environment)->get_object_class(environment, object);
    jni_method method = (*environment)->get_method_id(environment, type, name, signature);
    jni_object answer = NULL;
    if (method != NULL) {
        answer = (*environment)->call_object_method(environment, object, method, NULL);
    }
    if ((*environment)->exception_check(environment)) {
        (*environment)->exception_clear(environment);
        return NULL;
    }
    return answer;
}

static size_t append(char *buffer, size_t size, size_t length, const char *text) {
    int more = snprintf(buffer + length, size - length, "%s", text);
    return more < 0 ? length : length + (size_t)more < size ? length + (size_t)more : size - 1;
}

static size_t append_exception(jni_environment *environment, jni_object exception, char *buffer,
                               size_t size, size_t length) {
    jni_object text = ask(environment, exception, "toString", "()Ljava/lang/String;");
    if (text == NULL) {
        /* toString() is the exception's own and may throw in turn. */
        jni_object type = (*environment)->get_object_class(environment, exception);
        text = ask(environment, type, "getName", "()Ljava/lang/String;");
    }
    if (text == NULL) {
        return append(buffer, size, length, "an exception that cannot be told");
    }
    /* Half of the room, the rest is for its causes: they tell more. */
    return length + tenon_java_text(environment, text, buffer + length, (size - length) / 2);
}

size_t tenon_java_exception_text(jni_environment *environment, char *buffer, size_t size) {
    jni_object exception = (*environment)->exception_occurred(environment);
    (*environment)->exception_clear(environment);
    buffer[0] = '\0';
    size_t length = 0;
    for (int i = 0; exception != NULL && i < EXCEPTIONS_TOLD; i++) {
        if (i > 0) {
            length = append(buffer, size, length, "; caused by ");
        }
        length = append_exception(environment, exception, buffer, size, length);
        exception = ask(environment, exception, "getCause", "()Ljava/lang/Throwable;");
    }
    return length;
}
