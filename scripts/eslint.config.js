import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const SENTENCE =
  'A sentence stands in a catalogue (app/*/words): useWords in a component, saying in a rule or a command.'

/** Texts that a person reads, where code would write them by hand. */
const NO_SENTENCES_IN_CODE = [
  'NewExpression[callee.name="AppError"] > :matches(Literal, TemplateLiteral):nth-child(2)',
  'CallExpression[callee.name=/^(refused|notFound)$/] > :matches(Literal, TemplateLiteral)',
  'CallExpression[callee.property.name="addIssue"] Property[key.name="message"] > :matches(Literal, TemplateLiteral)',
  'CallExpression[callee.object.name="z"] > Literal[value=/[a-z] [a-z]/]',
  'CallExpression[callee.property.name=/^(min|max|length|regex|refine|email|int)$/] > Literal[value=/[a-z] [a-z]/]',
].map((selector) => ({ selector, message: SENTENCE }))

/** The same in components: between tags, in attributes that are read or said, and in what fills them. */
const NO_SENTENCES_IN_PAGES = [
  'JSXText[value=/[a-z]{2}/]',
  'JSXAttribute[name.name=/^(label|title|lead|hint|placeholder|alt|caption|summary|words|text|head|done|removal|none|aria-label|aria-description)$/] > Literal[value=/[a-z]{2}/]',
  'JSXAttribute[name.name=/^(label|title|lead|hint|placeholder|alt|caption|summary|words|text|head|done|removal|none|aria-label|aria-description)$/] TemplateElement[value.raw=/[A-Za-z]{3} /]',
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > Literal[value=/[a-z]{2}/]',
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal[value=/[A-Za-z]{2}/]',
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer TemplateElement[value.raw=/[A-Za-z]{3} [a-z]/]',
  'Property[key.name=/^(words|label|hint|head|caption|lead)$/] > Literal[value=/[A-Za-z]{2}/]',
  'Property[key.name="cell"] > ArrowFunctionExpression > Literal',
  'Property[key.name="cell"] > ArrowFunctionExpression > ConditionalExpression > Literal[value=/[a-z]{2}/]',
  'Property[key.name="title"] > Literal[value=/[A-Za-z]{2}/]',
].map((selector) => ({ selector, message: SENTENCE }))

const NO_WRITES_IN_QUERIES = {
  selector: 'CallExpression[callee.property.name=/^(insertInto|updateTable|deleteFrom|inTransaction)$/]',
  message: 'A query reads. What writes is a command.',
}

export default tseslint.config(
  { ignores: ['build/', 'data/', 'node_modules/', '**/*.mjs', '**/*.cjs', 'scripts/*.config.js'] },
  // Rules that need types are in oxlint.json: the native checker takes a tenth of the time.
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      // A layout by hand needs a reason, which stands where this rule is switched off for it.
      'no-warning-comments': ['error', { terms: ['prettier-ignore', 'oxfmt-ignore'], location: 'anywhere' }],
      'no-restricted-globals': [
        'error',
        {
          name: 'process',
          message: 'Only app/platform/env.server.ts and scripts read the process.',
        },
      ],
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'jsx-a11y': jsxA11y, 'react-hooks': reactHooks },
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // Safari forgets that a list without markers is one.
      // A code block that scrolls sideways must be reachable by keyboard.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: ['pre'], roles: ['tabpanel', 'region'] }],
      'jsx-a11y/no-redundant-roles': ['error', { ul: ['list'] }],
    },
  },
  {
    files: ['app/**/*.ts'],
    ignores: ['**/*.test.ts', 'app/platform/env.server.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NO_SENTENCES_IN_CODE] },
  },
  {
    files: ['app/**/*.tsx'],
    ignores: ['**/*.test.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...NO_SENTENCES_IN_CODE, ...NO_SENTENCES_IN_PAGES] },
  },
  {
    files: ['app/features/*/queries/**'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NO_SENTENCES_IN_CODE, NO_WRITES_IN_QUERIES] },
  },
  {
    files: ['app/platform/env.server.ts', 'scripts/**', 'test/**', '**/*.test.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
)
