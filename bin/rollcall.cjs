#!/bin/sh
':' //; exec node -- "$0" "$@"
// For a shell the line above is the program: without "--" Node 20 takes an `--env-file` that is meant for us as its own
// and ends where there is no such file. For node it is a string and a comment.
//
// CommonJS on purpose: the size of libuv's thread pool is fixed before the first line of an ES module runs.
// The commands that rollcall starts get the environment as it was, so it is copied before anything is set.
const env = {...process.env}
process.env.UV_THREADPOOL_SIZE ??= '16'
require('./load.cjs').load('cli.cjs').main(process.argv.slice(2), env)
