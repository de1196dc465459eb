export default {
  semi: false,
  singleQuote: true,
  printWidth: 100,
  overrides: [{ files: '*.md', options: { proseWrap: 'preserve' } }],
}
