/** Colours, type and spacing of every page of the devnet, by day and by night. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f5f6fa, #0e121c);
  --card: light-dark(#ffffff, #161c2b);
  --sunk: light-dark(#eef0f6, #111725);
  --line: light-dark(#dde1ea, #283146);
  --ink: light-dark(#1c2333, #e9ecf5);
  --soft: light-dark(#566075, #a3adc2);
  --indigo: light-dark(#3347c4, #9dabff);
  --green: light-dark(#17703f, #6fd49c);
  --red: light-dark(#b3261e, #ff9d94);
  --amber: light-dark(#8a5a00, #ffcf70);
  --ice: light-dark(#22648f, #8fd0f5);
  --lamp: light-dark(#f2a81d, #ffc857);
  --glow: light-dark(#f2a81d52, #ffc85766);
  --text: Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace;
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 400 15px/1.5 var(--text);
  font-feature-settings: 'cv11', 'ss03';
}
h1, h2, h3, p, dl, dd, ul, ol, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--indigo); text-underline-offset: 0.2em; }
code { font: 0.9em/1.5 var(--mono); }
:focus-visible { outline: 2px solid var(--indigo); outline-offset: 2px; border-radius: 4px; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
`
