import js from '@eslint/js'
import ts from 'typescript-eslint'
import { defineConfig } from 'eslint/config'
import { layerRules } from './scripts/layers.ts'

export default defineConfig(
  { ignores: ['node_modules', 'out/**', 'dist/**', 'studies/**', '.scratch', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowArray: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['../../*'], message: 'Use #shared/, #main/ or #renderer/ across folders.' }] },
      ],
    },
  },
  ...layerRules(),
)
