<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "messages.c.ftl" as messages>
<#-- Defines what the sections of a file that carry messages share. -->
<#macro shared kind><@messages.shared kind/></#macro>
<#-- Declares what a region keeps for a queue. -->
<#macro state region section><@messages.state region section/></#macro>
<#-- Frees the memory that a region has for a queue. -->
<#macro discard region section><@messages.discard region section/></#macro>
<#-- Allocates that memory. -->
<#macro allocate region section><@messages.allocate region section/></#macro>
<#-- Defines the functions of a queue. -->
<#macro functions region section><@messages.functions region section/></#macro>
