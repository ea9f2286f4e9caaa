// SPDX-License-Identifier: Apache-2.0
/** What the user sees and presses. Uses {@code model} and nothing else of the monitor. */
package com.example.hostmonitor.ui;
