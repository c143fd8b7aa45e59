import {setFlagsFromString} from 'node:v8'

// undici parses HTTP in WebAssembly. V8 would compile it anew, optimised, while we look, and its exit would wait for that:
// hundreds of milliseconds for the few kilobytes that one look parses. Set before undici is loaded.
setFlagsFromString('--liftoff-only')
