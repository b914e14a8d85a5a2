/** The page's style. A colour never says anything alone; contrast is at least 4.5 in light and in dark. */
export const STYLE = `:root { color-scheme: light dark; --paper: light-dark(#fbfbfa, #131518); --ink: light-dark(#1b1d21, #e7e9ec);
  --soft: light-dark(#575c65, #a6adb8); --rule: light-dark(#dfe2e7, #343941); --faint: light-dark(#f1f2f4, #23272c); --link: light-dark(#1a55c4, #8fb6ff);
  --bad: light-dark(#b3261e, #ff8f86); --good: light-dark(#17692f, #74d690); --doubt: light-dark(#7a5a00, #e5c15c); --now: light-dark(#e6e8ed, #2d333b);
  --doom: light-dark(#b3261e12, #ff8f8618); --e0: light-dark(#d3e5ff, #1f3f6e); --e1: light-dark(#ffdfb8, #63400f); --e2: light-dark(#cdf0d8, #17502c);
  --e3: light-dark(#ead9ff, #4a2d75); --e4: light-dark(#ffd6e4, #6b2542); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 94rem; padding: 24px; background: var(--paper); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.3; } a { color: var(--link); }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: 4px 10px 4px 4px; border-bottom: 1px solid var(--rule); overflow-wrap: break-word; }
thead th { color: var(--soft); font-size: 12px; font-weight: 500; } caption { text-align: left; font-weight: 600; }
pre, code { font: 12px/1.5 ui-monospace, Consolas, monospace; background: var(--faint); overflow-wrap: anywhere; } pre { padding: 12px; white-space: pre-wrap; }
blockquote { margin: 8px 0; padding-left: 16px; border-left: 3px solid var(--rule); } summary { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.holds, .not-violated, .confirmed { color: var(--good); } .violated, .refuted { color: var(--bad); } .vacuous { color: var(--doubt); } .quiet { color: var(--soft); }
.story { border-top: 1px solid var(--rule); margin-top: 24px; } .summary { max-width: 90ch; font-size: 15px; } .wide { overflow-x: auto; margin-bottom: 12px; }
.way { display: grid; gap: 4px; } .way div { display: grid; grid-template-columns: 90px minmax(0, 1fr); } dt { color: var(--soft); } dd { margin: 0; }
.records { width: auto; } .beside, .beside th { color: var(--soft); font-weight: 400; font-size: 12px; } .steps th { font-weight: 400; }
.steps tr:target { background: var(--now); } .steps tr.n-no-return td { border-bottom: 2px solid var(--bad); }
.effect { color: var(--soft); font-size: 12px; padding-left: 14px; position: relative; } .effect::before { content: "→"; position: absolute; left: 0; }
.tag { font-size: 11px; font-weight: 600; padding: 1px 6px; border-radius: 4px; white-space: nowrap; border: 1px solid currentcolor; } .t-fault, .t-violation, .t-rest { color: var(--bad); }
.t-no-return { color: var(--paper); background: var(--bad); }
.k-producer { color: light-dark(#3b49b5, #a5b1ff); } .k-broker { color: light-dark(#3f4650, #c3cad4); } .k-controller { color: light-dark(#8a3f8f, #e2a4e6); }
.k-coordinator { color: light-dark(#006a70, #6fd3d8); } .k-consumer { color: light-dark(#2c6a1f, #9ed68e); }
.lanes { display: block; font-size: 11px; } .lanes text { text-anchor: middle; fill: var(--ink); } .lanes .head { fill: currentcolor; font-weight: 600; }
.doomed { fill: var(--doom); } .no-return { stroke: var(--bad); stroke-width: 2; } .life { stroke: var(--soft); stroke-width: 1.5; } .down { stroke-dasharray: 2 4; stroke: var(--bad); }
.e0 { fill: var(--e0); } .e1 { fill: var(--e1); } .e2 { fill: var(--e2); } .e3 { fill: var(--e3); } .e4 { fill: var(--e4); } .lanes .epoch { text-anchor: start; font-weight: 600; font-size: 10px; }
.node circle, .node rect { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; } .node text { font-weight: 600; font-size: 10px; }
.n-fault rect { fill: var(--bad); stroke: var(--bad); } .lanes .n-fault text { fill: var(--paper); } .node.n-no-return circle, .node.n-cause circle { stroke-width: 3; }
.msg line { stroke: var(--soft); stroke-width: 1.25; } .msg polygon { fill: var(--soft); } .msg path { stroke: var(--bad); stroke-width: 2; fill: none; } .msg text { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.m-control line, .m-group line { stroke-dasharray: 4 3; } .lost line, .m-error line { stroke: var(--bad); } .m-error polygon, .lanes .m-error text { fill: var(--bad); }
@media (max-width: 760px) { body { padding: 12px; } td, th { padding: 3px 6px 3px 0; font-size: 12px; } td:nth-child(n + 3) { overflow-wrap: anywhere; } .steps td:last-child, .steps thead { display: none; } }
@media screen and (min-width: 1180px) { .panes { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 24px; align-items: start; } .picture { order: 1; max-width: 640px; } }
@page { margin: 14mm; }
@media print { :root { color-scheme: light; --paper: #fff; } body { padding: 0; font-size: 11px; } .story { break-before: page; } .wide { overflow: visible; } tr, svg { break-inside: avoid; } }`;
