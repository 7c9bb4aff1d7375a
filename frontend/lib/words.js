// The few sentences that scripts say, in the language of the page.
const said = {
  id: {
    none: "Tidak ada yang cocok. Ketik saja namanya.",
    found: (n) => `${n} pilihan. Pakai panah untuk memilih.`,
    saved: "Tersimpan di HP ini. Belum terkirim.",
    restored: "Tulisan Anda tadi dikembalikan.",
    offline: "Sedang tanpa jaringan. Tulisan tersimpan di HP ini.",
    sending: (percent) => `Mengirim: ${percent}%`,
    kept: "Sudah diterima",
    refused: "Tidak diterima",
    failed: "Terputus. Tulisan Anda tidak hilang.",
    again: "Coba lagi",
    wait: "Menunggu giliran",
  },
  en: {
    none: "Nothing matches. Just type the name.",
    found: (n) => `${n} choices. Use the arrows to choose.`,
    saved: "Saved on this phone. Not sent yet.",
    restored: "What you wrote before is back.",
    offline: "No network now. Your words are saved on this phone.",
    sending: (percent) => `Sending: ${percent}%`,
    kept: "Received",
    refused: "Not accepted",
    failed: "Interrupted. Your words are not lost.",
    again: "Try again",
    wait: "Waiting for its turn",
  },
};
export const words = said[document.documentElement.lang] ?? said.id;
