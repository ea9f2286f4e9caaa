/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include <tenon/tenon.h>

int main(void) {
    tenon_status status = tenon_region_remove("no-region-has-this-name-0815", NULL);
    printf("%s: %s\n", tenon_status_text(status), tenon_status_detail());
    return status == TENON_NOT_FOUND ? 0 : 1;
}
