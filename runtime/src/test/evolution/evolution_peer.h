/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of the C process of one version of the contract. */
#ifndef EVOLUTION_PEER_H
#define EVOLUTION_PEER_H

#include <evolution/evolution_regions.h>

/** Ends the process with a sentence unless the condition holds. */
void expect(int condition, const char *what);

/** The same for the status of a function. */
void require_ok(tenon_status status, const char *what);

/** Writes what a program of this version writes into the structs of the region. */
void write_structs(evo_plant *plant);

/** Writes the sections that later versions appended to the region, as far as it has them. */
void write_sections(evo_plant *plant);

/** Sends what a program of this version sends. */
void write_messages(evo_plant *plant);

#endif
