/* SPDX-License-Identifier: Apache-2.0 */
/* Telling callbacks of Java from those of C; for calls into Java see <tenon/callback.h>. */
#ifndef TENON_SRC_CALL_JAVA_CALL_H
#define TENON_SRC_CALL_JAVA_CALL_H

#include <stdbool.h>

#include <tenon/callback.h>

/* Whether Java handed this callback over to be kept. */
bool tenon_java_owns(const tenon_callback *callback);

#endif
