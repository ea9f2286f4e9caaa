<#-- SPDX-License-Identifier: Apache-2.0 -->

static inline int ${view.ownLower}_invalid(const char **field, const char *name) {
    *field = name;
    return -1;
}
<#list view.composites as composite>
<#list composite.validations as validation>

/** Returns 0, or -1 and in *field the first field whose content is not allowed. */
${validation.head} {
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
