// SPDX-License-Identifier: MIT
// What the agents of the pictures say and do, in prompts that a person would write; see tests/support/scriptedmodel.mjs.

const turn = (words, name, args) => ({
  parts: words ? [{ say: words, pace: 2 }] : [],
  calls: name ? [{ name, args }] : [],
});
const todo = (content, status) => ({ id: content, content, status, priority: 'medium' });

const slow = `The tests of the importer take **41 s** of 58 s:

| step | before | after |
|---|---|---|
| unit | 6 s | 6 s |
| importer | 41 s | 9 s |
| package | 11 s | 11 s |

They read the same file 200 times. Once is enough:

\`\`\`js
let rows;
export const allRows = async () => (rows ??= await readRows(file));
\`\`\`

Nothing else in the build is worth the work.`;

const rounding = `# Rounding

- Half up, to the cent.
- Once, after the sum. Never a line.
- Swiss francs: to five centimes.
`;

export const stories = [
  {
    when: 'nightly build',
    turns: [
      { parts: [{ think: 'The log of the build has times. The slowest step first.', pace: 2 }], calls: [{ name: 'glob', args: { pattern: '*' } }] },
      turn(slow),
    ],
  },
  {
    when: 'rounded once',
    turns: [
      turn('I put the rule into a file of its own first, so that accounting can read it.', 'todowrite', {
        todos: [todo('Write the rule down', 'in_progress'), todo('Round refunds', 'pending'), todo('Run the tests', 'pending')],
      }),
      turn('', 'write', { filePath: 'rounding.md', content: rounding }),
      turn('The rule is written down.'),
    ],
  },
  {
    when: 'monthly reports',
    turns: [
      turn('', 'question', {
        questions: [
          {
            question: 'Which currency do the monthly reports use?',
            header: 'Currency',
            multiple: false,
            options: [
              { label: 'Euro', description: 'As the invoices' },
              { label: 'Swiss franc', description: 'As the books' },
              { label: 'Each branch its own', description: 'With a sum in euro' },
            ],
          },
        ],
      }),
      turn('The reports name their currency now.'),
    ],
  },
  {
    when: 'release 2.4',
    turns: [
      turn('The changelog is complete. I tag the release and push the tag.', 'bash', {
        command: 'git tag -a v2.4 -m "Release 2.4" && git push origin v2.4',
        description: 'Tags the release and publishes the tag',
      }),
      turn('It is out.'),
    ],
  },
];
