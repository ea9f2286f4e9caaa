/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include <tenon/java.h>
#include <tenon/tenon.h>

static tenon_listener listeners[2];
static uint64_t order[2];
static tenon_registry registry = TENON_REGISTRY(listeners, order, 2);

static int not_found(tenon_status status) {
    printf("%s: %s\n", tenon_status_text(status), tenon_status_detail());
    return status == TENON_NOT_FOUND;
}

int main(void) {
    static const tenon_java_options java = {.java_home = "/no/java/is/here"};
    static const tenon_registration none = {0};
    return not_found(tenon_region_remove("no-region-has-this-name-0815", NULL)) &&
                   not_found(tenon_java_start(&java)) &&
                   not_found(tenon_registry_remove(&registry, &none))
               ? 0
               : 1;
}
