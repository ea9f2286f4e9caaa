/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Starts Java for this program. */
#ifndef JAVA_H
#define JAVA_H

#include <tenon/java.h>

/**
 * Finds the jar beside the program's folder, or where ZONETIME_JAR says, and starts Java with it.
 * Java itself is looked for in JAVA_HOME, then on the PATH. Prints what went wrong.
 */
tenon_status java_start(void);

#endif
