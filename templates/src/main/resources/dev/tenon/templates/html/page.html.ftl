<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.html.ftl" as m>
<#import "map.html.ftl" as maps>
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><meta name="generator" content="${view.origin}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>${view.schema}, version ${view.version}</title>
<style>
<#include "style.css.ftl">
</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
<defs>
<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="ground" width="7" height="7"/><rect class="stripe" width="2" height="7"/>
</pattern>
<pattern id="fold" width="14" height="26" patternUnits="userSpaceOnUse">
<rect class="gap" width="14" height="26"/>
<path class="edge" d="M0 3.5 L3.5 7 L10.5 0 L14 3.5 M0 22.5 L3.5 26 L10.5 19 L14 22.5"/>
</pattern>
</defs>
</svg>
<div class="page">
<header class="masthead">
<p class="kicker">Tenon schema</p>
<h1>${view.schema} <span class="version">version ${view.version}</span></h1>
<@m.doc view.doc/>
</header>
<nav aria-label="Contents">
<ul class="contents">
<#list view.contents as group>
<li><a class="group" href="#${group.id}">${group.title}</a><#if group.entries?has_content>
<ul>
<#list group.entries as entry>
<li><a href="${entry.href}">${entry.text}</a></li>
</#list>
</ul>
</#if></li>
</#list>
</ul>
</nav>
<main id="content">
<dl class="facts">
<#list view.facts as fact>
<div<#if fact.wide> class="wide"</#if>><dt>${fact.name}</dt><dd><code>${fact.value}</code></dd></div>
</#list>
</dl>
<#include "regions.html.ftl">
<#include "types.html.ftl">
<#include "calls.html.ftl">
<#list view.imports as import>
<@part "From ${import.schema}" import.id>
<p class="doc">What this schema uses of <code>${import.file}</code>, which it imports.</p>
<@composites import.types.structs "Field"/>
<@composites import.types.unions "Arm"/>
<@values import.types.enums/>
<@values import.types.flags/>
</@part>
</#list>
<#if view.history?has_content>
<@part "History" "history">
<#list view.history as version>
<article>
<h3 id="version-${version.version}">Version ${version.version}</h3>
<#if version.hash?has_content>
<p class="hash">Layout hash <code>${version.hash}</code></p>
</#if>
<#if version.added?has_content>
<p class="uses"><span>New:</span> <@m.links version.added/></p>
</#if>
<#if version.changes?has_content>
<ul class="changes">
<#list version.changes as change>
<li>${change}</li>
</#list>
</ul>
</#if>
</article>
</#list>
</@part>
</#if>
</main>
<footer>
<p>${view.origin}</p>
</footer>
</div>
</body>
</html>
