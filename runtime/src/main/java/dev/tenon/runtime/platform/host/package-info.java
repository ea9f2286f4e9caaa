// SPDX-License-Identifier: Apache-2.0
/** The choice of a platform. Depends on every platform; only the entry to regions depends on it. */
package dev.tenon.runtime.platform.host;
