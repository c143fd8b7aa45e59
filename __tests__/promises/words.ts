/** A promise as the READMEs print it: what is promised, and where it ends. */
export interface Words {
  readonly promise: string
  readonly limit: string
}

/** What rollcall promises, in the order of its numbers. */
export const promiseWords: readonly {readonly en: Words; readonly tr: Words}[] = [
  {
    en: {promise: 'No acknowledged tick is lost by `kill -9` or a dropped line', limit: ''},
    tr: {promise: 'Onaylanmış hiçbir işaret `kill -9` ile ya da kopan bağlantıyla kaybolmaz', limit: ''},
  },
  {
    en: {promise: 'nor by a power cut', limit: 'if the disk honours fsync'},
    tr: {promise: 'elektrik kesintisiyle de kaybolmaz', limit: 'disk fsync’e uyuyorsa'},
  },
  {
    en: {
      promise: 'A started command goes on without the terminal; its output and exit code are there on return',
      limit:
        'not across a reboot, nor where the host ends all processes at logout (`KillUserProcesses`) or the container ends',
    },
    tr: {
      promise: 'Başlayan komut terminal olmadan sürer; döndüğünüzde çıktısı ve çıkış kodu oradadır',
      limit:
        'yeniden başlatmanın ötesinde değil; sunucu çıkışta bütün süreçleri bitiriyorsa (`KillUserProcesses`) ya da konteyner biterse de değil',
    },
  },
  {
    en: {
      promise: 'No command starts without confirmation of that exact text; none is repeated by itself',
      limit: 'what the script calls, and programs found on PATH, are not part of the text',
    },
    tr: {
      promise: 'Hiçbir komut tam o metin onaylanmadan başlamaz; hiçbiri kendiliğinden yinelenmez',
      limit: 'betiğin çağırdıkları ve PATH’te bulunan programlar metne dahil değildir',
    },
  },
  {
    en: {
      promise: '“Not started” is proved; “unknown” is said',
      limit: 'what a dead runner’s command did, nobody can see: you are asked',
    },
    tr: {
      promise: '“Başlamadı” kanıtlanır; “bilinmiyor” açıkça söylenir',
      limit: 'ölen bir çalıştırıcının komutunun ne yaptığını kimse göremez: size sorulur',
    },
  },
  {
    en: {promise: 'A damaged journal is never shortened silently', limit: ''},
    tr: {promise: 'Bozulmuş bir kayıt asla sessizce kısaltılmaz', limit: ''},
  },
  {
    en: {
      promise: 'After the first disk error nothing new starts',
      limit:
        'after a failed fsync a later process may still read from memory what is not on disk: go on elsewhere (`continue DIRECTORY`)',
    },
    tr: {
      promise: 'İlk disk hatasından sonra yeni hiçbir şey başlamaz',
      limit:
        'başarısız bir fsync’ten sonra başka bir süreç diskte olmayanı bellekten okuyabilir: başka yerde sürdürün (`continue DİZİN`)',
    },
  },
  {
    en: {
      promise: 'History cannot be edited unnoticed',
      limit:
        'by whoever lacks your copy of the head hash, which is printed at suspend and close-out: `verify --against`',
    },
    tr: {
      promise: 'Geçmiş fark edilmeden değiştirilemez',
      limit:
        'ara verirken ve kapatırken yazdırılan uç özetin sizdeki kopyasına sahip olmayanlarca: `verify --against`',
    },
  },
  {
    en: {
      promise:
        'One writer a session, others look on; a dead holder never blocks, a paused one loses it only by `--take-over`',
      limit: 'needs Linux’ abstract sockets; elsewhere a socket file, which is weaker',
    },
    tr: {
      promise:
        'Oturumu tek kişi yazar, ötekiler izler; ölen sahip kimseyi engellemez, duran sahip onu ancak `--take-over` ile yitirir',
      limit: 'Linux’un soyut soketleri gerekir; başka yerde daha zayıf olan soket dosyası',
    },
  },
  {
    en: {
      promise: 'Nothing foreign moves the cursor, touches the clipboard or hides text',
      limit: 'letters that merely look alike are written out in commands only',
    },
    tr: {
      promise: 'Dışarıdan gelen hiçbir metin imleci oynatmaz, panoya dokunmaz, yazı gizlemez',
      limit: 'yalnızca benzeyen harfler sadece komutlarda açık yazılır',
    },
  },
  {
    en: {
      promise: 'Keys typed early, held or pasted confirm nothing',
      limit: 'a word pasted into a card that has been read is taken',
    },
    tr: {
      promise: 'Erken basılan, basılı tutulan ya da yapıştırılan tuşlar hiçbir şeyi onaylamaz',
      limit: 'okunmuş bir karta yapıştırılan sözcük kabul edilir',
    },
  },
  {
    en: {
      promise: 'The terminal is restored on every exit',
      limit:
        'not after SIGKILL or a crash of Node itself (SIGSEGV): `reset` helps; the session loses nothing',
    },
    tr: {
      promise: 'Terminal her çıkışta eski haline getirilir',
      limit:
        'SIGKILL ya da Node’un kendi çökmesinde (SIGSEGV) değil: `reset` düzeltir; oturum bir şey yitirmez',
    },
  },
  {
    en: {
      promise: 'Declared secrets never reach disk, screen or export (raw, JSON, URL, hex, base64)',
      limit: 'secrets nobody declared do; values under four characters are not masked (said at the start)',
    },
    tr: {
      promise:
        'Bildirilen gizli değerler diske, ekrana ya da dışa aktarıma düşmez (ham, JSON, URL, hex, base64)',
      limit: 'bildirilmeyenler düşer; dört karakterden kısalar maskelenmez (başta söylenir)',
    },
  },
  {
    en: {
      promise: 'Values never stand in a command line of ours, and run nothing',
      limit:
        'what a script is given as arguments, local users can see, and the card says so; a value put inside code for another interpreter (`ssh host "rm <X>"`) is code there: give its input a `pattern`',
    },
    tr: {
      promise: 'Değerler bizim hiçbir komut satırımızda durmaz ve bir şey çalıştırmaz',
      limit:
        'betiğe argüman olarak verileni yerel kullanıcılar görür, kart bunu söyler; başka bir yorumlayıcının koduna konan değer (`ssh host "rm <X>"`) orada koddur: girdiye bir `pattern` verin',
    },
  },
  {
    en: {
      promise: 'What was approved is what runs',
      limit: 'a script named by its path is hashed again at the start; what it reads or calls is not',
    },
    tr: {
      promise: 'Onaylanan neyse o çalışır',
      limit:
        'yoluyla anılan betiğin özeti başlarken yeniden alınır; okuduklarının ve çağırdıklarının alınmaz',
    },
  },
  {
    en: {
      promise:
        'Every probe ends by its deadline and under its byte cap, and leaves no socket, key or process',
      limit: 'a program that a `command` probe starts and that leaves its group is not found again',
    },
    tr: {
      promise:
        'Her yoklama süresinde ve bayt sınırının altında biter; ardında soket, anahtar ya da süreç kalmaz',
      limit: '`command` yoklamasının başlattığı ve grubundan ayrılan bir program yeniden bulunmaz',
    },
  },
  {
    en: {promise: 'A dead probe delays no other', limit: ''},
    tr: {promise: 'Ölü bir yoklama başkasını geciktirmez', limit: ''},
  },
  {
    en: {
      promise:
        'Probes only read; those with `effects` run once for each confirmation; the ping to the workers is well-formed and rare',
      limit: 'as far as a client can see to it: a superuser can do more than read, and is warned of',
    },
    tr: {
      promise:
        'Yoklamalar yalnızca okur; `effects` taşıyanlar her onayda bir kez çalışır; işçilere giden ping doğru biçimli ve seyrektir',
      limit:
        'bir istemcinin sağlayabildiği ölçüde: süper kullanıcı okumaktan fazlasını yapabilir, buna karşı uyarılır',
    },
  },
  {
    en: {
      promise: 'A wrong clock reorders nothing and skips no deadline',
      limit: 'the times it shows are the host’s',
    },
    tr: {
      promise: 'Yanlış saat hiçbir şeyin sırasını bozmaz, hiçbir süreyi atlatmaz',
      limit: 'gösterilen saatler sunucunundur',
    },
  },
  {
    en: {promise: 'The export is complete, and the same twice', limit: ''},
    tr: {promise: 'Dışa aktarım eksiksizdir ve iki kez alındığında aynıdır', limit: ''},
  },
  {
    en: {
      promise:
        'A message goes out once for each confirmation of its text and recipients, or not at all; “not sent” is proved',
      limit:
        'where the other side never answered, or a command failed, nobody knows whether it arrived: you are asked',
    },
    tr: {
      promise:
        'Bir ileti, metni ve alıcıları her onaylandığında bir kez gider ya da hiç gitmez; “gönderilmedi” kanıtlanır',
      limit: 'karşı taraf hiç yanıt vermediyse ya da komut başarısız olduysa ulaştığı bilinmez: size sorulur',
    },
  },
]
