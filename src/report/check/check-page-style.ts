// Check page style: what the page of a check adds to the report's look: signs, explained figures, the table of many files.

export const CHECK_PAGE_STYLE = `
section.marks { display: block; padding: 26px 0 36px; }
section.marks h3 { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.signed > li { display: grid; grid-template-columns: 26px minmax(0, 1fr); gap: 0 14px; }
.sign { display: block; width: 26px; height: 26px; font-family: var(--sans); margin-top: -1px; }
.head code { font: 0.8rem/1.6 var(--figures); color: var(--quiet); }
.signed .grade::before { display: none; }
.signed .times { margin-bottom: 4px; }
.head .times { margin-left: 14px; }
.lead { margin-bottom: 22px; }
.group + .group { margin-top: 34px; }
.group h3 { margin-bottom: 6px; }
.explained > div { display: grid; grid-template-columns: 170px 196px minmax(0, 1fr); gap: 0 20px; padding: 9px 0; border-top: 1px solid var(--rule); align-items: baseline; }
.explained .value { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; font-weight: 600; }
.batch { font-size: 0.92rem; } .batch td, .batch th { white-space: nowrap; }
.batch .name { white-space: normal; overflow-wrap: anywhere; min-width: 11em; }
.batch td.codes, .batch th.codes { padding-left: 22px; } .batch .codes { white-space: normal; min-width: 12em; }
.batch a, .back { color: inherit; text-decoration-color: var(--quiet); text-underline-offset: 3px; }
.batch .odd { font-weight: 700; color: var(--after); }
.batch .odd::after { content: " \\25C6"; font-size: 0.7em; vertical-align: 0.15em; }
.scroll { overflow-x: auto; }
.odds { margin-top: 20px; } .odds li { padding-top: 6px; }
section.full { grid-template-columns: minmax(0, 1fr); }
article { border-top: 3px solid var(--ink); margin-top: 40px; }
article > header { padding: 34px 0 28px; }
article .verdict { font-size: clamp(1.4rem, 3vw, 2rem); }
article > header + section { border-top: 0; padding-top: 0; }
.back { font-size: 0.88rem; }
@media (max-width: 760px) {
  .explained > div { grid-template-columns: minmax(0, 1fr) auto; }
  .explained .gloss { grid-column: 1 / -1; }
}
@media print {
  @page { size: A4; margin: 16mm 15mm 18mm; }
  html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main, header.sleeve, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header.sleeve { grid-template-columns: minmax(0, 1fr) 38mm; gap: 8mm; padding-top: 0; } .disc { width: 38mm; }
  .verdict { font-size: 20pt; } article .verdict { font-size: 16pt; }
  section { grid-template-columns: minmax(0, 1fr); gap: 8pt; }
  .wide { display: block; } .narrow { display: none; }
  section.full { display: grid; }
  .group, .explained > div, figure, .signed > li { break-inside: avoid; }
  h3 { break-after: avoid; }
  article { break-before: page; border-top: 0; margin-top: 0; } article > header { padding-top: 0; }
  .explained > div { grid-template-columns: 36mm 34mm minmax(0, 1fr); padding: 4pt 0; }
  .explained .gloss { grid-column: auto; }
  .group + .group { margin-top: 14pt; } .charts { gap: 18pt; }
  .back { display: none; } .scroll { overflow: visible; } .batch { font-size: 8pt; }
  .batch td, .batch th { padding-left: 6pt; } .batch .name, .batch .codes { min-width: 0; }
}
`.trim();
