import type {HomeTexts} from '#src/i18n/en/home.ts'
import {say} from '#src/text/say.ts'

export const home: HomeTexts = {
  'home-nowhere': () =>
    say`oturumları saklayacak yer yok: ne HOME ne de ROLLCALL_HOME tanımlı. --home DİZİN ile bir dizin belirtin.`,
  'home-unusable': f =>
    say`${f.path} oturumları saklamak için kullanılamıyor (${f.cause}). --home DİZİN ile başka bir dizin belirtin.`,
  'home-not-a-directory': f => say`${f.path} bir dizin değil. --home DİZİN ile başka bir dizin belirtin.`,
  'home-of-another': f =>
    say`${f.path} dizininin sahibi: ${f.owner}. O hesapla devam edin: sudo -u '${f.owner}' rollcall resume`,
  'home-shared': f =>
    say`${f.path} dizininin sahibi ${f.owner}; oradaki oturumlardan yalnızca bazılarını sizin de bulunduğunuz bir gruba açmış: size bildirilen oturumun adını verin ("rollcall resume OTURUM --home '${f.path}'"). Geri kalan her şey kapalı.`,
  'home-open-to-others': f =>
    say`${f.path} dizinine başka hesaplar da yazabiliyor (izinler ${f.mode}); oradaki kayıtlar hiçbir şey kanıtlamaz. Önce yazma iznini kaldırın: chmod go-w '${f.path}'`,
  'home-in-memory': f =>
    say`${f.path} yalnızca bellekte tutuluyor: oradaki oturumlar yeniden başlatmada kaybolur. --home DİZİN ile başka bir yer belirtebilirsiniz.`,
  'home-in-container': f =>
    say`${f.path} kapsayıcının kendi katmanında: oradaki oturumlar kapsayıcıyla birlikte kaybolur. --home DİZİN ile bağlanmış (mount) bir yer belirtebilirsiniz.`,
}
