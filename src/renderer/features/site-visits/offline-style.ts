/** The saved page carries its own style: paper and ink as in the front desk, large enough for a thumb. */
export const sheet = `
:root { color-scheme: light; --ink: #1b2126; --ink-2: #4a545c; --line: #dedbd1; --accent: #1d4f7a; }
* { box-sizing: border-box; }
body { margin: 0; background: #f6f5f1; color: var(--ink); font: 17px/1.5 system-ui, "Noto Sans KR", sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: 16px; }
h1 { margin: 0; font-size: 24px; }
h2 { margin: 24px 0 8px; font-size: 18px; }
p { margin: 4px 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 12px 0; }
dt { color: var(--ink-2); }
dd { margin: 0; overflow-wrap: anywhere; }
.quiet { color: var(--ink-2); font-size: 15px; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
li { padding: 12px 14px; border: 1px solid var(--line); border-radius: 12px; background: #fff; }
li b { font-size: 18px; }
.say { margin: 6px 0 10px; font-size: 20px; font-weight: 600; }
.time { font-weight: 700; font-variant-numeric: tabular-nums; }
button, a.button { display: inline-flex; align-items: center; justify-content: center; min-height: 52px;
  padding: 8px 18px; border: 1px solid #8d8a7f; border-radius: 12px; background: #fff; color: var(--ink);
  font: inherit; font-weight: 600; text-decoration: none; }
button.main { width: 100%; border-color: var(--accent); background: var(--accent); color: #fff; }
button:focus-visible, a:focus-visible, textarea:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: 10px; margin: 10px 0; }
textarea { width: 100%; min-height: 84px; padding: 10px; border: 1px solid #8d8a7f; border-radius: 12px; font: inherit; }
label { display: block; margin-top: 12px; font-weight: 600; }
`;
