#!/bin/sh
':' //; exec node -- "$0" "$@"
// For a shell the line above is the program: without "--" Node 20 takes an `--env-file` that is meant for us as its own
// and ends where there is no such file. For node it is a string and a comment.
//
// CommonJS on purpose: the size of libuv's thread pool is fixed before the first line of an ES module runs.
// The commands that rollcall starts get the environment as it was, so it is copied before anything is set.
const env = {...process.env}
// Of these half at most look names up at a time: so many dead ones would be waited for by a healthy one.
process.env.UV_THREADPOOL_SIZE ??= '64'
// The end of the process waits for every lookup of a name that is under way. A dead name server must not hold up whoever
// has left for much longer than it holds up a look, which is 5 seconds; glibc alone takes 10 for each of its servers.
process.env.RES_OPTIONS ??= 'timeout:2 attempts:2'
require('./load.cjs').load('cli.cjs').main(process.argv.slice(2), env)
