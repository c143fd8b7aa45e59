import {createChance} from './chance.ts'

const firstNames = [
  'ayse',
  'mehmet',
  'fatma',
  'deniz',
  'elif',
  'murat',
  'zeynep',
  'can',
  'selin',
  'okan',
] as const
const lastNames = ['sahin', 'yilmaz', 'kaya', 'demir', 'celik', 'arslan', 'dogan', 'aydin'] as const
const firms = ['Anadolu', 'Ege', 'Marmara', 'Toros', 'Karadeniz', 'Bogazici', 'Kapadokya'] as const
const trades = ['Tekstil', 'Lojistik', 'Gıda', 'Yapı', 'Otomotiv', 'Yazılım'] as const
const offices = ['Beyoğlu', 'Çankaya', 'Konak', 'Nilüfer', 'Seyhan'] as const

export interface Rows {
  readonly users: readonly {readonly username: string; readonly email: string}[]
  readonly customers: readonly {
    readonly title: string
    readonly taxNumber: string
    readonly taxOffice: string
  }[]
  readonly invoices: readonly {
    readonly number: string
    readonly customer: number
    readonly user: number
    readonly status: string
    readonly total: string
    readonly hoursOld: number
  }[]
  /** Paths of uploads below the media directory, with the invoice each belongs to. */
  readonly documents: readonly {readonly file: string; readonly invoice: number}[]
}

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({length: count}, (_, index) => make(index))

/** What stands in the drill's database: the same seed gives the same rows. */
export const makeRows = (seed: number): Rows => {
  const chance = createChance(seed)
  const users = times(chance.whole(210, 260), index => {
    const username = `${chance.oneOf(firstNames)}.${chance.oneOf(lastNames)}${index + 1}`
    return {username, email: `${username}@drill.invalid`}
  })
  const customers = times(40, index => ({
    title: `${chance.oneOf(firms)} ${chance.oneOf(trades)} A.Ş. ${index + 1}`,
    taxNumber: String(1_000_000_000 + index * 7919 + chance.whole(0, 7000)),
    taxOffice: chance.oneOf(offices),
  }))
  const invoices = times(chance.whole(1100, 1300), index => ({
    number: `FIN2026${String(index + 1).padStart(9, '0')}`,
    customer: chance.whole(1, customers.length),
    user: chance.whole(1, users.length),
    status: chance.oneOf(['sent', 'sent', 'sent', 'accepted', 'draft']),
    total: (chance.whole(10_000, 9_000_000) / 100).toFixed(2),
    hoursOld: 6 + Math.floor((index * 2400) / 1300),
  }))
  const documents = times(60, index => ({
    file: `documents/2026/${String(1 + (index % 11)).padStart(2, '0')}/belge-${index + 1}.pdf`,
    invoice: chance.whole(1, invoices.length),
  }))
  return {users, customers, invoices, documents}
}
