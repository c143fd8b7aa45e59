/** The services as the site declares them; the drill's own processes stand in for the containers. */
export const composeFile = `name: finasis
services:
  db: {image: 'postgres:18'}
  redis: {image: 'redis:7'}
  web: {image: 'finasis/web', depends_on: [db, redis]}
  worker: {image: 'finasis/web', command: 'celery -A finasis worker', depends_on: [db, redis], deploy: {replicas: 2}}
  nginx: {image: 'nginx:1.27', depends_on: [web]}
`
