<#-- SPDX-License-Identifier: Apache-2.0 -->
:root {
  --page: #fcfcfa;
  --panel: #f4f4f0;
  --line: #e2e2dc;
  --edge: rgb(0 0 0 / .16);
  --ink: #1e2227;
  --muted: #5b636d;
  --link: #1f56a8;
  --mark: #fff3c4;
  --integer: #d9e6fb; --integer-ink: #1c3f78;
  --real: #cfeee9; --real-ink: #0d4c46;
  --text: #fbe9bd; --text-ink: #5a4204;
  --named: #e6defb; --named-ink: #452a86;
  --byte: #fadbe3; --byte-ink: #78203c;
  --composite: #d9f0d3; --composite-ink: #235319;
  --meaning: #fbe0cc; --meaning-ink: #70360a;
  --count: #dfe4ea; --count-ink: #37414d;
  --reserved: #efefea; --reserved-ink: #5b636d;
  --padding: #f0f0ec; --padding-ink: #5b636d; --stripe: #dcdcd5;
  --cache: #c2410c;
  --warn: #fdf0e4; --warn-ink: #83360b;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Liberation Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171b;
    --panel: #1b1f24;
    --line: #2d333b;
    --edge: rgb(255 255 255 / .22);
    --ink: #e3e6ea;
    --muted: #9ba5b0;
    --link: #8bb7ff;
    --mark: #3d3414;
    --integer: #1e355c; --integer-ink: #cfe0ff;
    --real: #12423d; --real-ink: #b5eee5;
    --text: #493809; --text-ink: #fae3a6;
    --named: #382a63; --named-ink: #e0d4ff;
    --byte: #57203a; --byte-ink: #ffd0de;
    --composite: #1f4419; --composite-ink: #cdf2c2;
    --meaning: #532c0c; --meaning-ink: #ffdcbd;
    --count: #333b45; --count-ink: #d6dde5;
    --reserved: #22272d; --reserved-ink: #9ba5b0;
    --padding: #1d2126; --padding-ink: #9ba5b0; --stripe: #30363e;
    --cache: #fb923c;
    --warn: #3a2413; --warn-ink: #ffcfa6;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { color-scheme: light dark; scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.6 var(--sans); overflow-wrap: break-word; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre { font-family: var(--mono); }
code { font-size: .9em; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; padding: .5rem 1rem; background: var(--page); }
.patterns { position: absolute; }
.page { display: grid; grid-template-columns: 13rem minmax(0, 1fr); column-gap: 3rem; max-width: 92rem; margin: 0 auto; padding: 0 2.5rem; }
.masthead { grid-column: 2; padding: 4.5rem 0 1rem; }
.masthead .doc { max-width: 42rem; font-size: 1.2rem; line-height: 1.55; color: var(--muted); }
.kicker { margin: 0; font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; color: var(--muted); }
h1 { margin: .2rem 0 1rem; font-size: 2.6rem; line-height: 1.15; letter-spacing: -.02em; }
.version { font-size: 1rem; font-weight: 400; letter-spacing: 0; color: var(--muted); white-space: nowrap; }
nav { grid-column: 1; grid-row: 1 / span 2; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 4.7rem 0 2rem; font-size: .9rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul > li { margin-bottom: 1.3rem; }
nav .group { display: block; margin-bottom: .3rem; font-size: .75rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase; color: var(--muted); }
nav li li a { display: block; padding: .12rem 0; color: var(--ink); }
nav li li a:hover { color: var(--link); text-decoration: none; }
main { grid-column: 2; min-width: 0; }
footer { grid-column: 2; margin-top: 5rem; padding: 1.5rem 0 3rem; border-top: 1px solid var(--line); font-size: .85rem; color: var(--muted); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1.1rem 2rem; margin: 1.5rem 0 0; padding: 1.4rem 0; border: solid var(--line); border-width: 1px 0; }
.facts .wide { grid-column: 1 / -1; }
.facts dt { font-size: .8rem; color: var(--muted); }
.facts dd { margin: .1rem 0 0; overflow-wrap: anywhere; }
h2 { margin: 4.5rem 0 0; font-size: 1.7rem; line-height: 1.25; letter-spacing: -.01em; }
article, .alone { margin-top: 2.2rem; }
article + article { margin-top: 4rem; padding-top: 2.2rem; border-top: 1px solid var(--line); }
h3 { margin: 0 0 .5rem; font: 600 1.25rem/1.3 var(--mono); letter-spacing: -.01em; }
.self { color: inherit; }
.doc { max-width: 44rem; margin: .8rem 0 0; white-space: pre-line; }
.badges { display: flex; flex-wrap: wrap; gap: .35rem .5rem; margin: .5rem 0 0; padding: 0; list-style: none; font-size: .8rem; color: var(--muted); }
.badges li { padding: .05rem .6rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--panel); }
.uses { margin: .8rem 0 0; font-size: .9rem; }
.uses span, .hash, .note { color: var(--muted); }
.reserved:is(p) { margin: .8rem 0 0; font-size: .9rem; color: var(--muted); }
.hash { margin: .8rem 0 0; font-size: .85rem; overflow-wrap: anywhere; }
.note { font-size: .85em; }
.deprecated { max-width: 44rem; margin: .8rem 0 0; padding: .5rem .9rem; border-radius: 6px; background: var(--warn); color: var(--warn-ink); }
.memory { max-width: 46rem; margin: 1.8rem 0 0; }
.memory > svg { display: block; overflow: visible; }
.memory text { font: 13px/1 var(--mono); fill: var(--ink); }
.memory .scale text { font-size: 11px; fill: var(--muted); }
.memory .column { text-anchor: middle; }
.memory .row { text-anchor: end; }
.memory .scale .strong { fill: var(--cache); font-weight: 700; }
.tile rect { stroke: var(--page); stroke-width: 2px; }
.tile line { stroke: var(--page); stroke-width: 1.5px; }
.tile .type { opacity: .8; font-size: 12px; }
.tile.integer rect { fill: var(--integer); } .tile.integer text { fill: var(--integer-ink); }
.tile.real rect { fill: var(--real); } .tile.real text { fill: var(--real-ink); }
.tile.text rect { fill: var(--text); } .tile.text text { fill: var(--text-ink); }
.tile.named rect { fill: var(--named); } .tile.named text { fill: var(--named-ink); }
.tile.byte rect { fill: var(--byte); } .tile.byte text { fill: var(--byte-ink); }
.tile.composite rect { fill: var(--composite); } .tile.composite text { fill: var(--composite-ink); }
.tile.meaning rect { fill: var(--meaning); } .tile.meaning text { fill: var(--meaning-ink); }
.tile.count rect { fill: var(--count); } .tile.count text { fill: var(--count-ink); }
.tile.reserved rect { fill: var(--reserved); } .tile.reserved text { fill: var(--reserved-ink); }
.tile.padding rect { fill: url(#hatch); }
.tile:hover rect { filter: brightness(.96); }
#hatch .ground { fill: var(--padding); }
#hatch .stripe { fill: var(--stripe); }
#fold .gap { fill: var(--page); }
#fold .edge { fill: none; stroke: var(--line); stroke-width: 1.5px; }
.memory .fold text { text-anchor: middle; font: 12px/1 var(--sans); fill: var(--muted); }
line.cache { stroke: var(--cache); stroke-width: 1.5px; stroke-dasharray: 5 4; }
.memory figcaption { margin: 0 0 .5rem 10%; font-size: .85rem; color: var(--muted); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: .7rem 0 0; padding: 0 0 0 10%; list-style: none; font-size: .8rem; color: var(--muted); }
.swatch { display: inline-block; width: .8em; height: .8em; margin-right: .5em; border: 1px solid var(--edge); border-radius: 3px; vertical-align: -.05em; }
.swatch.integer { background: var(--integer); } .swatch.real { background: var(--real); } .swatch.text { background: var(--text); }
.swatch.named { background: var(--named); } .swatch.byte { background: var(--byte); } .swatch.composite { background: var(--composite); }
.swatch.meaning { background: var(--meaning); } .swatch.count { background: var(--count); } .swatch.reserved { background: var(--reserved); }
.swatch.padding { background: repeating-linear-gradient(45deg, var(--padding) 0 2px, var(--stripe) 2px 4px); }
.swatch.cache { width: 1.2em; height: 0; border-width: 2px 0 0; border-style: dashed; border-color: var(--cache); border-radius: 0; vertical-align: .3em; }
.wide-table { max-width: 64rem; margin: 1.8rem 0 0; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .45rem 1.2rem .45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
thead th { font-size: .8rem; font-weight: 500; color: var(--muted); white-space: nowrap; }
tbody th { font: 600 .9em var(--mono); white-space: nowrap; }
.num { text-align: right; font-variant-numeric: tabular-nums; }
td.num, th.num { width: 1%; white-space: nowrap; }
tr.bits th { padding-left: 1.6rem; font-weight: 400; }
tr.bits .num { color: var(--muted); }
tr.padding th, tr.padding td { color: var(--muted); font-weight: 400; }
tr:target { background: var(--mark); }
td .doc, td .deprecated { margin: 0; }
td .doc + .doc { margin-top: .4rem; }
.returns th { font-style: italic; font-weight: 400; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1rem; margin: 1.8rem 0 0; }
.sides figure { min-width: 0; margin: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); overflow: hidden; }
.sides figcaption { padding: .4rem 1rem; border-bottom: 1px solid var(--line); font-size: .8rem; color: var(--muted); }
.sides pre { max-height: 30rem; margin: 0; padding: .9rem 1rem; overflow: auto; font-size: .75rem; line-height: 1.65; }
.sides code { font-size: inherit; }
.region .sides pre { max-height: 18rem; }
.sides i { color: var(--muted); font-style: normal; }
.changes { max-width: 44rem; padding-left: 1.2rem; }
@media (max-width: 62rem) {
  .page { display: block; max-width: 52rem; padding: 0 1.25rem; }
  .masthead { padding-top: 2.2rem; }
  h1 { font-size: 2.1rem; }
  nav { position: static; max-height: none; padding: 1rem 0 0; }
  nav > ul > li { margin-bottom: .7rem; }
  nav li ul { display: flex; flex-wrap: wrap; gap: 0 1.1rem; }
  nav li li a { padding: .3rem 0; }
}
@media (max-width: 44rem) {
  .memory text { font-size: 11px; }
  .memory .scale text { font-size: 10px; }
  .tile .roomy { display: none; }
  .memory figcaption { margin: 0 0 .5rem 10%; font-size: .85rem; color: var(--muted); }
.legend { padding-left: 0; }
  table, tbody, tr, td, tbody th { display: block; }
  thead { display: none; }
  tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(5.2rem, 1fr)); gap: .2rem 1rem; padding: .8rem 0; border-bottom: 1px solid var(--line); }
  td, tbody th { padding: 0; border: 0; text-align: left; width: auto; }
  td.num { width: auto; text-align: left; }
  tbody th { grid-column: 1 / -1; grid-row: 1; font-size: 1rem; white-space: normal; }
  td.prose { grid-column: 1 / -1; }
  td:empty { display: none; }
  td[data-label]::before { content: attr(data-label); display: block; font-size: .75rem; color: var(--muted); }
  td.prose::before { display: none !important; }
}
@media print {
  :root { --page: #fff; }
  body { font-size: 10pt; }
  .page { display: block; max-width: none; padding: 0; }
  nav, .skip { display: none; }
  .masthead { padding-top: 0; }
  .sides pre, .region .sides pre { max-height: none; white-space: pre-wrap; overflow-wrap: anywhere; }
  h2, h3 { break-after: avoid; }
  tr, .memory { break-inside: avoid; }
  a { color: inherit; }
  .tile rect, .swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
