import {type Safe, safe} from './safe.ts'

const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** A number of bytes for reading: "512 B", "1.5 KiB", "32 MiB"; one decimal below ten, cut rather than rounded up. */
export const formatBytes = (bytes: number): Safe => {
  if (!Number.isFinite(bytes) || bytes < 0) return safe('?')
  if (bytes < 1024) return safe(`${Math.floor(bytes)} B`)
  let amount = bytes / 1024
  let step = 0
  while (amount >= 1024 && step < units.length - 1) {
    amount /= 1024
    step++
  }
  const cut = amount < 10 ? Math.floor(amount * 10) / 10 : Math.floor(amount)
  return safe(`${cut} ${units[step] ?? ''}`)
}
