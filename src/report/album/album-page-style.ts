// Album page style: what the album page has beyond the look that all pages share.

export const ALBUM_STYLE = `
.order td, .order tbody th { padding-top: 9px; padding-bottom: 9px; }
.order tbody th { padding-left: 1.93em; overflow-wrap: anywhere; }
.order .place { color: var(--quiet); display: inline-block; min-width: 1.93em; margin-left: -1.93em; font-variant-numeric: tabular-nums; }
.order .gloss { max-width: 58ch; }
.moved { white-space: nowrap; }
.seam { padding: 22px 0 26px; border-top: 1px solid var(--rule); margin-top: 24px; } .seam + .seam { margin-top: 0; }
.seam:last-child { padding-bottom: 0; }
.seam h3 { overflow-wrap: anywhere; display: flex; gap: 4px 16px; align-items: baseline; justify-content: space-between; }
.score { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 500; color: var(--quiet); font-size: 0.88rem; }
.score b { font-size: 1.25rem; font-weight: 600; color: var(--ink); }
.seam audio { width: 100%; max-width: 520px; display: block; margin: 12px 0 4px; }
.between { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px 20px; margin-top: 12px; }
.between dt { font-size: 0.8rem; color: var(--quiet); } .between dd { font-size: 0.92rem; font-variant-numeric: tabular-nums; }
.between .gloss { font-size: 0.8rem; }
.remarks { margin-top: 12px; } .remarks li { padding-left: 1.1em; text-indent: -1.1em; max-width: 62ch; }
.remarks li + li { margin-top: 4px; }
.remarks li::before { content: ""; display: inline-block; width: 0.5em; height: 0.5em; margin-right: 0.6em; background: var(--after); }
.arc-remarks { margin-bottom: 26px; } .arc-remarks p + p { margin-top: 4px; }
.deliveries > li { padding: 0 0 20px; } .deliveries > li + li { border-top: 1px solid var(--rule); padding-top: 18px; }
.deliveries > li:last-child { padding-bottom: 0; }
.deliveries h3 { display: flex; gap: 4px 16px; align-items: baseline; justify-content: space-between; flex-wrap: wrap; }
.state { font-size: 0.8rem; font-weight: 600; color: var(--before); white-space: nowrap; } .state.refused { color: var(--serious); }
.state::before { content: ""; display: inline-block; width: 0.62em; height: 0.62em; margin-right: 0.5em; border-radius: 50%; background: currentColor; }
.state.refused::before { border-radius: 0; transform: rotate(45deg); }
.within { margin-top: 10px; } .within summary { cursor: pointer; font-size: 0.88rem; color: var(--quiet); }
.order + .cure { margin-top: 16px; } .balanced .path { font-weight: 600; }
.balanced > li { padding-top: 12px; font-size: 0.92rem; } .balanced .prose { color: var(--quiet); }
.within td, .within tbody th { padding-top: 6px; padding-bottom: 6px; font-size: 0.86rem; }
.within table .path { font-weight: 400; }
.downloads > li { padding: 10px 0; border-top: 1px solid var(--rule); } .downloads > li:first-child { border-top: 0; padding-top: 0; }
a { color: inherit; text-underline-offset: 0.18em; text-decoration-color: var(--quiet); }
@media (max-width: 560px) {
  .order thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .order tr { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0 16px; padding: 12px 0; border-top: 1px solid var(--rule); }
  .order th { grid-column: 1 / -1; } .order td { border: 0; padding: 0 0 4px; } .order tbody th { border: 0; padding: 0 0 4px 1.93em; }
  .order td.figure { text-align: left; padding-left: 0; }
  .order td::before { content: attr(data-head); display: block; font-size: 0.74rem; font-weight: 400; color: var(--quiet); }
  .between { grid-template-columns: 1fr 1fr; }
  .seam h3 { display: block; } .score { display: block; margin-top: 2px; }
  .within td, .within tbody th { padding-left: 8px; } .within tbody th { padding-left: 0; }
}
@media print { .seam audio { display: none; } .seam, .deliveries > li { break-inside: avoid; } }
`.trim();
