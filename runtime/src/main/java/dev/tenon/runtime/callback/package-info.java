// SPDX-License-Identifier: Apache-2.0
/**
 * Calls between Java and C in one process, as generated code and its users see them.
 *
 * <p>Users meet {@link dev.tenon.runtime.callback.Registration}, {@link
 * dev.tenon.runtime.callback.CallbackExceptions}, {@link dev.tenon.runtime.callback.Errno} and the
 * exceptions; everything else is what generated code is made of. Needs {@code
 * --enable-native-access=dev.tenon.runtime}. Depends on {@code dev.tenon.runtime.call}, {@code
 * dev.tenon.runtime.layout} and the JDK only.
 */
package dev.tenon.runtime.callback;
