import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect } from 'chai'
import { parse } from 'yaml'

import { readConfig } from '../../src/config/index.ts'
import { variables } from '../../src/config/variables.ts'

interface Service {
  readonly image: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly networks: readonly string[]
  readonly volumes?: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>
  readonly volumes: Readonly<Record<string, null>>
}

const SECRETS: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://lachan.example',
  APP_SECRET: 'a'.repeat(32),
  PSEUDONYM_KEY: 'p'.repeat(32),
}

const read = (name: string) => readFileSync(path.join('deploy', name), 'utf8')
const compose = parse(read('compose.yaml'), { merge: true }) as Compose
const services = Object.entries(compose.services)
const namesOf = (start: string) =>
  Object.keys(compose.services).filter((name) => new RegExp(`^${start}-\\d$`).test(name))
const dockerfile = read('Dockerfile')
const shipped = dockerfile.slice(dockerfile.lastIndexOf('FROM '))

describe('deploy/compose.yaml', () => {
  it('has two nodes, three members of a replica set and a proxy', () => {
    expect(namesOf('node')).to.have.length(2)
    expect(namesOf('mongo')).to.have.length(3)
    expect(compose.services['proxy']?.image).to.match(/^caddy:/)
  })

  it('gives every node what it needs to run in production, and nothing that it does not know', () => {
    for (const name of namesOf('node')) {
      const { environment = {} } = compose.services[name]!
      const env = Object.entries(environment).map(
        ([key, value]) => [key, value.startsWith('${') ? SECRETS[key] : value] as const,
      )
      expect(Object.keys(environment).filter((key) => !(key in variables))).to.deep.equal([])
      const config = readConfig({ NODE_ENV: 'production', ...Object.fromEntries(env) })
      expect(config.storage.engine).to.equal('mongodb')
      expect(config.http.trustProxy).to.equal(1)
    }
  })

  it('names the same members to the nodes, to the set and to itself', () => {
    const members = namesOf('mongo')
    const url = compose.services['node-1']!.environment!['DATABASE_URL']!
    expect(/\/\/([^/]+)\//.exec(url)?.[1]?.split(',')).to.deep.equal(members)
    expect(read('replica-set.js').match(/mongo-\d/g)).to.deep.equal(members)
    const set = /replicaSet=(\w+)/.exec(url)?.[1]
    for (const name of members) expect(compose.services[name]?.command).to.include(set)
    expect(read('replica-set.js')).to.contain(`_id: '${set}'`)
  })

  it('sends people to every node, at its port', () => {
    const port = /PORT=(\d+)/.exec(shipped)?.[1]
    const nodes = namesOf('node').map((name) => `${name}:${port}`)
    expect(read('Caddyfile').match(/node-\d:\d+/g)).to.deep.equal(nodes)
    expect(shipped).to.contain(`EXPOSE ${port}`).and.contain(`:${port}/health/ready`)
  })

  it('waits for what is well, and has a way to ask whether it is', () => {
    const awaited = services.flatMap(([, { depends_on = {} }]) => Object.entries(depends_on))
    expect(awaited.length).to.be.greaterThan(4)
    for (const [name, { condition }] of awaited) {
      const service = compose.services[name]
      const answers = service?.healthcheck !== undefined || service?.image === 'la-chan'
      expect(answers || condition === 'service_completed_successfully', name).to.equal(true)
    }
    expect(shipped).to.match(/^HEALTHCHECK /m)
  })

  it('lets nobody but the nodes reach the database', () => {
    expect(compose.networks['store']?.internal).to.equal(true)
    for (const name of [...namesOf('mongo'), 'mongo-init']) {
      expect(compose.services[name]).not.to.have.property('ports')
      expect(compose.services[name]?.networks).to.deep.equal(['store'])
    }
    expect(compose.services['proxy']?.networks).to.deep.equal(['people'])
  })

  it('mounts only what is there', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) =>
      volumes.map((one) => one.split(':')[0]!),
    )
    const missing = mounts.filter((from) =>
      from.startsWith('./') ? !existsSync(path.join('deploy', from)) : !(from in compose.volumes),
    )
    expect(missing).to.deep.equal([])
  })
})

describe('deploy/Dockerfile', () => {
  it('copies what is there', () => {
    const copied = dockerfile.match(/^COPY (?!--from).*$/gm) ?? []
    const sources = copied.flatMap((line) => line.split(' ').slice(1, -1))
    expect(sources.length).to.be.greaterThan(8)
    expect(sources.filter((source) => !existsSync(source))).to.deep.equal([])
  })

  it('ships no tool of developers, and the patches to ltijs applied', () => {
    const install = shipped.indexOf('RUN npm ci --omit=dev')
    expect(install).to.be.greaterThan(shipped.indexOf('COPY patches patches'))
    expect(shipped.indexOf('COPY patches patches')).to.be.greaterThan(0)
    expect(dockerfile).not.to.contain('--ignore-scripts')
  })

  it('runs as nobody in particular', () => {
    expect(/^USER (\w+)$/m.exec(shipped)?.[1]).to.equal('node')
    expect(shipped.indexOf('USER node')).to.be.lessThan(shipped.indexOf('\nCMD '))
  })
})
