// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import com.example.levelmeter.contract.Ending;
import com.example.levelmeter.contract.Meter;

/**
 * One line of the display, a channel strip as mixing desks have them: a meter, what it says, and
 * what it should say.
 *
 * @param name for people
 * @param meter the library's object; closing it ends it
 * @param reading what the library called back with
 * @param peak that theory expects, as amplitude
 * @param rms that theory expects, as amplitude
 * @param ending that is expected
 */
record Strip(String name, Meter meter, Reading reading, double peak, double rms, Ending ending) {}
