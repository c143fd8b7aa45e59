import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {repair} from '#src/text/repair.ts'
import {runbookOf, walkOf} from '../helpers/runbooks.ts'

const sound = readFileSync(new URL('../fixtures/runbook/plain-rollback.md', import.meta.url), 'utf8')

/** The text with its UTF-8 read as Windows-1254 and saved again, as the team's copy was. */
const damaged = (text: string): Uint8Array => {
  const bytes = new TextEncoder().encode(text)
  const decoder = new TextDecoder('windows-1254')
  return new TextEncoder().encode(decoder.decode(bytes))
}

const expected = [
  '# 1 "Rollback Kararı" read-do',
  '1.1 manual Kritik güvenlik açığı tespit edildi',
  '1.2 manual Performans kabul edilemez düzeyde (yanıt süresi > 2 saniye)',
  '1.3 manual Kullanıcılar sisteme giriş yapamıyor',
  '1.4 manual e-Fatura entegrasyonu hata veriyor',
  '1.5 manual Veritabanı bağlantısı koptu',
  '1.6 manual SSL sertifikasında sorun var',
  '# 2 "Rollback Öncesi Hazırlık" read-do',
  '2.1 command(word) Mevcut durumun yedeğini al',
  '2.2 command(word 1/2) Sistem durumunu kontrol et',
  '2.3 command(word 2/2) Sistem durumunu kontrol et',
  '# 3 "Rollback İşlemi" read-do',
  '3.1 command(word) Rollback betiğini çalıştır',
  '3.2 command(word) Servislerin durumunu kontrol et',
  '# 4 "Rollback Sonrası Kontroller" read-do',
  '# 4.1 "Sistem Kontrolleri" read-do in 4',
  '4.1.1 manual Tüm servisler çalışıyor mu?',
  '4.1.2 manual Veritabanı bağlantısı sağlıklı mı?',
  '4.1.3 manual Redis bağlantısı aktif mi?',
  '4.1.4 manual Celery işçileri çalışıyor mu?',
  '# 4.2 "Uygulama Kontrolleri" read-do in 4',
  '4.2.1 manual API uç noktaları çalışıyor mu?',
  '4.2.2 manual Kullanıcı girişi yapılabiliyor mu?',
  '4.2.3 manual e-Fatura oluşturulabiliyor mu?',
  '4.2.4 manual PDF oluşturma çalışıyor mu?',
  '4.2.5 manual E-posta gönderimi çalışıyor mu?',
  '# 4.3 "Veri Kontrolleri" read-do in 4',
  '4.3.1 manual Veritabanı tutarlı mı?',
  '4.3.2 manual Kullanıcı verileri korunmuş mu?',
  '4.3.3 manual Yüklenen dosyalara erişilebiliyor mu?',
  '4.3.4 manual Önbellek temizlendi mi?',
  '# 5 "İzleme ve Günlükler" read-do',
  '5.1 command(word) Prometheus ölçümlerini kontrol et',
  '5.2 link Grafana panolarını kontrol et',
  '5.3 watch(word 1/2) Günlükleri incele',
  '5.4 watch(word 2/2) Günlükleri incele',
  '# 6 "İletişim ve Raporlama" read-do',
  '# 6.1 "İç İletişim" read-do in 6',
  '6.1.1 manual DevOps ekibine haber verildi',
  '6.1.2 manual Yönetime haber verildi',
  '6.1.3 manual Geliştirme ekibine haber verildi',
  '# 6.2 "Dış İletişim" read-do in 6',
  '6.2.1 manual Kullanıcılara e-posta gönderildi',
  '6.2.2 manual Durum sayfası güncellendi',
  '6.2.3 manual Müşteri hizmetlerine haber verildi',
  '# 6.3 "Dokümantasyon" read-do in 6',
  '6.3.1 manual Rollback nedeni kaydedildi',
  '6.3.2 manual Yapılan işlemler belgelendi',
  '6.3.3 manual Alınan dersler yazıldı',
  '6.3.4 manual İyileştirme önerileri listelendi',
  '# 7 "Sonraki Adımlar" follow-up',
  '7.1 follow-up Kök neden analizi yap',
  '7.2 follow-up Sorunun tekrarını önleyecek çözümü geliştir',
  '7.3 follow-up İzleme sistemini güçlendir',
  '7.4 follow-up Test kapsamını artır',
  '7.5 follow-up Dağıtım sürecini gözden geçir',
  '# acil-durum-iletisim-bilgileri "📞 Acil Durum İletişim Bilgileri" contacts',
]

describe('the runbook as the team has it, without any annotation', () => {
  const copies: readonly (readonly [string, Uint8Array])[] = [
    ['as it was written', new TextEncoder().encode(sound)],
    ['with its UTF-8 read as Windows-1254', damaged(sound)],
    [
      'with Windows line ends and a byte order mark',
      new TextEncoder().encode(`\ufeff${sound.replaceAll('\n', '\r\n')}`),
    ],
  ]

  test.each(copies)('opens whole %s', (_, bytes) => {
    const book = runbookOf(repair(bytes).text)
    expect(book.title).toBe('🚨 FinAsis Üretim Ortamı Rollback Kontrol Listesi')
    expect(walkOf(book)).toEqual(expected)
    expect(
      book.contacts.map(({group, name, value, placeholder}) => [group, name, value, placeholder]),
    ).toEqual([
      ['DevOps Ekibi', 'Nöbetçi DevOps', '+90 xxx xxx xx xx', true],
      ['DevOps Ekibi', 'DevOps Lideri', '+90 xxx xxx xx xx', true],
      ['DevOps Ekibi', 'Slack', '#finasis-ops-911', false],
      ['Sistem Yöneticileri', 'Sistem Yöneticisi', '+90 xxx xxx xx xx', true],
      ['Sistem Yöneticileri', 'Yedek Sistem Yöneticisi', '+90 xxx xxx xx xx', true],
      ['Sistem Yöneticileri', 'E-posta', 'sysadmin@finasis.com.tr', false],
      ['Üst Yönetim', 'CTO', '+90 xxx xxx xx xx', true],
      ['Üst Yönetim', 'CEO', '+90 xxx xxx xx xx', true],
      ['Üst Yönetim', 'E-posta', 'management@finasis.com.tr', false],
    ])
  })

  test('asks for what its commands need', () => {
    const rollback = runbookOf(sound).sections[2]?.items[0]
    expect(rollback).toMatchObject({
      shell: {
        text: './scripts/rollback.sh "$INPUT_YYYYMMDD_HHMMSS" "$SLACK_WEBHOOK_URL"',
        variables: [{placeholder: 'YYYYMMDD_HHMMSS'}, {placeholder: '$SLACK_WEBHOOK_URL'}],
      },
    })
  })
})
