import Joi from 'joi'

const SECRET_LENGTH = 32
const secret = Joi.string().min(SECRET_LENGTH)

/** Several secrets separated by commas: the first is current, the others still open what is old. */
const secrets = Joi.string().custom((value: string, helpers) => {
  const short = value.split(',').some((one) => one.trim().length < SECRET_LENGTH)
  return short ? helpers.error('string.min', { limit: SECRET_LENGTH }) : value
})

const boolean = Joi.boolean()
const webAddress = Joi.string().uri({ scheme: ['http', 'https'] })

/** Every environment variable of the product; docs/configuration.md and .env.example are printed from it. */
export const variables = {
  NODE_ENV: Joi.string()
    .valid('production', 'development', 'test', '')
    .description('`production` refuses demo data, a plain http PUBLIC_URL and made-up secrets'),
  PORT: Joi.number().port().default(4000).description('port to listen on'),
  HOST: Joi.string().hostname().default('127.0.0.1').description('address to listen on'),
  PUBLIC_URL: webAddress
    .pattern(/^https?:\/\/[^/?#]+$/, 'an address without a path')
    .description(
      'address that the LMS and people use, without a path; https in production; outside production `http://127.0.0.1:PORT` where it is missing',
    ),
  DATABASE_URL: Joi.string()
    .pattern(/^(sqlite:.+|mongodb(\+srv)?:\/\/.+)$/, 'sqlite:<folder> or mongodb://…')
    .default('sqlite:./data')
    .description('`sqlite:<folder>` for the embedded store'),
  APP_SECRET: secrets.description(
    'at least 32 characters; cookie and sealing keys derive from it; several, separated by commas: the first is current, the others still open what is old; outside production made and kept beside the data',
  ),
  PSEUDONYM_KEY: secret.description(
    'at least 32 characters; never changes for the life of the data; keep it apart from the database; outside production made and kept beside the data',
  ),
  CONTENT_DIRS: Joi.string()
    .default('content')
    .description('folders of modules, separated by commas; later ones add to earlier ones'),
  TRUST_PROXY: Joi.number().integer().min(0).default(0).description('hops of reverse proxy'),
  LTI_CLOCK_TOLERANCE_S: Joi.number()
    .integer()
    .min(0)
    .max(300)
    .default(60)
    .description('leeway in seconds on `iat` and `exp` of a launch'),
  ALLOW_PRIVATE_PLATFORMS: boolean.description(
    'permits LMS addresses on a private network and plain http to them; true outside production, else false',
  ),
  LOG_LEVEL: Joi.string()
    .valid('error', 'warn', 'info', 'debug', 'silent')
    .default('info')
    .description('least level that is logged'),
} as const

export const environmentSchema = Joi.object(variables)
  .unknown(true)
  .prefs({ abortEarly: false, convert: true, errors: { wrap: { label: false } } })
