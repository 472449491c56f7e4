/** The page's own; colours and type are those of all pages. */
export const style = `
body { min-height: 100vh; display: grid; place-items: center; padding: 24px; }
main { width: min(100%, 440px); background: var(--card); border: 1px solid var(--line);
  border-radius: 18px; padding: 32px 32px 28px; }
.mark { display: block; margin-bottom: 18px; }
h1 { font-size: 24px; line-height: 1.2; font-weight: 660; letter-spacing: -0.02em; margin-bottom: 8px; }
p { color: var(--soft); }
[hidden] { display: none !important; }
.compare { margin: 22px 0; padding: 14px 18px; border-radius: 12px; background: var(--sunk); }
.compare output { display: block; font: 640 26px/1.3 var(--mono); letter-spacing: 0.06em; color: var(--ink); }
.choices { display: grid; gap: 10px; margin-top: 18px; }
button { font: 560 15px/1.3 var(--text); color: var(--ink); background: var(--paper); min-height: 48px;
  border: 1px solid var(--line); border-radius: 12px; padding: 11px 18px; cursor: pointer;
  display: flex; align-items: center; justify-content: center; gap: 10px; }
button:hover { border-color: var(--indigo); }
button.first { background: var(--indigo); border-color: var(--indigo); color: light-dark(#ffffff, #0e121c); }
button img { width: 24px; height: 24px; border-radius: 6px; }
[data-busy] button { opacity: 0.55; cursor: progress; }
.problem { color: var(--red); margin-top: 16px; }
.choices:empty, .problem:empty { display: none; }
`
