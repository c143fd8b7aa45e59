import {type Candidates, type CompletionVerb, everyVerb, valueFlags} from './tree.ts'

// In fish a backslash is one in single quotes too.
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

/** The words that `complete -a` takes, and whether files of any name are offered besides. */
const offer = (candidates: Candidates): {readonly words: string; readonly files: boolean} => {
  switch (candidates) {
    case 'file':
      return {words: '', files: true}
    case 'directory':
      return {words: '(__fish_complete_directories)', files: false}
    case 'runbook':
      return {words: '(__rollcall_runbooks)', files: false}
    case 'session':
      return {words: '(__rollcall_sessions)', files: false}
    case 'session-or-file':
      return {words: '(__rollcall_sessions)', files: true}
    case 'any':
      return {words: '', files: false}
    default:
      return {words: candidates.join(' '), files: false}
  }
}

const linesOf = ({path, options, argument, verbs}: CompletionVerb): readonly string[] => {
  const here = `complete -c rollcall -n ${quoted(`__rollcall_at ${quoted(path)}`)}`
  const flags = options.map(({flags: names, description, takes}) => {
    const given = names.map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
    const value = takes === null ? null : offer(takes)
    const taken = value === null ? '' : ` ${value.files ? '-r -F' : '-x'}`
    const words = value === null || value.words === '' ? '' : ` -a ${quoted(value.words)}`
    return `${here} ${given.join(' ')}${taken}${words} -d ${quoted(description)}`
  })
  const names = verbs.map(({name, description}) => `${here} -a ${name} -d ${quoted(description)}`)
  const given = argument === null ? null : offer(argument)
  return [
    ...flags,
    ...names,
    ...(given === null || given.words === '' ? [] : [`${here} -k -a ${quoted(given.words)}`]),
    ...(given?.files === true ? [`${here} -F`] : []),
  ]
}

/** Completion for fish 3 and later. */
export const fishCompletion = (root: CompletionVerb): string => {
  const paths = everyVerb(root).flatMap(({path}) => (path === '' ? [] : [quoted(path)]))
  return `# Completion of rollcall for fish:  rollcall completion fish | source
function __rollcall_words
    set -l words (commandline -opc)
    set -e words[1]
    set -l verb ''
    set -l home ''
    set -l wants ''
    set -l plain ''
    for word in $words
        if test -n "$wants"
            test $wants = --home; and set home $word
            set wants ''
            continue
        end
        switch $word
            case '--home=*'
                set home (string replace -- --home= '' $word)
            case ${valueFlags(root).join(' ')}
                set wants $word
            case '-*'
            case '*'
                test -n "$plain"; and continue
                set -l longer (string trim -- "$verb $word")
                if contains -- $longer ${paths.join(' ')}
                    set verb $longer
                else
                    set plain yes
                end
        end
    end
    printf '%s\\n' "$verb" "$home"
end
function __rollcall_at
    set -l known (__rollcall_words)
    test "$known[1]" = "$argv[1]"
end
function __rollcall_sessions
    set -l known (__rollcall_words)
    set -l home $known[2]
    test -z "$home"; and set home $ROLLCALL_HOME
    test -z "$home"; and test -n "$XDG_STATE_HOME"; and set home $XDG_STATE_HOME/rollcall
    test -z "$home"; and set home ~/.local/state/rollcall
    for id in $home/sessions/*
        string match -r '[0-9]{8}-[0-9]{4}-[a-z0-9]{4}$' -- $id
    end | sort -r
end
function __rollcall_runbooks
    __fish_complete_path (commandline -ct) | string match -r '^[^\\t]*(?:\\.md|/)(?=\\t|$)'
end
complete -c rollcall -e
complete -c rollcall -f
${everyVerb(root).flatMap(linesOf).join('\n')}
`
}
