<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "messages.h.ftl" as messages>
<#-- Declares the functions of a broadcast, and the handler of its messages. -->
<#macro functions region section><@messages.functions region section/></#macro>
