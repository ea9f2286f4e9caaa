<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Defines what the semaphores of a file share. -->
<#macro shared kind>
</#macro>
<#-- Defines the functions of a semaphore. -->
<#macro functions region section>
<#local semaphore = section.parts>
<@c.getSection region section/>
<@c.forward region section semaphore.heads.acquire "status" "tenon_semaphore_acquire" "timeout_ns" "permit"/>
<@c.forward region section semaphore.heads.release "status" "tenon_semaphore_release" "permit"/>
<@c.forward region section semaphore.heads.available "0" "tenon_semaphore_available"/>
</#macro>
