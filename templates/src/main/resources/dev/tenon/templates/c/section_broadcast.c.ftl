<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "messages.c.ftl" as messages>
<#-- Defines what the sections of a file that carry messages share. -->
<#macro shared kind><@messages.shared kind/></#macro>
<#-- Declares what a region keeps for a broadcast. -->
<#macro state region section><@messages.state region section/></#macro>
<#-- Defines the functions of a broadcast. -->
<#macro functions region section><@messages.functions region section/></#macro>
