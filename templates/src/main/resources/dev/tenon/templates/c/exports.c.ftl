<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
#include <${view.schema}/${view.schema}_exports.h>
<#if view.specialNumbers>
#include <math.h>
</#if>

enum { ${view.own}_EXPORTS = ${view.exports?size} };

/* Functions of Java, NULL while the exports are not bound and where Java has none. */
static void (*bound[${view.own}_EXPORTS])(void);
/* Whether they are bound. Changes last: a thread that sees it set also sees the functions. */
static bool is_bound;

${view.start} {
    void (*functions[${view.own}_EXPORTS])(void) = {NULL};
    tenon_status status = tenon_runtime_require(${view.runtimeApi}, "schema ${view.schema}");
    if (status != TENON_OK) {
        return status;
    }
    if (__atomic_load_n(&is_bound, __ATOMIC_ACQUIRE)) {
        return TENON_OK;
    }
    status = tenon_java_start(options);
    if (status == TENON_OK) {
        ${view.bindJava};
    }
    if (status == TENON_OK) {
        status = ${view.bindFunction}(functions, ${view.own}_EXPORTS);
    }
    return status == TENON_EXISTS ? TENON_OK : status; /* Another thread bound them. */
}

${view.stop} {
    return ${view.bindFunction}(NULL, 0);
}

${view.bind.definition} {
    void (*none)(void) = NULL;
    bool unbound = false;
    uint32_t i;
    if (functions == NULL) {
        for (i = 0; i < ${view.own}_EXPORTS; i++) {
            __atomic_store_n(&bound[i], none, __ATOMIC_RELEASE);
        }
        __atomic_store_n(&is_bound, false, __ATOMIC_RELEASE);
        return TENON_OK;
    }
    if (count != ${view.own}_EXPORTS) {
        return tenon_status_report(TENON_MISMATCH, "${view.schema} has ${view.exports?size} exports");
    }
    if (!__atomic_load_n(&is_bound, __ATOMIC_ACQUIRE)) {
        for (i = 0; i < ${view.own}_EXPORTS; i++) {
            __atomic_store_n(&bound[i], functions[i], __ATOMIC_RELEASE);
        }
        if (__atomic_compare_exchange_n(&is_bound, &unbound, true, false, __ATOMIC_ACQ_REL,
                                        __ATOMIC_ACQUIRE)) {
            return TENON_OK;
        }
    }
    return tenon_status_report(TENON_EXISTS, "the exports of ${view.schema} are bound already");
}
<#list view.exports as export>

${export.function};

${export.head} {
<#if export.structType?has_content>
    static const ${export.structType} on_error = ${export.onError};
</#if>
    ${export.names.function} *java =
        (${export.names.function} *)__atomic_load_n(&bound[${export.index}], __ATOMIC_ACQUIRE);
    const tenon_java_admission admission = tenon_java_call_begin(java != NULL);
<#if export.answer?has_content>
    ${export.answer};
    if (admission == TENON_JAVA_REFUSED) {
        return <#if export.structType?has_content>on_error<#else>${export.onError}</#if>;
    }
    ${export.invocation};
    tenon_java_call_end(admission);
    return answer;
<#else>
    if (admission != TENON_JAVA_REFUSED) {
        ${export.invocation};
        tenon_java_call_end(admission);
    }
</#if>
}
</#list>
<#if !view.callbacks>
<@c.abi view/>
</#if>
