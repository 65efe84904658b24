// SPDX-License-Identifier: MIT
// The two projects that the demo's agents work in. The tests in them really run.

export const billing = {
  'package.json': `{
  "name": "billing",
  "type": "module",
  "scripts": { "test": "node --test test/" }
}
`,
  'src/money.js': `/** Rounds half up to \`step\`, a cent unless said otherwise. */
export function round(amount, step = 0.01) {
  return Number((Math.round((amount + Number.EPSILON) / step) * step).toFixed(2));
}
`,
  'src/invoice.js': `import { round } from './money.js';

const rates = { DE: 19, AT: 20, CH: 8.1, FR: 20, US: 0 };

export function subtotal(lines) {
  return round(lines.reduce((sum, line) => sum + line.quantity * line.price, 0));
}

export function applyTax(lines, region) {
  return lines.map((line) => {
    const net = line.quantity * line.price;
    return { ...line, net, tax: (net * rates[region]) / 100 };
  });
}

export function invoice(lines, region) {
  const taxed = applyTax(lines, region);
  const tax = taxed.reduce((sum, line) => sum + line.tax, 0);
  return { lines: taxed, subtotal: subtotal(lines), tax, total: subtotal(lines) + tax };
}
`,
  'src/cart.js': `import { applyTax, subtotal } from './invoice.js';

/** What the customer sees before paying. */
export function cartTotal(lines, region) {
  const tax = applyTax(lines, region).reduce((sum, line) => sum + line.tax, 0);
  return (subtotal(lines) + tax).toFixed(2);
}
`,
  'src/refund.js': `import { applyTax } from './invoice.js';

/** Refunds whole lines, tax included. */
export function refund(lines, region, returned) {
  const taxed = applyTax(lines, region);
  return returned.reduce((sum, index) => sum + taxed[index].net + taxed[index].tax, 0);
}
`,
  'test/invoice.test.js': `import assert from 'node:assert/strict';
import test from 'node:test';
import { invoice } from '../src/invoice.js';

const lines = [
  { name: 'Notebook', quantity: 3, price: 4.5 },
  { name: 'Pencil', quantity: 10, price: 0.8 },
];

test('an invoice adds up', () => {
  const { subtotal, tax, total } = invoice(lines, 'DE');
  assert.equal(subtotal, 21.5);
  assert.ok(Math.abs(subtotal + tax - total) < 0.005);
});

test('there is no tax in the US', () => {
  assert.equal(invoice(lines, 'US').tax, 0);
});

test('Swiss tax is in the total', () => {
  assert.ok(invoice(lines, 'CH').total > 23.2);
});
`,
  'test/refund.test.js': `import assert from 'node:assert/strict';
import test from 'node:test';
import { cartTotal } from '../src/cart.js';
import { refund } from '../src/refund.js';

const lines = [{ name: 'Desk', quantity: 1, price: 249.9 }];

test('a refund returns what was paid', () => {
  assert.ok(Math.abs(refund(lines, 'AT', [0]) - Number(cartTotal(lines, 'AT'))) < 0.005);
});
`,
};

export const taxFile = `import { round } from './money.js';

/** Rate in percent and the step that tax is rounded to, by region. */
const rules = {
  DE: { rate: 19, step: 0.01 },
  AT: { rate: 20, step: 0.01 },
  CH: { rate: 8.1, step: 0.05 },
  FR: { rate: 20, step: 0.01 },
  US: { rate: 0, step: 0.01 },
};

export function ruleFor(region) {
  const rule = rules[region];
  if (!rule) throw new RangeError(\`no tax rule for \${region}\`);
  return rule;
}

export function taxOn(net, region) {
  const { rate, step } = ruleFor(region);
  return round((net * rate) / 100, step);
}
`;

export const site = {
  'package.json': `{
  "name": "site",
  "type": "module"
}
`,
  'content/home.md': `# Paper that stays

Notebooks, pencils and desks, made to be used for years.
`,
  'images/manifest.json': `{ "hero": ["desk-wide.png", "notebook-open.png", "pencils.png"] }
`,
};
