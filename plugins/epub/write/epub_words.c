/* SPDX-License-Identifier: MIT */
/* The few words that a book shows and its document does not hold. */
#include "write/epub.h"

static const struct {
    const char *language;
    const char *words[EPUB_WORD_COUNT];
} tables[] = {
    {"en", {"Contents", "Cover", "Title page", "Text", "Pages"}},
    {"de", {"Inhalt", "Umschlag", "Titelseite", "Text", "Seiten"}},
    {"fr",
        {"Table des matières", "Couverture", "Page de titre", "Texte",
            "Pages"}},
    {"es", {"Índice", "Cubierta", "Portada", "Texto", "Páginas"}},
    {"it", {"Indice", "Copertina", "Frontespizio", "Testo", "Pagine"}},
    {"pt", {"Sumário", "Capa", "Folha de rosto", "Texto", "Páginas"}},
    {"nl", {"Inhoud", "Omslag", "Titelpagina", "Tekst", "Pagina’s"}},
    {"pl", {"Spis treści", "Okładka", "Strona tytułowa", "Tekst", "Strony"}},
    {"cs", {"Obsah", "Obálka", "Titulní strana", "Text", "Strany"}},
    {"sv", {"Innehåll", "Omslag", "Titelsida", "Text", "Sidor"}},
    {"fi", {"Sisällys", "Kansi", "Nimiösivu", "Teksti", "Sivut"}},
    {"la", {"Index", "Tegumentum", "Titulus", "Textus", "Paginae"}},
    {"ru", {"Содержание", "Обложка", "Титульный лист", "Текст", "Страницы"}},
    {"uk", {"Зміст", "Обкладинка", "Титульна сторінка", "Текст", "Сторінки"}},
    {"be", {"Змест", "Вокладка", "Тытульны ліст", "Тэкст", "Старонкі"}},
    {"bg", {"Съдържание", "Корица", "Заглавна страница", "Текст", "Страници"}},
    {"el", {"Περιεχόμενα", "Εξώφυλλο", "Σελίδα τίτλου", "Κείμενο", "Σελίδες"}},
    {"ar", {"المحتويات", "الغلاف", "صفحة العنوان", "النص", "الصفحات"}},
    {"he", {"תוכן העניינים", "כריכה", "עמוד השער", "טקסט", "עמודים"}},
    {"zh", {"目录", "封面", "书名页", "正文", "页码"}},
    {"ja", {"目次", "表紙", "扉", "本文", "ページ"}},
    {"ko", {"차례", "표지", "속표지", "본문", "쪽"}},
};

const char *
epub_word(struct epub *epub, enum epub_word word)
{
    dc_str primary = epub_primary_language(epub->language);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        if (dc_str_equal(primary, tables[i].language))
            return tables[i].words[word];
    return tables[0].words[word];
}
