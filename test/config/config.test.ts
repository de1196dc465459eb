import { readFileSync } from 'node:fs'

import { expect } from 'chai'

import {
  ConfigError,
  configurationPage,
  environmentExample,
  readConfig,
} from '../../src/config/index.ts'

const secret = (letter: string) => letter.repeat(40)

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('readConfig', () => {
  it('needs nothing outside production', () => {
    const config = readConfig({})
    expect(config.http.publicUrl).to.equal('http://127.0.0.1:4000')
    expect(config.storage).to.include({ engine: 'sqlite' })
    expect(config.lti).to.deep.equal({ clockToleranceS: 60, allowPrivatePlatforms: true })
  })

  it('refuses a public address with a path, since pages link from the root', () => {
    for (const url of [
      'https://tool.example/la-chan',
      'https://tool.example/',
      'https://t.example?x',
    ]) {
      expect(problemsOf({ PUBLIC_URL: url })).to.deep.equal([
        'PUBLIC_URL: expected an address without a path',
      ])
    }
  })

  it('follows the port with the public address', () => {
    expect(readConfig({ PORT: '4321' }).http.publicUrl).to.equal('http://127.0.0.1:4321')
  })

  it('treats an empty variable as a missing one', () => {
    expect(readConfig({ PORT: '', APP_SECRET: '' }).http.port).to.equal(4000)
  })

  it('names every problem at once and no value', () => {
    const problems = problemsOf({
      PORT: 'four',
      PUBLIC_URL: 'ftp://secret-host',
      APP_SECRET: 'too-short-secret',
      DATABASE_URL: 'postgres://secret-host',
      LOG_LEVEL: 'shout',
    })
    const text = problems.join('\n')
    for (const name of ['PORT', 'PUBLIC_URL', 'APP_SECRET', 'DATABASE_URL', 'LOG_LEVEL']) {
      expect(text).to.match(new RegExp(`^${name}: `, 'm'))
    }
    expect(text).not.to.match(/four|secret-host|too-short|shout/)
  })

  it('wants https and both secrets in production', () => {
    expect(
      problemsOf({ NODE_ENV: 'production', PUBLIC_URL: 'http://tool.example' }),
    ).to.have.length(3)
  })

  it('keeps the pseudonym key apart from the secret', () => {
    const env = { NODE_ENV: 'production', PUBLIC_URL: 'https://tool.example' }
    const same = { ...env, APP_SECRET: secret('a'), PSEUDONYM_KEY: secret('a') }
    expect(problemsOf(same).join()).to.match(/^PSEUDONYM_KEY/)
    expect(problemsOf({ ...same, PSEUDONYM_KEY: secret('b') })).to.deep.equal([])
  })

  it('closes private networks in production unless told', () => {
    const env = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://tool.example',
      APP_SECRET: secret('a'),
      PSEUDONYM_KEY: secret('b'),
    }
    expect(readConfig(env).lti.allowPrivatePlatforms).to.equal(false)
    const told = readConfig({ ...env, ALLOW_PRIVATE_PLATFORMS: 'true' })
    expect(told.lti.allowPrivatePlatforms).to.equal(true)
  })

  it('takes several secrets, the first one first', () => {
    const config = readConfig({ APP_SECRET: `${secret('n')},${secret('o')}` })
    expect(config.secrets.app).to.deep.equal([secret('n'), secret('o')])
  })

  it('refuses a DEBUG that would print tokens', () => {
    expect(problemsOf({ DEBUG: 'provider:*' }).join()).to.match(/^DEBUG/)
    expect(problemsOf({ DEBUG: 'express:router' })).to.deep.equal([])
  })

  it('is frozen to the bottom', () => {
    expect(Object.isFrozen(readConfig({}).http)).to.equal(true)
  })
})

describe('printed configuration', () => {
  it('is docs/configuration.md', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).to.equal(configurationPage())
  })

  it('is .env.example', () => {
    expect(readFileSync('.env.example', 'utf8')).to.equal(environmentExample())
  })
})
