// SPDX-License-Identifier: MIT
// What the demo's agents say and do. `when` is text of the prompt that a story answers; see scriptedmodel.mjs.

import { taxFile } from './demoprojects.mjs';

const say = (text, pace = 22) => ({ say: text, pace, words: 2 });
const think = (text) => ({ think: text, pace: 20, words: 3 });
const rest = (ms) => ({ rest: ms });
const turn = (parts, ...calls) => ({ parts, calls });
const read = (filePath) => ({ name: 'read', args: { filePath } });
const grep = (pattern, path) => ({ name: 'grep', args: { pattern, path } });
const bash = (command, description) => ({ name: 'bash', args: { command, description } });
const edit = (filePath, oldString, newString) => ({ name: 'edit', args: { filePath, oldString, newString } });
const write = (filePath, content) => ({ name: 'write', args: { filePath, content } });
const task = (description, prompt) => ({ name: 'task', args: { description, prompt, subagent_type: 'general' } });
const todo = (...states) => ({
  name: 'todowrite',
  args: {
    todos: ['Move the tax rules to src/tax.js', 'Keep every import path', 'Check the callers', 'Cover refunds'].map(
      (content, i) => ({ id: String(i + 1), content, status: states[i], priority: i < 2 ? 'high' : 'medium' })
    ),
  },
});

export const command = 'rm -rf coverage && node --test --test-reporter=tap test/';
/** What stands in the recording where the player puts the person's own words. */
export const wordsHere = '[[the words of the person]]';

export const prompts = {
  split: 'Split the invoice module so that tax rules live in their own file, and keep the public API unchanged.',
  callers:
    'Find every caller of applyTax and tell me which of them rely on unrounded tax. Run the tests when you are done reading.',
  sdk: 'Upgrade the payment SDK to version 4 and tell me what changed for us.',
  baseline: 'Run the tests once and write down how long they take.',
  images: 'Compress the hero images to at most 120 KB each without visible loss.',
  copy: 'Write a new first paragraph for the landing page.',
  sweep: 'Look for dependencies that nobody uses any more.',
};

const oldTax = `  return lines.map((line) => {
    const net = line.quantity * line.price;
    return { ...line, net, tax: (net * rates[region]) / 100 };
  });`;
const newTax = `  return lines.map((line) => {
    const net = line.quantity * line.price;
    return { ...line, net, tax: taxOn(net, region) };
  });`;
const oldHead = `import { round } from './money.js';

const rates = { DE: 19, AT: 20, CH: 8.1, FR: 20, US: 0 };
`;
const newHead = `import { round } from './money.js';
import { taxOn } from './tax.js';

export { ruleFor } from './tax.js';
`;
const oldRefund = '  return returned.reduce((sum, index) => sum + taxed[index].net + taxed[index].tax, 0);';
const newRefund = `  const paid = returned.reduce((sum, index) => sum + taxed[index].net + taxed[index].tax, 0);
  return round(paid);`;

const report = `## Tax rules have a file of their own

The rules now live in \`src/tax.js\`. Nothing that imports from \`src/invoice.js\` has to change: \`applyTax\`, \`subtotal\` and \`invoice\` keep their names, their arguments and their results, apart from one thing that was wrong before.

### What changed

1. **\`src/tax.js\`** is new. It holds one rule per region and two functions, \`ruleFor\` and \`taxOn\`.
2. **\`src/invoice.js\`** asks \`taxOn\` for each line and knows no rate any more.
3. **\`src/refund.js\`** rounds its sum once, at the end. It was the only caller that relied on unrounded tax.

### How each region rounds

| Region | Rate | Rounded to | Before |
|--------|-----:|-----------:|--------|
| DE     | 19 % |       0.01 | not at all |
| AT     | 20 % |       0.01 | not at all |
| CH     | 8.1 % |      0.05 | not at all |
| FR     | 20 % |       0.01 | not at all |
| US     |  0 % |       0.01 | not at all |

A Swiss invoice of 21.50 used to carry 1.7415 in tax; it now carries 1.75, because each line is rounded to five centimes:

\`\`\`js
import { applyTax } from './invoice.js';

const [line] = applyTax([{ quantity: 1, price: 21.5 }], 'CH');
console.log(line.tax); // 1.75
\`\`\`

### Worth knowing

- A region without a rule now throws a \`RangeError\` instead of giving \`NaN\`. I found no caller that passes an unknown region.
- All four tests pass, before and after.
- The rates are still constants. If they are to change by date, \`ruleFor(region, date)\` is the one place to touch.

> If you want the old unrounded figures for a report, take \`net * ruleFor(region).rate / 100\`.
`;

const finish = [
  turn(
    [say('One caller needs care: `refund.js` adds up unrounded tax. I will round its sum once, at the end.\n')],
    read('src/refund.js')
  ),
  turn(
    [],
    edit(
      'src/refund.js',
      "import { applyTax } from './invoice.js';",
      "import { applyTax } from './invoice.js';\nimport { round } from './money.js';"
    )
  ),
  turn([], edit('src/refund.js', oldRefund, newRefund)),
  turn([], todo('completed', 'completed', 'completed', 'completed')),
  turn([rest(300), say(report, 40)]),
];

const untested = [
  turn([], todo('completed', 'completed', 'in_progress', 'pending')),
  turn([
    say(
      'The rules are in `src/tax.js` and every import path still works, but **the tests did not run**: the subagent was not allowed to.\n\n- `refund.js` adds up unrounded tax. It needs one more change, which I leave until the tests can tell whether it is right.\n- Please run `npm test`, or allow it, and I will finish the refund.\n',
      30
    ),
  ]),
];

const found = (tests) =>
  `Three callers: \`invoice.js\` itself, \`cart.js\` and \`refund.js\`. Only \`refund.js\` relies on unrounded tax. ${tests}`;

/** `branch`: how the child's request is answered in this recording. */
export function storiesFor(branch) {
  const childEnd =
    branch === 'always'
      ? [
          turn(
            [say('All tests pass. Once more, for the refunds alone, to have their time:\n')],
            bash('node --test --test-reporter=tap test/refund.test.js', 'Runs the refund test alone')
          ),
          turn([say(found('All four tests pass, and the refund test takes a few milliseconds.'))]),
        ]
      : [turn([say(found('All four tests pass.'))])];
  const refused = [
    turn([
      think('I was told not to run this. Reading is enough to answer the question.'),
      say(found('I did not run the tests, as I was asked.')),
    ]),
  ];
  return [
    {
      when: prompts.callers,
      turns: [
        turn(
          [rest(200), say('I will read each file that imports the module.\n')],
          grep('applyTax', 'src'),
          read('src/cart.js'),
          read('src/refund.js')
        ),
        {
          ...turn(
            [
              think(
                'refund.js adds net and tax without rounding, so a change of rounding shows there first. The tests will tell whether anybody noticed.'
              ),
              say(
                '`refund.js` adds up unrounded tax. I will run the tests to see whether they cover it; old coverage files go first.\n'
              ),
            ],
            bash(command, 'Removes old coverage files and runs all tests')
          ),
          refused,
        },
        ...childEnd,
      ],
    },
    {
      when: prompts.split,
      turns: [
        turn(
          [
            rest(500),
            think(
              'The module does three things: it adds lines, it knows tax rates, and it builds the invoice. Only the second has to move. The public API is what other files import, so I need the callers first.'
            ),
            say(
              'I will look at the module and at every caller first, then move the rules without changing an import path.\n'
            ),
          ],
          read('src/invoice.js'),
          grep('invoice.js', 'src')
        ),
        turn([], todo('in_progress', 'pending', 'pending', 'pending')),
        turn(
          [say('Two files import it. The rates and the rounding go to `src/tax.js`, one rule per region.\n')],
          write('src/tax.js', taxFile)
        ),
        turn([], edit('src/invoice.js', oldHead, newHead)),
        turn([], edit('src/invoice.js', oldTax, newTax)),
        turn(
          [say('The module itself is done. A subagent checks the callers while I go through the tests.\n')],
          task('Check the callers of applyTax', prompts.callers)
        ),
        ...(branch === 'once' || branch === 'always' ? finish : untested),
      ],
    },
    {
      when: prompts.sdk,
      turns: [
        turn([say('I will look at how the project is set up.\n')], read('package.json')),
        turn(
          [],
          edit('package.json', '"type": "module",', '"type": "module",\n  "dependencies": { "payments": "^4.0.0" },')
        ),
        turn([
          say(
            'The SDK is now at version 4.\n\n- Amounts are integers in the smallest unit; `round` already gives them.\n- `charge()` returns a promise in every case.\n- Webhooks carry a signature that has to be checked. **This needs a secret from you before it can go live.**\n'
          ),
        ]),
      ],
    },
    {
      when: prompts.baseline,
      turns: [
        turn([], bash('node --test --test-reporter=tap test/', 'Runs all tests')),
        turn([say('Four tests, all pass, in about a tenth of a second.')]),
      ],
    },
    {
      when: prompts.copy,
      turns: [
        turn([], read('content/home.md')),
        turn([think('The tone decides everything here, and it is not mine to choose.')], {
          name: 'question',
          args: {
            questions: [
              {
                question: 'Which tone of voice should the first paragraph have?',
                header: 'Tone of voice',
                options: [
                  { label: 'Plain', description: 'Short sentences, says what it is' },
                  { label: 'Warm', description: 'Speaks to one person' },
                  { label: 'Bold', description: 'One claim, and proof' },
                ],
                multiple: false,
              },
            ],
          },
        }),
        turn([
          say(
            'Thank you. Here is a first paragraph in that tone:\n\n> A notebook is a place to think. Ours open flat, take ink without bleeding, and are bound to last longer than the year on the cover.\n\nI kept the heading and changed nothing else.'
          ),
        ]),
      ],
    },
    {
      when: prompts.images,
      turns: [
        turn([say('Three images to look at.\n')], read('images/manifest.json')),
        {
          ...turn([]),
          error: {
            status: 400,
            message: 'The request is larger than the model takes: 3 images, 31 MB. The limit is 20 MB.',
          },
        },
      ],
    },
    {
      when: prompts.sweep,
      turns: [
        turn([], read('package.json')),
        turn([say('There are no dependencies to remove: the project has none.')]),
      ],
    },
  ];
}
