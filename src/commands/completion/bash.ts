import {type Candidates, type CompletionVerb, everyVerb, quoted, valueFlags} from './tree.ts'

const offer = (candidates: Candidates): string => {
  switch (candidates) {
    case 'file':
      return '_rollcall_files -f'
    case 'directory':
      return '_rollcall_files -d'
    case 'runbook':
      return '_rollcall_runbooks'
    case 'session':
      return '_rollcall_sessions'
    case 'session-or-file':
      return '_rollcall_sessions; _rollcall_files -f'
    case 'any':
      return ':'
    default:
      return `_rollcall_words ${quoted(candidates.join(' '))}`
  }
}

/** What each flag takes; written once where it is the same with every verb. */
const valueCases = (verbs: readonly CompletionVerb[]): readonly string[] => {
  const lines = new Map<string, Map<string, string[]>>()
  for (const {path, options} of verbs) {
    for (const {flags, takes} of options) {
      if (takes === null) continue
      for (const flag of flags) {
        const offers = lines.get(flag) ?? new Map<string, string[]>()
        lines.set(flag, offers)
        offers.set(offer(takes), [...(offers.get(offer(takes)) ?? []), path])
      }
    }
  }
  return [...lines].flatMap(([flag, offers]) =>
    [...offers].map(([command, paths]) => {
      const where = offers.size === 1 ? `*:${flag}` : paths.map(path => quoted(`${path}:${flag}`)).join('|')
      return `    ${where}) ${command} ;;`
    }),
  )
}

const verbCase = ({path, verbs, argument, options}: CompletionVerb): string => {
  const flags = options.flatMap(option => option.flags).join(' ')
  const names = verbs.map(({name}) => name).join(' ')
  const words = [
    ...(names === '' ? [] : [`_rollcall_words ${quoted(names)}`]),
    ...(argument === null ? [] : [offer(argument)]),
  ]
  return `    ${quoted(path)})
      case $cur in
        -*) _rollcall_words ${quoted(flags)} ;;
        *) ${words.length === 0 ? ':' : words.join('; ')} ;;
      esac ;;`
}

/** Completion for bash 3.2 and later, without the package bash-completion. Nothing is run for it. */
export const bashCompletion = (root: CompletionVerb): string => {
  const verbs = everyVerb(root)
  const paths = verbs.filter(({path}) => path !== '').map(({path}) => quoted(path))
  return `# Completion of rollcall for bash:  source <(rollcall completion bash)
_rollcall_words() { COMPREPLY+=($(compgen -W "$1" -- "$cur")); }
_rollcall_files() {
  local name
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "$@" -- "$cur")
}
_rollcall_runbooks() { _rollcall_files -f -X '!*.md'; _rollcall_files -d; }
_rollcall_sessions() {
  local id
  for id in "\${home:-\${ROLLCALL_HOME:-\${XDG_STATE_HOME:-$HOME/.local/state}/rollcall}}"/sessions/*; do
    id=\${id##*/}
    [[ $id =~ ^[0-9]{8}-[0-9]{4}-[a-z0-9]{4}$ && $id == "$cur"* ]] && COMPREPLY+=("$id")
  done
}
_rollcall() {
  local cur=\${COMP_WORDS[COMP_CWORD]} verb='' home='' wants='' plain='' word i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then continue; fi
    if [[ -n $wants ]]; then
      [[ $wants == --home ]] && home=\${word/#\\~/$HOME}
      wants=''
      continue
    fi
    case $word in
      ${valueFlags(root).join('|')}) wants=$word ;;
      -*) ;;
      *)
        # A runbook stands where a verb could: no verb comes after it.
        [[ -n $plain ]] && continue
        case \${verb:+$verb }$word in
          ${paths.join('|')}) verb=\${verb:+$verb }$word ;;
          *) plain=yes ;;
        esac ;;
    esac
  done
  if [[ $cur == '=' ]]; then cur=''; fi
  case $verb:$wants in
${valueCases(verbs).join('\n')}
    *:) case $verb in
${verbs.map(verbCase).join('\n')}
    esac ;;
  esac
}
complete -F _rollcall rollcall
`
}
