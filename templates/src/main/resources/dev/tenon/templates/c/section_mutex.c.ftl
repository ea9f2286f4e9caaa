<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Defines what the mutexes of a file share. -->
<#macro shared kind>
</#macro>
<#-- Defines the functions of a mutex. -->
<#macro functions region section>
<#local mutex = section.parts>
<@c.getSection region section/>
<@c.forward region section mutex.heads.lock "status" "tenon_mutex_lock" "timeout_ns"/>
<@c.forward region section mutex.heads.unlock "status" "tenon_mutex_unlock"/>
<@c.forward region section mutex.heads.is_held "false" "tenon_mutex_is_held"/>
</#macro>
