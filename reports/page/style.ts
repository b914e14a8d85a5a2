/** The page's style. A colour never says anything alone; contrast is at least 4.5 in light and in dark. */
export const STYLE = `
:root { color-scheme: light dark;
  --paper: light-dark(#fbfbfa, #131518); --card: light-dark(#fff, #1b1e22); --ink: light-dark(#1b1d21, #e7e9ec); --soft: light-dark(#575c65, #a6adb8);
  --rule: light-dark(#dfe2e7, #343941); --faint: light-dark(#f1f2f4, #23272c); --link: light-dark(#1a55c4, #8fb6ff);
  --bad: light-dark(#b3261e, #ff8f86); --good: light-dark(#17692f, #74d690); --doubt: light-dark(#7a5a00, #e5c15c);
  --new: light-dark(#fff0b3, #3f3400); --doom: light-dark(#b3261e12, #ff8f8618); --now: light-dark(#e6e8ed, #2d333b);
  --e0: light-dark(#d3e5ff, #1f3f6e); --e1: light-dark(#ffdfb8, #63400f); --e2: light-dark(#cdf0d8, #17502c); --e3: light-dark(#ead9ff, #4a2d75); --e4: light-dark(#ffd6e4, #6b2542); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 1500px; margin: 0 auto; padding: 16px 24px; }
h1 { font-size: 22px; line-height: 1.2; margin: 2px 0 8px; overflow-wrap: anywhere; } h2 { font-size: 18px; line-height: 1.3; margin: 0 0 4px; } .wide + section, section + section { margin-top: 20px; } h3 { font-size: 14px; margin: 0 0 8px; } p { margin: 0 0 8px; }
a { color: var(--link); } td > a:only-child { white-space: nowrap; }
code, pre { font: 12px/1.5 ui-monospace, Consolas, monospace; background: var(--faint); border-radius: 4px; overflow-wrap: anywhere; } code { padding: 1px 5px; } pre { padding: 12px; white-space: pre-wrap; }
blockquote { margin: 8px 0; padding-left: 16px; border-left: 3px solid var(--rule); }
.quiet, small, caption { color: var(--soft); } small { font-size: 12px; }
table { border-collapse: collapse; } th { font-weight: 600; text-align: left; } td, th { vertical-align: top; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--rule); } caption { text-align: left; }
thead th { color: var(--soft); font-size: 12px; font-weight: 500; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.violated, .refuted, .g-none { color: var(--bad); } .holds, .not-violated, .confirmed { color: var(--good); } .vacuous, .undecided { color: var(--doubt); } td > .violated, td > .holds, td > .not-violated { font-weight: 600; }
.sr { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
dl { margin: 0; } dt { color: var(--soft); font-size: 12px; } dd { margin: 0; }
.source td { border-bottom: 0; padding: 1px 16px 1px 4px; } .source .n { user-select: none; } .source code { background: none; padding: 0; white-space: pre-wrap; } .source .wrong { background: var(--doom); } caption { padding-bottom: 4px; }
.told { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 8px 28px; align-items: start; } .story { width: 100%; font-size: 13px; } .story td:nth-child(2), .story td:last-child { white-space: nowrap; } .story .n { padding-right: 12px; } .story .wrong { background: var(--doom); } .source tr:target { background: var(--now); }
.wide { overflow-x: auto; } details { margin: 8px 0; } summary { cursor: pointer; color: var(--soft); } details dd { margin-bottom: 6px; max-width: 90ch; }

.head { display: grid; grid-template-columns: minmax(240px, 1fr) minmax(0, 4fr); gap: 8px 28px; align-items: start; } .head p.quiet { margin: 0; } * + .head { border-top: 1px solid var(--rule); margin-top: 16px; padding-top: 16px; }
.verdicts { width: 100%; line-height: 1.35; font-size: 13px; } .verdicts tbody th { white-space: nowrap; } .verdicts td, .verdicts th { padding: 3px 12px 3px 8px; }
[data-open] { background: var(--now); box-shadow: inset 3px 0 var(--link); } .verdicts [data-story] { position: relative; } .verdicts [data-story] a::after { content: ""; position: absolute; inset: 0; } .verdicts [data-story]:not([data-open]):hover { background: var(--faint); }

#stage:not(:empty) { border-top: 1px solid var(--rule); margin-top: 12px; padding-top: 12px; }
.summary { margin: 0 0 8px; max-width: 110ch; font-size: 15px; } .way { display: flex; flex-wrap: wrap; gap: 4px 28px; margin-bottom: 4px; } .way dt { display: inline; margin-right: 8px; } .way dd { display: inline; }
button { font: inherit; font-size: 13px; color: inherit; background: var(--card); border: 1px solid var(--rule); border-radius: 6px; padding: 3px 10px; cursor: pointer; } .way button { padding: 0 8px; margin: 0 6px; font-size: 12px; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; padding: 6px 0; position: sticky; top: 0; background: var(--paper); z-index: 2; border-bottom: 1px solid var(--rule); }
.switch, .more { display: flex; } .more { gap: 6px; } .switch button { border-radius: 0; margin-left: -1px; } .switch :first-child { border-radius: 6px 0 0 6px; margin: 0; } .switch :last-child { border-radius: 0 6px 6px 0; } .switch button, .more button { white-space: nowrap; }
.switch [aria-pressed=true], .more [aria-pressed=true] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.steps-at { display: flex; align-items: center; gap: 8px; flex: 1 1 280px; max-width: 440px; } .slide { position: relative; flex: 1; height: 26px; }
.slide input { width: 100%; margin: 4px 0 0; accent-color: var(--link); } .slide svg { position: absolute; left: 8px; width: calc(100% - 16px); bottom: -1px; height: 5px; overflow: visible; }
.slide path { stroke-width: 3px; vector-effect: non-scaling-stroke; stroke: var(--soft); } .slide .n-fault, .slide .n-no-return { stroke: var(--bad); } output { font-variant-numeric: tabular-nums; min-width: 48px; white-space: nowrap; }
.actors { display: flex; flex-wrap: wrap; gap: 4px; }
.chip { display: inline-block; border: 1px solid; border-color: currentcolor; border-radius: 999px; padding: 0 7px; font-size: 11.5px; line-height: 17px; background: none; white-space: nowrap; } .chip[aria-pressed=false] { color: var(--soft); text-decoration: line-through; border-style: dashed; }
.k-producer { color: light-dark(#3b49b5, #a5b1ff); } .k-broker { color: light-dark(#3f4650, #c3cad4); } .k-controller { color: light-dark(#8a3f8f, #e2a4e6); } .k-coordinator { color: light-dark(#006a70, #6fd3d8); } .k-consumer { color: light-dark(#2c6a1f, #9ed68e); } .k-other { color: light-dark(#5b5b5b, #bbb); }
.tag { font-size: 11px; font-weight: 600; padding: 1px 6px; border-radius: 4px; white-space: nowrap; color: var(--soft); border: 1px solid var(--rule); display: inline-block; line-height: 15px; }
.t-fault, .t-violation, .t-rest { color: var(--bad); border-color: var(--bad); } .t-no-return { color: var(--paper); background: var(--bad); border-color: var(--bad); } .t-cause { color: var(--ink); border-color: var(--ink); } .t-differs { color: var(--good); border-color: var(--good); }
.effect { color: var(--soft); font-size: 12px; line-height: 1.4; padding-left: 14px; position: relative; } .effect::before { content: "→"; position: absolute; left: 0; }

.panes { display: grid; grid-template-columns: minmax(0, 1fr) 384px; gap: 20px; align-items: start; padding-top: 4px; }
.play { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: end; } .both { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8px 24px; padding-top: 4px; } .both > :first-child { grid-column: 1 / -1; }
.steps { list-style: none; margin: 0; padding: 0; position: relative; }
.row { display: flex; gap: 8px; font-size: 13px; scroll-margin: 90px 0 20px; padding: 5px 12px 5px 4px; border-radius: 6px 0 0 6px; position: relative; overflow-wrap: anywhere; }
.row a { color: inherit; text-decoration: none; } .row a::after { content: ""; position: absolute; inset: 0; } .row:hover { background: var(--faint); }
.row[aria-current] { background: var(--now); box-shadow: inset 3px 0 var(--link); } .n { font-variant-numeric: tabular-nums; color: var(--soft); min-width: 20px; text-align: right; }
.steps:not(.all-effects) .row:not(.n-fault, .n-cause, .n-no-return, .n-violation, .n-differs, .n-skipped) .effect { display: none; }
.row.n-no-return { border-bottom: 2px solid var(--bad); border-radius: 0; } .n-skipped a, .n-skipped .chip { text-decoration: line-through; color: var(--soft); }
.fold button { border: 0; padding: 0; background: none; color: var(--soft); text-align: left; text-decoration: underline dotted; }

.heads { display: block; position: sticky; top: var(--bar, 43px); background: var(--paper); z-index: 1; } .static .heads { position: static; } .heads text { text-anchor: middle; fill: currentcolor; font-size: 11px; font-weight: 600; } .heads .upright { text-anchor: start; }
.lanes { display: block; font-size: 11px; } .lanes text { text-anchor: middle; fill: var(--soft); } .no-return { stroke: var(--bad); stroke-width: 2; }
.lanes .now { fill: var(--now); } .doomed { fill: var(--doom); } .life { stroke: var(--soft); stroke-width: 1.5; } .life.down { stroke-dasharray: 2 4; stroke: var(--bad); }
.e0 { fill: var(--e0); background: var(--e0); } .e1 { fill: var(--e1); background: var(--e1); } .e2 { fill: var(--e2); background: var(--e2); } .e3 { fill: var(--e3); background: var(--e3); } .e4 { fill: var(--e4); background: var(--e4); }
.lanes .epoch { text-anchor: start; fill: var(--ink); font-weight: 600; font-size: 10px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
.node[data-step] { cursor: pointer; } .node circle, .node rect { fill: var(--card); stroke: currentcolor; stroke-width: 1.5; } .lanes .node text { fill: currentcolor; font-weight: 600; font-size: 10px; } .dot { fill: currentcolor; }
.node.current circle, .node.current rect { fill: currentcolor; } .lanes .node.current text { fill: var(--paper); } .node.n-fault { color: var(--bad); } .node.n-fault rect { fill: var(--bad); } .lanes .node.n-fault text { fill: var(--paper); } .node.n-cause circle, .node.n-no-return circle { stroke-width: 3; }
.msg { stroke: var(--soft); fill: var(--soft); stroke-width: 1.25; } .lanes .label { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; fill: var(--ink); }
.m-control, .m-group { stroke-dasharray: 4 3; } .lost, .msg.m-error { stroke: var(--bad); } .msg.m-error { fill: var(--bad); } .lanes .label.m-error { fill: var(--bad); } .msg.on { stroke: var(--link); fill: var(--link); stroke-width: 2.25; } .msg.lost { stroke: var(--bad); fill: none; }
.m-control .line, .m-group .line { stroke-dasharray: 4 3; } .lost .line, .m-error .line { stroke: var(--bad); } .m-error .tip { fill: var(--bad); } .lanes .m-error text { fill: var(--bad); } .on .line { stroke: var(--link); stroke-width: 2.25; } .on .tip { fill: var(--link); }

.at { position: sticky; top: calc(var(--bar, 43px) + 8px); background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 12px 14px; max-height: calc(100vh - var(--bar, 43px) - 16px); overflow: auto; } .what { margin-bottom: 8px; min-height: 40px; }
mark { background: var(--new); color: inherit; border-radius: 3px; padding: 0 3px; } .bad { color: var(--bad); font-weight: 600; }
.state .records { width: 100%; margin-bottom: 10px; } .records td, .records th { padding-right: 8px; } .records tbody th { white-space: nowrap; } .beside, .records .beside th { color: var(--soft); font-weight: 400; font-size: 12px; }
.log { margin-bottom: 10px; } .log caption { padding-bottom: 4px; color: inherit; } .log td, .log th { border-bottom: 0; } .log thead th { text-align: center; min-width: 50px; padding: 3px 0 8px; } .log thead th:first-child { text-align: left; min-width: 0; }
.log tbody th { font-weight: 500; padding: 2px 10px 2px 0; line-height: 1.2; font-size: 13px; vertical-align: middle; } .log th small { display: block; } .log td { position: relative; height: 46px; padding: 2px; vertical-align: middle; min-width: 50px; border-left: 2px solid transparent; text-align: center; }
.log td.mark { border-left-color: var(--ink); } .flag { position: absolute; left: -2px; top: -6px; font: 600 10px/12px system-ui, sans-serif; background: var(--ink); color: var(--paper); padding: 0 3px; border-radius: 0 3px 3px 0; } .flag + .flag { top: auto; bottom: -2px; } .flag.new { background: var(--link); }
.cell { display: block; border: 1px solid var(--soft); border-radius: 4px; font-weight: 600; line-height: 18px; padding: 1px 4px; } .cell small { display: block; font-weight: 400; line-height: 13px; color: var(--ink); font-size: 11px; }
.cell.fresh { box-shadow: 0 0 0 2px var(--link); } .x-open { border-style: dashed; } .x-abort { text-decoration: line-through; } del.cell { border: 1px dashed var(--bad); color: var(--bad); background: none; } del small { color: var(--bad); text-decoration: none; }
tr.down .cell { border-style: dashed; } .reader th { font-size: 12px; color: var(--soft); } .log .reader td { height: 22px; padding: 0; } .log td.none { text-align: left; font-size: 12px; color: var(--soft); }
.processes { display: grid; gap: 4px; align-content: start; font-size: 13px; } .processes div { display: grid; grid-template-columns: 120px 1fr; gap: 8px; }
.keys { color: var(--soft); font-size: 12px; line-height: 2; margin-top: 8px; } .keys span { margin-right: 14px; } .keys i { display: inline-block; width: 14px; height: 12px; vertical-align: -1px; } .l-fault { background: var(--bad); border-radius: 2px; } .l-band { background: linear-gradient(90deg, var(--e0) 50%, var(--e1) 50%); } .l-doom { background: var(--doom); border-top: 2px solid var(--bad); } .keys .l-down, .keys .l-quiet { height: 6px; border-bottom: 2px dotted var(--bad); vertical-align: 4px; } .keys .l-quiet { border-bottom: 1px dashed var(--soft); }
kbd { font: 11px ui-monospace, monospace; border: 1px solid var(--rule); border-radius: 4px; padding: 0 4px; }
.help { color: inherit; background: var(--card); border: 1px solid var(--rule); border-radius: 8px; max-width: 420px; } .help dl { display: grid; gap: 6px; margin-bottom: 12px; } .help dl div { display: grid; grid-template-columns: 110px 1fr; }

.static { border-top: 1px solid var(--rule); margin-top: 24px; padding-top: 16px; } .all { width: 100%; margin: 12px 0; } .all td, .all th { padding: 4px 10px 4px 4px; font-weight: 400; overflow-wrap: break-word; } .all ul { list-style: none; margin: 0; padding: 0; } .all td:nth-child(3) li { color: var(--soft); font-size: 12px; padding-left: 14px; position: relative; } .all td:nth-child(3) li::before { content: "→"; position: absolute; left: 0; } .all tr.n-no-return td { border-bottom: 2px solid var(--bad); } .all tr:target { background: var(--now); }
section + section[id] { margin-top: 20px; }
.js .static { display: none; }
@media (max-width: 1180px) { .head { grid-template-columns: minmax(0, 1fr); } .panes, .both, .told { grid-template-columns: minmax(0, 1fr); } .at { position: sticky; top: auto; bottom: 0; max-height: 46vh; z-index: 1; } .row { scroll-margin-bottom: 48vh; } .state { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 28px; } .bar { flex-wrap: nowrap; gap: 12px; } .actors { flex-wrap: nowrap; overflow-x: auto; padding: 3px; } .steps-at { flex: 1 0 220px; } }
@media (max-width: 760px) { main { padding: 12px; } .verdicts thead { display: none; } .verdicts tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid var(--rule); padding: 5px 8px; } .verdicts tr > * { border: 0; padding: 0; } .verdicts td:nth-child(n+3) { grid-column: 1 / -1; color: var(--soft); } .verdicts td:empty { display: none; }
  .records tbody th, .story td:nth-child(2), .story td:last-child { white-space: normal; } .bar { display: contents; } .switch, .actors, .more { margin-bottom: 8px; } .steps-at { position: sticky; top: 0; max-width: none; background: var(--paper); z-index: 2; padding: 6px 0; border-bottom: 1px solid var(--rule); }
  .panes, .play { display: flex; flex-direction: column; align-items: stretch; gap: 12px; } .picture { overflow-x: auto; } .at { position: static; max-height: none; } .state { display: block; } .row { scroll-margin-bottom: 20px; } .steps { margin: 0; } .heads { position: static; } .all td:last-child { overflow-wrap: anywhere; } }
@page { margin: 14mm; }
@media print { :root { color-scheme: light; --paper: #fff; } main { max-width: none; padding: 0; } #stage, details:not([open]), .keys { display: none !important; } .js .static, .static { display: block; break-before: page; } body, .summary, .verdicts { font-size: 11px; } .effect, .all td:nth-child(3) li, dt, small, code, .chip, .tag, thead th { font-size: 10px; } tr, svg { break-inside: avoid; } .wide { overflow: visible; } .lanes, .heads { max-width: 100%; height: auto; } .head { grid-template-columns: 1fr; } }
`;
