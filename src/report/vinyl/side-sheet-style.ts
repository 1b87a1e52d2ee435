// Side sheet style: what the side sheet has beyond the look that all pages share.

export const SIDE_SHEET_STYLE = `
header.sleeve { padding-bottom: 28px; }
.notes { display: grid; gap: 10px; max-width: 70ch; } .notes b { font-weight: 600; }
.notes > li { padding-left: 1.1em; text-indent: -1.1em; }
.notes > li::before { content: ""; display: inline-block; width: 0.5em; height: 0.5em; margin-right: 0.6em; background: var(--rule); }
.asked { display: grid; gap: 14px; max-width: 70ch; }
.laid { display: grid; gap: 24px 36px; align-items: start; }
.side-disc { width: min(100%, 300px); height: auto; display: block; }
.side-disc .calm { stroke: var(--groove); stroke-opacity: 0.42; } .side-disc .tight { stroke: #e0a526; } .side-disc .over { stroke: #ff5a36; }
.side-disc .gap { stroke: var(--lacquer); } .side-disc .label { fill: var(--card); } .side-disc .hole { fill: var(--lacquer); }
.side-disc .name { font: 600 11px var(--sans); fill: #fff; stroke: #050606; stroke-width: 3px; paint-order: stroke; }
section h3 { margin: 30px 0 12px; } .charts { margin-top: 34px; } .charts h3 { margin-top: 0; }
.bands td, .bands tbody th, .spots td, .spots tbody th { padding-top: 8px; padding-bottom: 8px; }
.bands b { display: inline-block; min-width: 2em; text-indent: 0; font-variant-numeric: tabular-nums; }
.bands tbody th { padding-left: 2.25em; text-indent: -2.25em; } .bands .gloss { padding-left: 0; text-indent: 0; }
@media (min-width: 900px) { .laid { grid-template-columns: 300px minmax(0, 1fr); } }
@media (max-width: 560px) {
  .sides thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .sides tr { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0 14px; padding: 12px 0; border-top: 1px solid var(--rule); }
  .sides th { grid-column: 1 / -1; } .sides td, .sides tbody th { border: 0; padding: 0 0 6px; }
  .sides td.figure { text-align: left; } .sides td::before { content: attr(data-head); display: block; font-size: 0.74rem; color: var(--quiet); }
}
@media print { .side-disc { width: 200px; } .side-disc .calm { stroke: #999; } .side-disc .lacquer { fill: #fff; stroke: #000; } .side-disc .gap { stroke: #fff; } .side-disc .name { fill: #000; stroke: #fff; } }
`.trim();
