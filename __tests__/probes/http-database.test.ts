import {afterAll, beforeAll, expect, test} from 'vitest'
import {http} from '#src/probes/http.ts'
import {lookWith} from '../helpers/net-look.ts'
import {type PrivatePostgres, startPostgres} from '../helpers/private-postgres.ts'
import {startWeb} from '../helpers/private-web.ts'

let database: PrivatePostgres

beforeAll(async () => {
  database = await startPostgres()
  await database.run('create table invoice (id int primary key)')
})
afterAll(() => database.stop())

/** A site that says of every draft that it was made; whether it was is another question. */
const startSite = (isHonest: boolean) => {
  let id = 0
  return startWeb((_, response) => {
    const answer = (): void => void response.writeHead(201).end(`{"id": ${++id}}`)
    if (isHonest) void database.run(`insert into invoice values (${id + 1})`).then(answer)
    else answer()
  })
}

const look = (url: string) =>
  lookWith(
    http,
    {
      type: 'http',
      effects: 'true',
      steps: [
        {
          name: 'make a draft',
          url,
          method: 'POST',
          json: '{}',
          save: {ID: {json: 'id'}},
          expect: {status: '201'},
        },
        {
          name: 'the draft is in the database',
          connection: 'database',
          query: 'select count(*) from invoice where id::text = $1',
          values: ['${ID}'],
          value: 1,
        },
      ],
    },
    {
      others: {
        database: {
          type: 'postgres',
          host: '127.0.0.1',
          port: database.port,
          database: 'postgres',
          user: database.user,
          password: database.password,
        },
      },
    },
  )

test('a 201 alone proves nothing: the row is looked for', async () => {
  const lying = await startSite(false)
  const lie = await look(lying.url)
  expect(lie).toMatchObject({outcome: 'fail', reason: 'mismatch'})
  expect(lie.summary).toMatch(/^the draft is in the database: .*0, but expected: 1/)
  const honest = await startSite(true)
  expect(await look(honest.url)).toMatchObject({outcome: 'pass'})
})
