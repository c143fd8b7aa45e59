import {type Candidates, type CompletionOption, type CompletionVerb, everyVerb, quoted} from './tree.ts'

const action = (candidates: Candidates): string => {
  switch (candidates) {
    case 'file':
      return '_files'
    case 'directory':
      return '_files -/'
    case 'runbook':
      return '_files -g "*.md(-.)"'
    case 'session':
      return '_rollcall_ids'
    case 'session-or-file':
      return '_rollcall_ids_or_files'
    case 'any':
      return ' '
    default:
      return `(${candidates.join(' ')})`
  }
}

const escaped = (text: string): string => text.replace(/[\\[\]:]/g, '\\$&')

const optionSpecs = ({flags, description, takes, repeats}: CompletionOption): readonly string[] =>
  flags.map(flag => {
    const others = repeats ? '*' : flags.length > 1 ? `(${flags.join(' ')})` : ''
    const value = takes === null ? '' : `:value:${action(takes)}`
    return quoted(
      `${others}${flag}${takes === null || !flag.startsWith('--') ? '' : '='}[${escaped(description)}]${value}`,
    )
  })

const functionOf = (verb: CompletionVerb): string =>
  verb.path === '' ? '_rollcall' : `_rollcall_verb_${verb.path.replaceAll(' ', '_')}`

const leaf = (verb: CompletionVerb): string => {
  const argument = verb.argument === null ? [] : [quoted(`1:argument:${action(verb.argument)}`)]
  return `${functionOf(verb)}() {
  _arguments -s ${[...verb.options.flatMap(optionSpecs), ...argument].join(' \\\n    ')}
}`
}

const branch = (verb: CompletionVerb): string => {
  const names = verb.verbs.map(({name, description}) => quoted(`${name}:${description}`))
  return `${functionOf(verb)}() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C -s ${[...verb.options.flatMap(optionSpecs), "'(-)1:verb:->verb'", "'(-)*::argument:->rest'"].join(' \\\n    ')}
  case $state in
    verb)
      local -a verbs
      verbs=(${names.join(' ')})
      _describe -t verbs verb verbs
      ${verb.argument === null ? '' : action(verb.argument)} ;;
    rest)
      _rollcall_home=\${opt_args[--home]:-$_rollcall_home}
      case $words[1] in
${verb.verbs.map(each => `        ${each.name}) ${functionOf(each)} ;;`).join('\n')}
      esac ;;
  esac
}`
}

/** Completion for zsh: as a file \`_rollcall\` on the fpath, or sourced after compinit. */
export const zshCompletion = (root: CompletionVerb): string => `#compdef rollcall
# Completion of rollcall for zsh:  source <(rollcall completion zsh)
_rollcall_ids() {
  local home=\${\${opt_args[--home]:-$_rollcall_home}:-\${ROLLCALL_HOME:-\${XDG_STATE_HOME:-$HOME/.local/state}/rollcall}}
  home=\${\${(Q)home}/#(\\~|\\$HOME)/$HOME}
  local -a ids
  ids=($home/sessions/<->-<->-*(N/On:t))
  # The newest first, as their names begin with the day.
  compadd -V sessions -a ids
}
_rollcall_ids_or_files() { _rollcall_ids; _files }
${everyVerb(root)
  .map(verb => (verb.verbs.length > 0 ? branch(verb) : leaf(verb)))
  .join('\n')}
if [[ \${funcstack[1]-} == _rollcall ]]; then _rollcall "$@"; else compdef _rollcall rollcall; fi
`
