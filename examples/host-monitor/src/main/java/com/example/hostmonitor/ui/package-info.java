// SPDX-License-Identifier: Apache-2.0
/** User interface: output and keys. Uses {@code model} and nothing else of the monitor. */
package com.example.hostmonitor.ui;
