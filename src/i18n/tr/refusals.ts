import type {RefusalTexts} from '#src/i18n/en/refusals.ts'
import {questionWord} from '#src/i18n/question.ts'
import {say} from '#src/text/say.ts'
import {identity} from './identity.ts'
import {questions} from './questions.ts'
import {states} from './states.ts'

export const refusals: RefusalTexts = {
  'no-such-item': f => say`bu kılavuzda "${f.item}" adlı bir madde yok`,
  'no-such-section': f => say`bu kılavuzda "${f.section}" adlı bir bölüm yok`,
  'session-over': () => say`bu oturum bitti; okunabilir ve dışa aktarılabilir, değiştirilemez`,
  'already-settled': f => say`zaten ${states[f.state]}; önce "back" ile geri alın`,
  'belongs-to-probe': () =>
    say`bunu bir yoklama yanıtlar, elle işaretlenemez; yoklama bakamıyorsa "done NASIL" ile elle onaylayın; başarısızsa "override GEREKÇE"`,
  'reading-stands': () => say`bir okuma var, elle onaylanamaz; buna rağmen sürdürmek için "override GEREKÇE"`,
  'not-sensed': () => say`bunun bir yoklaması yok; yalnızca yoklanan maddeler elle onaylanır`,
  'is-a-group': () => say`altındaki maddeler sonuçlanınca bu da sonuçlanır`,
  'is-a-criterion': () =>
    say`ölçüt "raised" (var), "clear" (yok) ya da "unknown" (bilinmiyor) olur; ardından "decide rollback|no|escalate CÜMLE"`,
  'not-a-criterion': () => say`yalnızca kararın ölçütleri var ya da yok olabilir`,
  'command-needs-run': () =>
    say`komut çalışınca tamamlanır: "run" gösterir ve başlatır; "skip GEREKÇE" atlar`,
  'not-a-command': () => say`burada çalıştırılacak bir şey yok`,
  'follow-up-needs-owner': () => say`takip işi için bir sorumlu ve bir son tarih gerekir`,
  'not-a-follow-up': () => say`yalnızca takip işlerinin sorumlusu ve son tarihi olur`,
  'reason-missing': () => say`bunun için sözle bir gerekçe gerekir`,
  'how-missing': () => say`nasıl denetlendiğini sözle yazın`,
  'answer-missing': f => say`"${questionWord(questions, f.question)}" yanıtlanmalı`,
  'sentence-missing': () => say`kararın gerekçesi bir cümleyle yazılmalı`,
  'no-decision-here': () => say`bu kılavuzda karar isteyen bir bölüm yok`,
  'defer-backwards': () => say`bir madde ancak daha sonraki bir bölüme ertelenebilir`,
  'nothing-to-take-back': () => say`burada geri alınacak bir şey yok`,
  'run-stays': () => say`çalışmış bir komut geri alınamaz; bilinmesi gerekeni "note" ile yazın`,
  'no-acknowledgement': () =>
    say`burada görüldü denecek bir şey yok: yoklama geçmedi ya da madde bunu istemiyor`,
  'text-changed': () => say`komut, onaylanan komut değil; yeniden bakın`,
  'wrong-word': f =>
    say`onaylanmadı, hiçbir şey başlatılmadı: "run" yeniden sorar; tam olarak ${f.word} yazın`,
  'already-running': () => say`zaten çalışıyor`,
  'another-running': f => say`"${f.item}" hâlâ çalışıyor; bir şey değiştiren komutlar tek tek çalışır`,
  'outcome-first': () =>
    say`son çalışmasının sonucu bilinmiyor; önce nasıl bittiğini söyleyin: done, notdone, partial ya da later`,
  'input-missing': f => say`eksik değer: ${f.names}; "set AD DEĞER"`,
  'target-mismatch': f =>
    say`YANLIŞ HEDEF: ${identity[f.what]} ${f.expected} olmalıydı, ${f.found} bulundu; burada tehlikeli hiçbir şey başlamaz`,
  'changes-unconfirmed': f =>
    say`oturum bırakıldıktan sonra değişen: ${f.changes}; önce onaylayın: "accept GEREKÇE"`,
  'no-changes': () => say`onay bekleyen bir değişiklik yok`,
  'needs-unmet': f => say`gereken henüz bitmedi: ${f.needs}; yine de sürdürmek için gerekçesini sözle yazın`,
  'target-held': f =>
    say`bu hedefte tehlikeli bir komut çalışıyor: ${f.operator} (hesap ${f.account}, oturum ${f.session}, süreç ${f.pid}, ${f.since}'den beri); onun yanında sürdürmek için gerekçesini sözle yazın`,
  'target-held-unknown': () =>
    say`hedefin kilidini, bu sunucuda kim olduğunu söylemeyen bir süreç tutuyor; onun yanında sürdürmek için gerekçesini sözle yazın`,
  'ruled-out': () => say`geri almama kararı bunu oturumdan çıkardı`,
  'no-outcome-to-assert': () => say`sonucu biliniyor; ayrıca bildirilecek bir şey yok`,
  'no-such-input': f => say`bu kılavuzda "${f.name}" değerini isteyen bir şey yok`,
  'bad-input': f => say`${f.name} şuna uymalı: ${f.pattern}`,
  'still-running': f => say`hâlâ çalışan ya da sonucu bilinmeyen: ${f.items}`,
  'still-open': f =>
    say`henüz sonuçlanmayan: ${f.items}; her birini sonuçlandırın (done, skip, na, defer, override) ya da "abort GEREKÇE"`,
  'decision-open': () => say`karar verilmedi: "decide rollback|no|escalate CÜMLE"`,
  'started-already': () => say`oturum zaten başladı`,
  'not-started': () => say`oturum başlamadı`,
  'journal-halted': f =>
    say`KAYDEDİLMEDİ: olay günlüğüne yazılamıyor (${f.why}), bu yüzden yeni bir şey başlamaz; çalışan komutlar sürer. "quit" ile çıkın ya da başka yerdeki yeni bir günlükte sürdürmek için "continue DİZİN" yazın`,
  'directory-gone': f =>
    say`oturumun dizini yerinde değil: ${f.path}; komutlar o dizine göre yazıldı, bu yüzden hiçbiri çalışmaz`,
  'no-message-here': () =>
    say`burada kimseye bir şey bildirilmez; ileti, alıcısını belirten bir maddenin işidir`,
  'already-sending': () => say`bir ileti zaten gönderiliyor`,
  'message-first': () =>
    say`son iletinin ulaşıp ulaşmadığı bilinmiyor; önce söyleyin: ulaştıysa "done NASIL", ulaşmadıysa "notdone NASIL" ya da "later"`,
  'message-empty': () => say`gönderilecek bir şey yok`,
  'nobody-to-tell': () => say`bu iletinin alıcısı yok`,
  'not-sent-wrong-word': f =>
    say`onaylanmadı, hiçbir şey gönderilmedi: göndermek için tam olarak ${f.word} yazın`,
  'message-stays': () => say`gitmiş bir ileti geri alınamaz; yenisini gönderin`,
  'no-message-to-assert': () => say`iletilerinin sonucu biliniyor; ayrıca bildirilecek bir şey yok`,
  'no-such-contact': f => say`"${f.contact}" adlı bir iletişim bilgisi yok`,
  'due-passed': () =>
    say`sonraki bilgilendirme şu andan sonra olmalı: 11:40 gibi bir saat ya da 30m gibi bir süre yazın`,
  'no-update-due': () => say`beklenen bir bilgilendirme yok`,
  'name-missing': () => say`bunun için bir ad gerekir`,
  'sign-off-missing': () => say`oturumu, adını yazıp imzalayan kapatır`,
  'not-running': () => say`çalışmıyor`,
  'stop-first': () => say`henüz bitmesi istenmedi: SIGKILL'den önce SIGTERM gelir`,
  'wrong-stop-word': f => say`onaylanmadı, hiçbir sinyal gönderilmedi: tam olarak ${f.word} yazılmalı`,
  'watch-here': () => say`izlemeye yalnızca bakılır; yeterince gördüğünüzde işaretleyin`,
  'where-missing': () => say`nerede çalıştırıldığı yazılmalı`,
  'not-failed': () => say`burada başarısız olan bir şey yok`,
  'looks-by-itself': () => say`yoklaması kendiliğinden bakar; ayrıca yaptırılacak bir şey yok`,
  'looks-later': () => say`sistemi değiştiren bir komut çalışıyor; bitince bakın`,
  'needs-first': f => say`gereken henüz bitmedi: ${f.needs}; şimdi bakılsa sayılmaz`,
  'session-knows': () => say`bunu oturumun kendisi yanıtlar; eksik olan yukarıda yazılı`,
  'stale-report': () => say`bu yeni bir şey söylemiyor`,
}
