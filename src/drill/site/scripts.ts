import {apps} from './releases.ts'

export const backupScript = `#!/bin/bash
# Backs up the FinAsis database into backups/.
set -euo pipefail
cd "$(dirname "$0")/.."
set -a; . ./.env; set +a

file="backups/backup_$(date +%Y%m%d_%H%M%S).sql"
trap 'rm -f "$file.part"' EXIT
echo "Backing up finasis (release $(cat RELEASE)) ..."
{
  echo "-- release: $(cat RELEASE)"
  pg_dump --dbname="$DATABASE_URL"
} > "$file.part"
mv "$file.part" "$file"
echo "$file written ($(wc -c < "$file") bytes)"
`

export const rollbackScript = `#!/bin/bash
# Takes FinAsis back to a backup: rollback.sh YYYYMMDD_HHMMSS [SLACK_WEBHOOK_URL]
set -euo pipefail
cd "$(dirname "$0")/.."
set -a; . ./.env; set +a

stamp="\${1:?which backup?}"
webhook="\${2:-}"
file="backups/backup_$stamp.sql"
compose() { docker-compose -f docker-compose.prod.yml "$@"; }

[ -s "$file" ] || { echo "no such backup: $file" >&2; exit 2; }
tail -n 1 "$file" | grep -q '^-- PostgreSQL database dump complete' || { echo "$file is cut off, nothing was touched" >&2; exit 2; }
release="$(sed -n 's/^-- release: //p' "$file" | head -n 1)"

echo "1/6 stopping web and worker"
compose stop web worker
echo "2/6 starting what the database needs"
compose up -d db redis
echo "3/6 restoring $stamp"
psql --set=ON_ERROR_STOP=1 --dbname="$DATABASE_URL" --file="$file"
echo "4/6 going back to release $release"
for app in ${apps.join(' ')}; do
  rm -rf "$app"
  cp -R "releases/$release/$app" "$app"
done
cp "releases/$release/RELEASE" RELEASE
echo "5/6 clearing the cache"
redis-cli -u "$REDIS_URL" FLUSHDB
echo "6/6 starting web and worker"
compose up -d web worker nginx
if [ -n "$webhook" ]; then
  curl -fsS -X POST -H 'Content-Type: application/json' \\
    -d "{\\"text\\": \\"FinAsis went back to $stamp (release $release)\\"}" "$webhook" > /dev/null || echo "Slack was not told" >&2
fi
echo "done: FinAsis runs release $release on the data of $stamp"
`
