<#-- SPDX-License-Identifier: Apache-2.0 -->

static inline int ${view.ownLower}_invalid(const char **field, const char *name) {
    *field = name;
    return -1;
}
<#list view.composites as composite>
<#list composite.validations as validation>

/**
 * Validates enums, limits, counts and texts.
 *
 * @param field receives the path of the first invalid field
 * @return 0; -1 when a field is invalid
 */
<@c.head composite.type validation.head/> {
<#list validation.indices as index>
    size_t ${index};
</#list>
<#list validation.checks as line>
    ${line}
</#list>
    return 0;
}
</#list>
</#list>
