// SPDX-License-Identifier: Apache-2.0
/** A module with a binder, on the module path of java_test.c. */
module dev.tenon.test.module {}
